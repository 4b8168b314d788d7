"""Whatever way a text comes in, it is the one that people see: accents on their letters, nothing hidden, one blank.

Forms of the editors: test_add_forms.py. Here what visitors ask and send, tables, pasted texts and the fixtures.
"""

import csv
import io
import re

import pytest
import yaml
from django.conf import settings

from inputs.text import cleaned
from networks.models import Network
from reports.models import Report
from sheets.reading import read as read_table
from tests.factories import make
from tests.networks_portal.test_add_forms import as_some_write_it
from tests.test_architecture import PACKAGES, sources
from texts.document import read as read_text

NAME = "Größtes Netz für Köln"
# A page that reads each parameter of visitors in which words can stand.
ASKED = [
    ("/suche/", "q"), ("/suche/", "ort"), ("/netzwerke/", "q"), ("/netzwerke/", "ort"), ("/netzwerke/", "region"),
    ("/organisationen/", "q"), ("/finden/", "suche"), ("/finden/", "ort"), ("/foerderkontakt/", "ort"),
    ("/vergleich/", "n"), ("/passendes-netzwerk/", "ort"),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "param"), ASKED)
def test_both_spellings_get_the_same_answer(path, param, client):
    make(Network, name=NAME)

    one, other = (client.get(path, {param: value}, follow=True) for value in (NAME, as_some_write_it(NAME)))

    assert one.status_code == other.status_code < 400
    assert one.content == other.content


@pytest.mark.django_db
def test_a_report_is_kept_as_it_is_read(client):
    values = {"kind": "angabe", "text": NAME, "evidence": NAME}

    client.post(
        "/fehler-melden/",
        {name: value if name == "kind" else as_some_write_it(value) for name, value in values.items()},
        headers={"sec-fetch-site": "same-origin"},
    )

    assert Report.objects.values(*values).get() == values


def test_a_table_says_the_same_whatever_saved_it():
    def sheet(*rows):
        written = io.StringIO()
        csv.writer(written).writerows(rows)
        return read_table("netze.csv", written.getvalue().encode())

    header, row = ["Name", "Zweck"], [NAME, f"{NAME}\nund mehr"]
    plain, strewn = sheet(header, row), sheet([as_some_write_it(one) for one in header], map(as_some_write_it, row))

    assert plain.headers == strewn.headers == header
    assert plain.rows == strewn.rows and not plain.rows[0].errors


@pytest.mark.parametrize("frame", ["{}", "<p>{}</p>", "# {}\n\nText."])
def test_a_pasted_text_is_read_the_same(frame):
    assert read_text(frame.format(as_some_write_it(NAME))) == read_text(frame.format(NAME))
    assert NAME in read_text(frame.format(NAME)).text


def test_the_fixtures_are_written_that_way():
    def texts(value):
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            for one in value.values() if isinstance(value, dict) else value:
                yield from texts(one)

    for path in sorted((settings.BASE_DIR / "fixtures").glob("*.yaml")):
        said = list(texts(yaml.load(path.read_text(), yaml.CSafeLoader)))

        assert [text for text in said if text.isprintable() and text != cleaned(text)] == [], path.name


def test_nobody_reads_a_request_past_the_cleaning():
    past = re.compile(r"\brequest\.(?:body|read|_post)\b|QueryDict\(\s*request\.META")

    assert [str(path) for path in sources(*PACKAGES) if past.search(path.read_text())] == []
