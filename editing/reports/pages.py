"""The page that somebody came from, and the entry it is about."""

from urllib.parse import urlsplit

from publishing.models import Record, record_models


def known_path(text: str) -> str:
    """A path of this site without query, which may hold what somebody searched for; empty for anything else."""
    text = text.strip()
    if not text.startswith("/") or text.startswith("//") or not text.isprintable():
        return ""
    try:
        return urlsplit(text).path[:300]
    except ValueError:
        return ""


def record_at(path: str) -> Record | None:
    """The entry of a page, its history or card included; None for lists and for what is not public."""
    prefix, _, rest = path.strip("/").partition("/")
    slug = rest.partition("/")[0]
    model = next((model for model in record_models() if model.url_prefix == prefix), None)
    return model.objects.published().filter(slug=slug).first() if model and slug else None
