"""Text to draft, from the text to what is created, as an editor goes through it."""

import re

from tests.articles.articles import ARTICLE
from tests.html_forms import form_data

URL = "/redaktion/text-zu-entwurf/"
SOURCE = {"title": "Textilbrief 3", "publisher": "Textilamt", "as_of": "Ende 2020", "kind": "artikel"}


def review(client, text=ARTICLE, **source):
    return client.post(URL, {"text": text, **SOURCE, **source, "pruefen": "1"})


def shown(response) -> dict[str, list[str]]:
    return form_data(response.content.decode(), "draft_review_form")


def ids(response) -> dict[str, str]:
    """The proposals of a page: what their checkbox says, and their id."""
    page = response.content.decode()
    return {label: key for key, label in re.findall(r'<label for="ja-(\w+)">([^<]+)</label>', page)}


def create(client, response, *labels, **changes):
    """Tick exactly these proposals, change some inputs, send."""
    data = {name: value for name, value in shown(response).items() if not name.startswith("ja-")}
    known = ids(response)
    data |= {f"ja-{known[label]}": "1" for label in labels}
    return client.post(URL, data | changes | {"anlegen": "1"})
