"""Lists of one kind find what the search over everything finds of it."""

import pytest
from django.urls import reverse

from contacts.models import Channel, Person
from core.kinds import record_models
from networks.models import Network, Organisation
from publishing.models import Link, Name
from tests.factories import make
from tests.lookup.test_search import found as found_by_all
from tests.lookup.test_search import page_of
from tests.roles import editor, signed_in

pytestmark = pytest.mark.django_db


def listed(client, model, text: str) -> set[str]:
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return {page_of(row) for row in client.get(url, {"q": text}).context["cl"].result_list}


@pytest.mark.parametrize("typed", ["0621 293-3351", "+49 621 2933351", "0049 (0)621/293 33 51", "Tel. 0621.2933351"])
def test_telephone_number_in_any_spelling(typed):
    desk, person, office = signed_in(editor()), make(Person), make(Organisation)
    for holder in ({"person": person}, {"organisation": office}):
        make(Channel, kind="telefon", value="+49 (0) 621 293-3351", **holder)
    make(Channel, person=make(Person), kind="telefon", value="0621 2933352")

    assert listed(desk, Person, typed) == {page_of(person)}
    assert listed(desk, Organisation, typed) == {page_of(office)}
    assert listed(desk, Network, typed) == set()


def test_same_as_the_search_over_everything(subtests):
    """Each text is searched for once, and compared with the lists of all kinds, or of whose number or address it is."""
    desk, kinds = signed_in(editor()), record_models()
    asked: dict[str, list] = dict.fromkeys(("früheres LICHTFORUM", "http://lichtnetz.example", "nirgends"), kinds)
    for model in kinds:
        record, other = make(model), make(model)
        make(Name, subject=record, name="Früheres Lichtforum", kind="frueher")
        make(Link, subject=other, kind="website", label="Website", url="https://www.lichtnetz.example/start/")
        for text in (f"#{record.pk}", page_of(other)):
            asked[text] = [*asked.get(text, ()), model]

    for text, models in asked.items():
        found = found_by_all(desk, text)
        for model in models:
            with subtests.test(f"{model.__name__}: {text}"):
                assert listed(desk, model, text) == {url for url in found if f"/{model._meta.label_lower}/" in url}
