"""How gunicorn serves the portal; `make serve` and `make bench-serve` start it with this file."""

import gc
from pathlib import Path

from networks_portal.environment import HOST, PORT, env

bind = f"{HOST}:{PORT}"
workers = env.int("WEB_CONCURRENCY", default=2)
# Browsers open connections before they need them; with one thread each would hold up a whole worker.
threads = env.int("WEB_THREADS", default=4)
# Takes a thread only for requests that have wholly arrived, so that slow clients hold up nobody.
worker_class = "networks_portal.server.worker.PatientWorker"
# More than may be arriving at once (networks_portal/server/limits.py), so that there is always room for one more.
worker_connections = 400
# As long as a head may be at all: a list may be asked for many values at once.
limit_request_line = 0
# The workers share what is loaded and made once.
preload_app = True
# A heartbeat file on a slow disk would stop workers at random.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None


def when_ready(server):
    """Before the first fork."""
    from django.db import connections

    from networks_portal.server.warm import warm

    warm()
    connections.close_all()  # two processes must never share one connection to the database
    gc.collect()
    gc.freeze()  # looking for garbage would write to what the workers share, and so copy it
