"""A change of thousands of rows is read in pages, with all of them within reach."""

import re

import pytest
from django.template import engines
from django.test import RequestFactory

from desk.templatetags.changes import ROWS
from pages.changes_table import Row

ROW = re.compile(r"<ins>(\S+)</ins>")
LINK = re.compile(r'<a href="([^"]+)" rel="next">')


def rows(number: int) -> list[Row]:
    own = Row("", "Kurztext", "alt", "neu")
    return [own, *(Row("Beteiligung", "", "", f"Firma-{n}", kind="Beteiligung") for n in range(number))]


def shown(request, *tables: tuple[str, list[Row]]) -> str:
    template = engines["django"].from_string(
        "{% load changes %}{% for name, rows in tables %}{% changes rows name %}{% endfor %}"
    )
    return template.render({"tables": tables}, request).replace("<wbr>", "")


def test_next_leads_through_all_rows_once_and_says_how_many_there_are():
    many, found, address = rows(2 * ROWS + 7), [], "/?reihe=ja"
    while address:
        html = shown(RequestFactory().get(address), ("", many))
        assert f"{2 * ROWS + 8} Angaben: 1 am Eintrag selbst geändert, {2 * ROWS + 7} × Beteiligung hinzugefügt" in html
        assert len(ROW.findall(html)) <= ROWS
        found += ROW.findall(html)
        link = LINK.search(html)
        address = link and "/" + link[1].replace("&amp;", "&")
        assert not address or address.startswith("/?reihe=ja&zeilen=")  # what else the page was asked for stays

    assert found == [row.after for row in many]


def test_each_table_of_a_page_is_turned_by_itself():
    html = shown(RequestFactory().get("/?zeilen-4=2"), ("3", rows(ROWS + 1)), ("4", rows(ROWS + 1)))

    assert ROW.findall(html) == ["neu", *(f"Firma-{n}" for n in range(ROWS - 1)), f"Firma-{ROWS - 1}", f"Firma-{ROWS}"]
    assert 'href="?zeilen-4=2&amp;zeilen-3=2#zeilen-3"' in html


@pytest.mark.parametrize(("asked", "first"), [("0", "neu"), ("x", "neu"), ("99", f"Firma-{ROWS - 1}"), ("٣", "neu")])
def test_what_nobody_offered_shows_the_nearest_page(asked, first):
    assert ROW.findall(shown(RequestFactory().get("/", {"zeilen": asked}), ("", rows(ROWS))))[0] == first


def test_whoever_sent_a_form_sees_all_of_it():
    assert len(ROW.findall(shown(RequestFactory().post("/"), ("", rows(ROWS + 9))))) == ROWS + 10
