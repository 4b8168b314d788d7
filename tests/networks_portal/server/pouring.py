"""An application with much to say, as one file or in pieces, in a server that soon loses patience."""

import tempfile

from networks_portal.server import limits

MUCH = 32 * 1024 * 1024
_PIECE = b"x" * (16 * 1024)

limits.SEND_SECONDS, limits.SLOWEST_ANSWER = 0.5, 50_000_000


def application(environ, start_response):
    if environ["PATH_INFO"] == "/":
        start_response("200 OK", [("Content-Length", "4")])
        return [b"here"]
    start_response("200 OK", [("Content-Length", str(MUCH))])
    if environ["PATH_INFO"] == "/pieces/":
        return (_PIECE for _ in range(MUCH // len(_PIECE)))
    file = tempfile.TemporaryFile()
    file.truncate(MUCH)
    return environ["wsgi.file_wrapper"](file)
