"""The page that somebody came from, and the entry it is about."""

from urllib.parse import unquote, urlsplit

from django.http import Http404

from accounts.secret_paths import is_secret
from inputs.web import href
from pages.records import Gone, Moved, get_published, model_at
from publishing.models import Record


def known_path(text: str) -> str:
    """A path of this site without query, which may hold what somebody searched for; empty for anything else.

    Empty also for a page whose path is a key, and for detours („//“, „/../“) that a browser may read differently.
    """
    text = text.strip()
    if not text.startswith("/") or not href(text):
        return ""
    try:
        path = urlsplit(text).path[:300]
    except ValueError:
        return ""
    steps = unquote(path).split("/")[1:-1]
    return "" if {"", ".", ".."} & set(steps) or is_secret(path) else path


def record_at(path: str) -> Record | None:
    """The entry of a page, its history or card included, also at a former address; None for lists and for what is not
    public."""
    prefix, _, rest = path.strip("/").partition("/")
    slug = rest.partition("/")[0]
    model = model_at(prefix)
    try:
        return get_published(model, slug) if model and slug else None
    except Moved as moved:
        return record_at(moved.url)
    except (Gone, Http404):
        return None
