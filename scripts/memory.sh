#!/usr/bin/env bash
# What the web server takes in memory: at the start, after mixed requests, after publications between more of them.
# BENCH_SIZES="10000 50000" invented networks, or those of BENCH_DATA (JSON lines); BENCH_PORT on 127.0.0.1.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DJANGO_SETTINGS_MODULE=networks_portal.settings STATE_DIR=$work SECRET_KEY=measure DEBUG=off HTTPS=off HOST=127.0.0.1 PORT=${BENCH_PORT:-8199}
python=.venv/bin/python
"$python" manage.py collectstatic --noinput --verbosity 0
for size in ${BENCH_SIZES:-10000 50000}; do
    export DATABASE_URL=sqlite:///$work/$size.sqlite3
    "$python" manage.py migrate --verbosity 0
    if [ -n "${BENCH_DATA:-}" ]; then
        "$python" manage.py load_bench <(head -n "$size" "$BENCH_DATA")
    else
        "$python" -c 'import django, sys; django.setup()
from invented.generate import generate
generate(int(sys.argv[1]), int(sys.argv[1]) * 3 // 5)' "$size"
    fi
    "$python" scripts/memory.py "$size"
done
