#!/usr/bin/env bash
# How the cost of a page grows with the number of networks, on SQLite and on PostgreSQL, what editors' pages take, and
# how fast whole lists leave as files.
# BENCH_SIZES="1000 10000 50000" and BENCH_DATABASES="sqlite postgresql" choose what is measured.
# Milliseconds depend on the machine; the ratio to the constant page and the growth of that ratio hardly do.
# PostgreSQL's own processes are not counted.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export STATE_DIR=$work/state SECRET_KEY=measure STATIC_MANIFEST=off PORTAL_CACHE=off BENCH_RESULTS=$work/results.json
mkdir -p "$STATE_DIR/static"
for database in ${BENCH_DATABASES:-sqlite postgresql}; do
    for size in ${BENCH_SIZES:-1000 10000 50000}; do
        export BENCH_DATABASE=$database
        run=(bash -c ".venv/bin/python scripts/bench.py $size && .venv/bin/python scripts/bench_desk.py &&
            .venv/bin/python scripts/bench_downloads.py")
        if [ "$database" = postgresql ]; then
            scripts/postgres.sh "${run[@]}"
        else
            DATABASE_URL=sqlite:///$work/bench-$size.sqlite3 "${run[@]}"
        fi
    done
done
