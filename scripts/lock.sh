#!/usr/bin/env bash
# Write the lock files anew from pyproject.toml. They name versions and hashes, no index: the machine
# that installs decides where from.
set -euo pipefail
cd "$(dirname "$0")/.."

tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
"${PYTHON:-python3}" -m venv "$tools/venv"
"$tools/venv/bin/pip" install --quiet uv

options=(--universal --python-version 3.11 --generate-hashes --quiet
    --no-emit-index-url --no-emit-find-links --no-annotate --no-header)
# Older choices stay unless they are asked to move: make lock UPGRADE=1
[ -z "${UPGRADE:-}" ] || options+=(--upgrade)
lock() { "$tools/venv/bin/uv" pip compile "${options[@]}" "$@"; }

lock pyproject.toml -o requirements.lock
lock pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock
lock pyproject.toml --extra dev --extra postgres -c requirements-dev.lock -o requirements-postgres.lock
