#!/bin/sh
# Installs, from Debian's packages and only if they are missing, what some tests drive:
# a browser, the reader of scanned pages with French, and PDF tools. Without apt or the
# right to use it, says so in one line and goes on: those tests are then skipped.
set -u
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v tesseract >/dev/null 2>&1 || missing="$missing tesseract-ocr tesseract-ocr-fra"
command -v pdftoppm >/dev/null 2>&1 || missing="$missing poppler-utils"
[ -z "$missing" ] && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Not installed, the tests that need them are skipped:$missing" >&2
    exit 0
fi
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo -n"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086
if ! { $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends $missing; } >/dev/null 2>&1; then
    echo "apt-get could not install$missing; the tests that need them are skipped" >&2
fi
exit 0
