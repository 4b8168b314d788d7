"""One place, written as people write it: joined otherwise, with words around it, before or after its postcode."""

import pytest

from regions import names
from regions.models import Region
from regions.names import place_names
from regions.resolve import resolve
from regions.words import loose
from tests.factories import make

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SAME = {
    "frankfurt-am-main": ["Frankfurt/Main", "Frankfurt Main", "Frankfurt a.M.", "Frankfurt a. M.", "Frankfurt am Main"],
    "frankfurt-oder": ["Frankfurt (Oder)", "Frankfurt Oder", "Frankfurt/Oder", "Frankfurt an der Oder"],
    "halle-saale": ["Halle/Saale", "Halle Saale", "Halle a. d. Saale", "Halle an der Saale"],
    "kreis-guetersloh": ["Halle (Westfalen)", "Halle Westfalen", "Halle/Westf.", "Halle i. Westf.", "halle i westf"],
    "neustadt-an-der-weinstrasse": ["Neustadt Weinstraße", "Neustadt/Weinstr.", "Neustadt a. d. Weinstraße"],
    "ludwigshafen-am-rhein": ["Ludwigshafen/Rhein", "Ludwigshafen", "Ludwigshafen a. Rhein"],
    "freiburg-im-breisgau": [
        "Freiburg/Breisgau", "Freiburg i. Breisgau", "Freiburg im Breisgau", "Freiburg i. Br.", "Freiburg Br.",
        "freiburg i br",
    ],
    "landkreis-ansbach": ["Rothenburg ob der Tauber", "Rothenburg o. d. T.", "Rothenburg o.d.T.", "Rothenburg/Tauber"],
    "saarpfalz-kreis": ["Sankt Ingbert", "St. Ingbert", "St Ingbert"],
    "mannheim": [
        "PLZ 68159", "68159 Mannheim", "Mannheim 68159", "Mannheim, 68159", "D-68159", "Postleitzahl: 68159",
        "Mannheim und Umgebung", "in der Nähe von Mannheim", "bei Mannheim", "Raum Mannheim", "Umgebung von Mannheim",
    ],
    "berlin": ["Großraum Berlin", "Berlin-Köpenick", "Berlin-Adlershof", "in Berlin"],
    "rhein-neckar-kreis": ["Nähe Weinheim", "bei Weinheim", "69469", "Umkreis Weinheim", "Weinheim (69469)"],
}  # fmt: skip


@pytest.mark.parametrize(("slug", "text"), [(slug, text) for slug, texts in SAME.items() for text in texts])
def test_every_way_of_writing_leads_to_the_place(slug, text, directory):
    found = resolve(text)

    assert found.region and found.region.slug == slug, found


@pytest.mark.parametrize("text", ["Neustadt AI", "Halle K", "und Umgebung", "Baden-Irgendwo", "PLZ", "bei", "in der"])
def test_other_words_are_no_place(text, directory):
    assert not resolve(text).region


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("wienheim", "Weinheim"), ("manheim", "Mannheim"), ("zwikau", "Zwickau"), ("hale", "")],
)
def test_slip_is_taken_for_the_likeliest_place(slip, meant, directory):
    assert (place_names().misspelt(slip) or [""])[0] == meant


def test_names_are_looked_through_once_also_where_none_has_small_words(monkeypatch):
    make(Region, name="Musterhausen")
    known = names.PlaceNames()
    known._names = {"musterhausen": "Musterhausen"}
    asked = []
    monkeypatch.setattr(names, "loose", lambda name: asked.append(name) or loose(name))

    assert not known.called("irgendwo") and not known.called("nirgendwo")
    assert asked.count("musterhausen") == 1
