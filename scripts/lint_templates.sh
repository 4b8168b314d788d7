#!/usr/bin/env bash
# Both engines' templates, each in its own language; with --reformat changes what is only a matter of form.
set -uo pipefail
cd "$(dirname "$0")/.."
what=("${@:---lint}")
[ $# -gt 0 ] || what+=(--check)
status=0
.venv/bin/djlint --quiet "${what[@]}" templates/editors || status=1
.venv/bin/djlint --quiet "${what[@]}" --profile jinja templates/public || status=1
exit $status
