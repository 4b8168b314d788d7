#!/usr/bin/env bash
# Compile styles/ into static/css/netzwerkportal.css. Needs Node 20 or newer; the site itself does not.
set -euo pipefail
cd "$(dirname "$0")/../styles"
if [ ! -d node_modules ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --ignore-scripts --no-audit --no-fund
fi
node build.mjs
