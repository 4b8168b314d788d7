import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

DRIPS = 40
PAGES = {"/", "/a", "/b", "/wer", "/neu", "/neu?a=%C3%BC", "/ordner/neu", "/schraeg/", "/%C3%BCber-uns/",
         "/%FCber-uns/", "/zwei%20w%C3%B6rter", "/seite"}  # fmt: skip
# Status and Location; as bytes where not in UTF-8; a cookie without which it leads to itself.
MOVES = {
    "/alt": (301, "/neu"),
    "/gefunden": (302, "/neu"),
    "/siehe": (303, "neu"),
    "/vorerst": (307, "./neu?a=ü"),
    "/fuer-immer": (308, "/neu"),
    "/ordner/alt": (301, "neu"),
    "/ordner/hoch": (301, "../neu"),
    "/umlaut": (301, "/über-uns/"),
    "/umlaut-bytes": (301, [b"/\xfcber-uns/".decode("latin-1")]),
    "/blank": (301, " /zwei wörter "),
    "/strich": (302, "\\\\ordner\\neu"[1:]),
    "/kette": (301, "/kette2"), "/kette2": (302, "/kette3"), "/kette3": (307, "/umlaut"),
    "/cookie": (302, "/cookie", "gesehen=1; Path=/"),
    "/schraeg": (301, "/schraeg/"),
    "/kreis": (301, "/kreis2"), "/kreis2": (301, "/kreis"),
    "/weg": (301, "/fehlt"),
    "/innen": (301, "http://10.0.0.1/"), "/test": (301, "https://dev.netz.example/"), "/datei": (301, "file:///etc/passwd"),
    "/steuerzeichen": (301, "/neu\x00\u202e"),
    "/kaputt-weiter": (301, "http://[::1"), "/ohne-ziel": (301, ""),
}  # fmt: skip
# Status of HEAD, of GET, and headers.
GUARD = {"Server": "cloudflare"}
REFUSING = {
    "/nur-get": (405, 200, {}), "/nur-get-502": (502, 200, {}), "/nur-get-501": (501, 200, {}),
    "/nur-get-404": (404, 200, {}), "/nur-get-418": (418, 200, {}),
    "/anmeldung": (401, 401, {}), "/zu": (403, 403, {}), "/beides-405": (405, 405, {}), "/oft": (429, 429, {}),
    "/recht": (451, 451, {}), "/linkedin": (999, 999, {}), "/pause": (503, 503, {}), "/wolke": (520, 520, GUARD),
    "/schutz": (502, 502, {"x-iinfo": "1"}), "/schutz-500": (500, 500, GUARD),
    "/fort": (410, 410, {}), "/fehler": (500, 500, {}), "/vermittler": (504, 504, {}), "/head-gut": (200, 500, {}),
}  # fmt: skip
DROPPED = {"/bricht-ab": ("HEAD", "GET"), "/head-bricht-ab": ("HEAD",)}
PAGES |= {"/head-bricht-ab"}


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
        if path.startswith("/weit"):
            self._send(301, Location=f"/weit{int(path[5:]) + 1}")
        elif path in MOVES:
            status, location, *cookie = MOVES[path]
            self._send(200 if cookie and self.headers["Cookie"] else status, location, *cookie)
        elif path in REFUSING:
            by_head, by_get, headers = REFUSING[path]
            self._send(by_head if self.command == "HEAD" else by_get, **headers)
        elif path == "/langsam":
            time.sleep(0.6)
        elif path in DROPPED and self.command in DROPPED[path]:
            self.close_connection = True
        elif path == "/tropft" and self.command == "GET":
            self._drip()
        elif path in ("/tropft", "/riesig", "/riesig-um") and self.command == "HEAD":
            self._send(405)
        elif path == "/riesig":
            self._pour(200)
        elif path == "/riesig-um":
            self._pour(302)
        else:
            self._send(200 if path in PAGES else 404)

    def _send(self, status, location="", cookie="", **headers):
        self.send_response_only(status)
        named = {"Location": location, "Set-Cookie": cookie, "Content-Length": "0", "Connection": "close", **headers}
        for name, value in named.items():
            if value:
                self.send_header(name, value.encode().decode("latin-1") if isinstance(value, str) else "".join(value))
        self.end_headers()

    def _pour(self, status):
        self.send_response_only(status)
        self.send_header("Location", "/neu")
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
