import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from regions.models import Region
from tests.factories import make
from tests.stamped import stamps_of

pytestmark = pytest.mark.django_db


def test_nuts_code_without_its_version_is_refused():
    region = Region(name="Netzland", slug="netzland", kind="land", nuts="DE999")

    with pytest.raises(ValidationError, match="Ein NUTS-Code braucht seine Fassung"):
        region.full_clean()
    with pytest.raises(IntegrityError, match="region_nuts_has_version"), transaction.atomic():
        region.save()
    region.nuts_version = "2024"
    region.full_clean()
    region.save()


def test_two_regions_cannot_carry_the_same_official_code():
    make(Region, ags="99")
    twin = Region(name="Zwilling", slug="zwilling", kind="land", ags="99")

    with pytest.raises(ValidationError, match="Diesen AGS trägt schon eine andere Region"):
        twin.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_regions_without_an_official_code_do_not_collide():
    make(Region, ags="")
    other = Region(name="Ohne", slug="ohne", kind="funktional", ags="")

    other.full_clean()
    other.save()


def test_code_keeps_its_leading_zero():
    make(Region, slug="mit-null", ags="08222")

    assert Region.objects.get(slug="mit-null").ags == "08222"


def test_renamed_region_redirects(client):
    region = make(Region, slug="alt-land")
    region.slug = "neu-land"
    region.save()

    assert client.get("/regionen/alt-land/").headers["Location"] == "/regionen/neu-land/"


def test_change_of_a_region_stamps_its_table():
    before = stamps_of(Region)
    make(Region)

    assert stamps_of(Region) != before
