#!/usr/bin/env bash
# The web server and, beside it, what works in the background (mails, imports): started together, ended together.
# The one in the background is started again whenever it dies; when the web server ends, everything does.
set -uo pipefail
cd "$(dirname "$0")/.."

tend() {
    local work= pause=1 began
    # What has just been started may not have its name yet.
    trap 'kill -TERM $(jobs -p) 2>/dev/null; wait; exit 0' TERM INT
    while true; do
        began=$SECONDS
        .venv/bin/python manage.py run_tasks &
        work=$!
        wait "$work"
        ((SECONDS - began < 60)) || pause=1
        echo "Der Vorgang für Aufgaben im Hintergrund ist zu Ende; neuer Start in $pause s." >&2
        # Not in the foreground, where the shell would hear no signal until it is over.
        sleep "$pause" &
        work=$!
        wait "$work"
        pause=$((pause < 30 ? pause * 2 : 60))
    done
}

signalled=
trap 'signalled=1; kill -TERM $(jobs -p) 2>/dev/null' TERM INT HUP

tend &
tender=$!
# Threads take turns anyway; with an arena each they would keep what only one of them needed for a moment.
# Large blocks go back to the system at once; else the limit grows with them, and what stands between keeps their room.
export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-1} MALLOC_MMAP_THRESHOLD_=${MALLOC_MMAP_THRESHOLD_:-131072}
.venv/bin/gunicorn --no-control-socket networks_portal.wsgi &
web=$!
[ -z "$signalled" ] || kill -TERM "$web" 2>/dev/null

# A signal ends a wait, but not yet what is waited for; how that ended is said as often as one asks.
while kill -0 "$web" 2>/dev/null; do wait "$web"; done
wait "$web"
status=$?
kill -TERM "$tender" 2>/dev/null
while kill -0 "$tender" 2>/dev/null; do wait "$tender"; done
exit "$status"
