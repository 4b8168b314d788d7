"""Where a link may lead: one rule for what is stored and for what is printed.

Allowed are http and https with a host, mailto with an address, tel with a number, and paths of this site. What a
browser would read differently from what it looks like (blanks, control characters, backslashes, „//host“,
„name@host“) is no address.
"""

import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

from inputs.mail import mail_href

WEB = ("http", "https")
_NO_ADDRESS = re.compile(r"[\s\\<>\"`]")
_NUMBER = re.compile(r"\+?[0-9().-]{2,40}")
_BARE_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?(?:[/?#]|$)")


@lru_cache(maxsize=1000)
def href(text: str | None) -> str:
    """`text` where a link may lead there, else nothing. Kept, as a page asks six times for each address it prints."""
    text = text or ""
    if not text.isprintable() or _NO_ADDRESS.search(text):
        return ""
    if text.startswith("/"):
        return "" if text.startswith("//") else text
    parts = _split(text)
    if parts is None:
        return ""
    if parts.scheme in WEB:
        return text if parts.hostname and "@" not in parts.netloc else ""
    if parts.scheme == "mailto":
        return mail_href(parts.path) and text
    return text if parts.scheme == "tel" and _NUMBER.fullmatch(parts.path) else ""


def web_href(text: str) -> str:
    """An address of the web as people write it, „www.netz.de“ too; nothing for anything else."""
    found = href(f"https://{text}" if _BARE_HOST.match(text) else text)
    return found if found.lower().startswith(("http://", "https://")) else ""


def host(url: str) -> str:
    """Whose address it is, as people say it: without „www.“."""
    parts = _split(url)
    return (parts.netloc if parts else "").removeprefix("www.")


def tel_href(number: str) -> str:
    """„tel:…“ for a number as it is dialled; nothing for anything else."""
    return f"tel:{number}" if _NUMBER.fullmatch(number) else ""


def _split(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    return parts
