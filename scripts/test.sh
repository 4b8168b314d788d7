#!/usr/bin/env bash
# Everything that must hold before a change lands. A part that fails does not stop the next one.
# Further arguments go to pytest.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
failed=()

part() {
    local name=$1
    shift
    printf '\n== %s%s\n' "$name" "${failed[*]:+   (bisher nicht bestanden: ${failed[*]})}"
    "$@" || failed+=("$name")
}

# Six processes read the same files; compiled once they begin in a third of the time.
export PYTHONDONTWRITEBYTECODE=

# Tests roll back what they write; sweeping up after them took a third of their time. Their tables are tiny, so that any
# order of joins is quick; looking for the best one took a third of what the server needed for their statements.
export POSTGRES_OPTIONS="-c autovacuum=off -c join_collapse_limit=1 -c from_collapse_limit=1"

# Who is through with his tests takes over some of another's.
pytest=("$bin/pytest" -n auto --dist worksteal)
suite=("${pytest[@]}" -m "not browser" --ignore tests/e2e "$@")

if [ "${TEST_PARTS:-}" = postgres ]; then
    # Inside scripts/postgres.sh, in one run: all who want a browser come last and work on what the others loaded.
    # Not on SQLite: its test database lives in memory, and the threads of a server cannot share that.
    if CHROMIUM=$(scripts/browser.sh); then
        export CHROMIUM
        part "PostgreSQL und Browser" "${pytest[@]}" "$@"
    else
        failed+=("Browser")
        part "PostgreSQL" "${suite[@]}"
    fi
    [ ${#failed[@]} -eq 0 ]
    exit
fi

# What has to be installed for the last part comes while the first ones run; the second installs something, too.
scripts/browser.sh >/dev/null 2>&1 &

part "Stil" "$bin/ruff" check .
part "Format" "$bin/ruff" format --check .
part "Templates" scripts/lint_templates.sh
part "SQLite" env -u DATABASE_URL "${suite[@]}"
wait
TEST_PARTS=postgres scripts/postgres.sh scripts/test.sh "$@" || failed+=("PostgreSQL oder Browser")

printf '\n== %s\n' "${failed[*]:-Alles bestanden}${failed[*]:+: nicht bestanden}"
[ ${#failed[@]} -eq 0 ]
