"""The first page says who one is, where one may write, and how to begin, until one has begun."""

import re

import pytest

from accounts.models import Editor
from networks.models import Network
from regions.models import Region
from tests.factories import make, read
from tests.roles import administrator, change, editor, releasable, reviewer, signed_in

pytestmark = pytest.mark.django_db
HOME = "/redaktion/"


def told(by: Editor) -> str:
    page = signed_in(by).get(HOME).content.decode()
    return re.search(r'<section class="np-me".*?</section>', page, re.DOTALL)[0]


def test_an_account_without_a_role_learns_who_can_give_it_one_and_is_offered_nothing():
    administrator(first_name="Vera", last_name="Amt", email="vera@stadt.example")
    page = signed_in(Editor.objects.create_user("neu", is_staff=True)).get(HOME).content.decode()

    assert "hat noch keine Rolle" in page and "Vera Amt" in page and "mailto:vera@stadt.example" in page
    assert "np-card" not in page and "/redaktion/pruefung/" not in page and "np-suche" not in page


def test_name_role_regions_and_packages():
    region = make(Region, name="Musterland")

    found = told(editor(regions=[region], packages=["contacts"], first_name="Ada", last_name="Beispiel"))
    assert "Ada Beispiel, Redaktion" in found and "in: Musterland, und zwar: Ansprechpersonen." in found
    assert "Netzwerke ansehen" not in found and "Einen Kontakt prüfen" in found
    assert "aller Regionen." in told(reviewer()) and "Zur Freigabe" in told(reviewer())
    assert "Konten einladen" in told(administrator())
    assert "noch keine Region zugeordnet" in told(editor(all_regions=False))


def test_how_to_begin_is_said_until_somebody_has_begun():
    region = make(Region)
    author = editor(regions=[region])
    assert "So fangen Sie an" in told(author)

    assert '<details class="np-work__all" open>' in told(author)  # nothing waits

    change(releasable(Network, regions=[region]), author, summary="Neu.")

    waits = told(reviewer())
    assert "So fangen Sie an" in waits and '<details class="np-work__all">' in waits  # what waits is seen first
    assert "So fangen Sie an" not in told(author)
    assert read(signed_in(author).get(HOME)).count("Sie bearbeiten Einträge in") == 1
