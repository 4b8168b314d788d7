#!/usr/bin/env bash
# Print a Python that can run the portal; say in German what is missing otherwise.
# The system's own comes first: compiled with a profile, it does everything in nine tenths of the time that one from
# pyenv takes.
set -euo pipefail
incomplete=
for python in ${PYTHON:-/usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11 python}; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        if "$python" -c 'import ensurepip, venv' 2>/dev/null; then
            echo "$python"
            exit 0
        fi
        incomplete=1
    fi
done
if [ -n "$incomplete" ]; then
    echo "Python kann keine Umgebung anlegen; unter Debian hilft: apt-get install python3-venv" >&2
else
    echo "Gebraucht wird Python 3.11 oder neuer (anderer Ort: make PYTHON=/pfad/zu/python3)." >&2
fi
exit 1
