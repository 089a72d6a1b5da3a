#!/bin/sh
# Installs wrk, the load tool of `make load`, from Debian's packages and only if it is missing.
# Without apt or the right to use it, says so in one line and goes on: the bench then says so too.
set -u
command -v wrk >/dev/null 2>&1 && exit 0
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo -n"
export DEBIAN_FRONTEND=noninteractive
if ! { $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends wrk; } >/dev/null 2>&1; then
    echo "apt-get could not install wrk" >&2
fi
exit 0
