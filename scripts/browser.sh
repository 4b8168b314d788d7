#!/usr/bin/env bash
# Print the path of a Chromium for tests and screenshots, installing one if need be;
# nothing when Playwright is to use its own.
#
# The one without windows comes first: it draws the same pages in two thirds of the time.
set -euo pipefail
cd "$(dirname "$0")/.."

shell=chromium-headless-shell

first_of() {
    local name
    for name in "$@"; do
        command -v "$name" && return 0
    done
    return 1
}

first_of ${CHROMIUM:-} $shell && exit 0
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installiere Chromium aus Debian …" >&2
    for package in $shell chromium; do
        {
            apt-get update -qq
            DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $package
        } >/dev/null 2>&1 && first_of $package && exit 0
    done
fi
first_of chromium chromium-browser google-chrome google-chrome-stable && exit 0
echo "Lade Chromium mit Playwright …" >&2
.venv/bin/playwright install --only-shell chromium >&2
