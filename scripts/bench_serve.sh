#!/usr/bin/env bash
# Serve invented entries as in production, apart from the real directory:
# BENCH_DATA   JSON lines to load
# BENCH_STATE  folder to write to
# BENCH_PORT   port on 127.0.0.1
# BENCH_FIRMS  how many firms besides, none by default
# BENCH_DATABASE_URL  optional; a file in BENCH_STATE otherwise
set -euo pipefail
cd "$(dirname "$0")/.."
: "${BENCH_DATA:?Datei mit den Einträgen}" "${BENCH_STATE:?Ordner zum Schreiben}" "${BENCH_PORT:?Port}"
python=.venv/bin/python

mkdir -p "$BENCH_STATE"
BENCH_STATE=$(cd "$BENCH_STATE" && pwd)
export STATE_DIR=$BENCH_STATE/portal
export DATABASE_URL=${BENCH_DATABASE_URL:-sqlite:///$STATE_DIR/bench.sqlite3}
export DEBUG=off HTTPS=off HOST=127.0.0.1 PORT=$BENCH_PORT

"$python" scripts/secret_key.py
# Always anew: an index kept from older code would be measured as if it were today's.
rm -f "$STATE_DIR"/bench.sqlite3*
"$python" manage.py migrate --verbosity 0
"$python" manage.py load_bench "$BENCH_DATA" --firms "${BENCH_FIRMS:-0}"
"$python" manage.py collectstatic --noinput --verbosity 0
exec scripts/run.sh
