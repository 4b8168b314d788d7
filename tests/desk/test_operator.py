"""What the operator must say of itself: used on the legal pages, and its lack is told to who can mend it."""

import pytest
from django.conf import settings as portal

from desk.operator import REQUIRED, check_operator, missing
from tests.factories import read
from tests.roles import administrator, reviewer

NAMES = sorted(name for name in dir(portal) if name.startswith("OPERATOR_"))


@pytest.fixture
def silent(settings):
    for name in NAMES:
        setattr(settings, name, 0 if name == "OPERATOR_LOG_DAYS" else "")
    return settings


def test_every_lack_is_a_warning(silent):
    assert [message.hint for message in check_operator(None)] == [f"{name} setzen." for name, _what in missing()]
    assert len(missing()) == len(REQUIRED)
    for names in REQUIRED:
        setattr(silent, names[-1], "x")
    assert check_operator(None) == []


@pytest.mark.once
@pytest.mark.django_db
def test_every_setting_stands_on_a_legal_page(client, silent):
    for name in set(NAMES) - {"OPERATOR_LOG_DAYS"}:
        for other in NAMES:
            setattr(silent, other, 0 if other == "OPERATOR_LOG_DAYS" else "")
        silent.OPERATOR_NAME, silent.OPERATOR_ACCESSIBILITY_STATE = "Amt", "Teilweise"
        setattr(silent, name, "Zeichenwort")
        pages = [read(client.get(path)) for path in ("/impressum/", "/datenschutz/", "/barrierefreiheit/")]
        assert any("Zeichenwort" in page for page in pages), name


@pytest.mark.django_db
def test_land_names_the_offices_where_the_operator_does_not(client, silent):
    silent.OPERATOR_LAND = "Berlin"
    assert "Datenschutzaufsicht des Landes Berlin" in read(client.get("/datenschutz/"))
    assert "Durchsetzungsstelle für digitale Barrierefreiheit des Landes Berlin" in read(
        client.get("/barrierefreiheit/")
    )
    silent.OPERATOR_ENFORCEMENT_BODY = "Schlichtungsstelle"
    assert "des Landes Berlin" not in read(client.get("/barrierefreiheit/"))


@pytest.mark.django_db
def test_desk_tells_administrators_what_is_missing(client, silent):
    client.force_login(administrator())
    assert "OPERATOR_HOSTING" in client.get("/redaktion/").content.decode()
    client.force_login(reviewer())
    assert "OPERATOR_HOSTING" not in client.get("/redaktion/").content.decode()
