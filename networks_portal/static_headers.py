"""What static files say beside what WhiteNoise has them say."""

from wsgiref.headers import Headers


def without_public(headers: Headers, _path: str, _url: str) -> None:
    """Whatever has a time to live and asks for no password may be kept by all; to say it again confuses some caches."""
    if said := headers.get("Cache-Control"):
        headers["Cache-Control"] = said.replace(", public", "")
