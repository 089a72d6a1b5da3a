#!/bin/sh
# Installs PostgreSQL, on which the records are tested besides SQLite, from Debian's package and
# only if it is missing. Without apt or the right to use it, says so in one line and goes on:
# those tests are then skipped.
set -u
for initdb in /usr/lib/postgresql/*/bin/initdb; do
    [ -x "$initdb" ] && exit 0
done
command -v initdb >/dev/null 2>&1 && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Not installed, the tests that need it are skipped: postgresql" >&2
    exit 0
fi
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo -n"
export DEBIAN_FRONTEND=noninteractive
if ! { $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends postgresql; } >/dev/null 2>&1; then
    echo "apt-get could not install postgresql; the tests that need it are skipped" >&2
fi
exit 0
