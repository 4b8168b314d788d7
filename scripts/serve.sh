#!/usr/bin/env bash
# Prepare and start the portal in the foreground, as in production. A second start changes nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python

"$python" scripts/secret_key.py
"$python" manage.py prepare

address=$("$python" -c 'import runpy; print(runpy.run_path("gunicorn.conf.py")["bind"])')
cat <<TEXT

  Portal:     http://$address/
  Redaktion:  http://$address/redaktion/
  Ein Konto für die Redaktion legt an:  make editor
  Beenden mit Strg+C

TEXT
exec scripts/run.sh
