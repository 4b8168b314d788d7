#!/usr/bin/env bash
# Collect every marked string of the public site in a file (locale/django.pot), from which a catalogue begins:
#     .venv/bin/pybabel init -D django -d locale -i locale/django.pot -l LANGUAGE      (later: update)
#     .venv/bin/pybabel compile -D django -d locale
set -euo pipefail
cd "$(dirname "$0")/.."

file=${1:-locale/django.pot}
mkdir -p "$(dirname "$file")"
# Where a string stands is named by its file alone, so that a moved line changes no catalogue.
.venv/bin/pybabel --quiet extract -F pyproject.toml -o "$file" --no-wrap --sort-by-file --add-location=file \
    -k _lazy --ignore-dirs "tests scripts styles migrations .* _* node_modules" \
    --project Netzwerkportal --copyright-holder "Netzwerkportal" --add-comments "Translators:" .
grep -c '^msgid' "$file"
