#!/usr/bin/env bash
# Print the path of a Chromium for tests and screenshots, installing one if need be;
# nothing when Playwright is to use its own.
set -euo pipefail
cd "$(dirname "$0")/.."

find_browser() {
    local name
    for name in ${CHROMIUM:-} chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return 0
    done
    return 1
}

find_browser && exit 0
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installiere Chromium aus Debian …" >&2
    {
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium
    } >/dev/null 2>&1 || true
    find_browser && exit 0
fi
echo "Lade Chromium mit Playwright …" >&2
.venv/bin/playwright install chromium >&2
