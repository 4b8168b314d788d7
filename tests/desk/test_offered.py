"""What a select offers first while somebody types."""

import pytest
from django.urls import reverse

from networks.models import Branch, Network
from regions.models import Region
from tests.factories import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("model", "field", "make_one"),
    [
        ("network", "regions", lambda name: make(Region, name=name)),
        ("relation", "to_network", lambda name: make(Network, name=name)),
        (
            "organisation",
            "branches",
            lambda name: make(Branch, code=name[0] + name[-1], title=name, edition="2025", level=1, slug=name.lower()),
        ),
    ],
)
def test_the_very_name_comes_first_then_what_begins_with_it(admin_client, model, field, make_one):
    names = ("Obersachsen", "Sachsenland", "Niedersachsen", "Sachsen")
    made = {name: str(make_one(name).pk) for name in names}
    query = {"app_label": "networks", "model_name": model, "field_name": field, "term": "sachsen"}

    found = admin_client.get(reverse("admin:autocomplete"), query).json()["results"]

    order = ("Sachsen", "Sachsenland", "Niedersachsen", "Obersachsen")
    assert [one["id"] for one in found] == [made[name] for name in order]
