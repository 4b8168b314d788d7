import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

DRIPS = 40


class Pages(BaseHTTPRequestHandler):
    """A site with everything that can go wrong."""

    asked: list[tuple[str, str, str]] = []
    cut_off: list[int] = []
    dripped: list[int] = []

    def do_HEAD(self):
        self._answer()

    def do_GET(self):
        self._answer()

    def _answer(self):
        self.asked.append((self.command, self.path, self.headers["User-Agent"]))
        path = self.path
        moves = {"/alt": "/neu", "/kreis": "/kreis", "/innen": "http://10.0.0.1/", "/datei": "file:///etc/passwd"}
        moves |= {"/schraeg": "/schraeg/", "/weg": "/fehlt", "/kaputt-weiter": "http://[::1"}
        if path.startswith("/weit"):
            moves[path] = f"/weit{int(path[5:]) + 1}"
        if path in moves:
            self._send(301, Location=moves[path])
        elif path == "/langsam":
            time.sleep(0.6)
        elif path == "/tropft" and self.command == "GET":
            self._drip()
        elif path in ("/nur-get", "/tropft", "/riesig") and self.command == "HEAD":
            self._send(405)
        elif path == "/riesig":
            self._pour()
        else:
            self._send({"/fehlt": 404, "/fehler": 500, "/zu": 403, "/fort": 410}.get(path, 200))

    def _send(self, status, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _pour(self):
        self.send_response(200)
        self.end_headers()
        sent = 0
        try:
            while sent < 200_000_000:
                sent += self.wfile.write(b"x" * 65536)
        except OSError:
            self.cut_off.append(sent)

    def _drip(self):
        self.send_response(200)
        self.end_headers()
        try:
            for number in range(DRIPS):
                self.dripped.append(number)
                self.wfile.write(b"x" * 10)
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            self.cut_off.append(0)

    def log_message(self, *args):
        """Nothing on the console of the tests."""


@pytest.fixture
def site(settings, monkeypatch):
    """Its address; reachable although it is on this machine."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    settings.LINK_CHECK_LOOPBACK = True
    Pages.asked, Pages.cut_off, Pages.dripped = [], [], []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def pages():
    return Pages
