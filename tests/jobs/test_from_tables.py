"""What a table says about an entry of others reaches them to the letter, however it is written."""

import pytest

from accounts.models import Editor
from core.fuzzy_dates import FuzzyDate
from jobs.models import Proposal
from networks.models import Network, Organisation
from publishing import history
from publishing.models import SourceDocument
from regions.models import Region
from releasing import suggesting
from tests.factories import make
from tests.html_forms import form_data
from tests.roles import editor, reviewer, signed_in

pytestmark = pytest.mark.django_db
MANY = 150


def proposed(**texts: str) -> Proposal:
    here, there = make(Region, name="Hier"), make(Region, name="Dort")
    network = make(Network, name="Netz", regions=[there])
    suggesting.suggest(
        record=network, texts=texts, by=editor(regions=[here]), source=make(SourceDocument),
        as_of=FuzzyDate("2024"), why="Import", token="import-1",
    )  # fmt: skip
    return Proposal.objects.get()


@pytest.mark.parametrize(
    "texts",
    [
        {"summary": "Wir helfen; kostenlos | vor Ort"},
        {"description": "Eins.\n\n- Zwei; drei"},
        {"description": "; ".join(f"Punkt {number}" for number in range(MANY))},
        {"fields": "Energie | Licht"},
    ],
)
def test_texts_are_proposed_as_they_are(texts):
    proposal = proposed(**texts)
    client = signed_in(editor(regions=list(Region.objects.filter(name="Dort"))))
    form = form_data(client.get(proposal.get_absolute_url()).content.decode(), "vorschlag")

    assert {key: form[f"zelle-{key}"] for key in texts} == {key: [text] for key, text in texts.items()}
    if "fields" in texts:
        return
    client.post(proposal.get_absolute_url(), form | {"weiter": "einreichen"}, follow=True)

    change = history.open_change(proposal.record)
    assert {key: change.snapshot["fields"][key] for key in texts} == texts


def test_a_network_gets_as_many_members_as_the_table_says():
    names = [f"Mittelständische Firma mit einem recht langen Namen, Abteilung {number}" for number in range(MANY)]
    firms = {make(Organisation, name=name).pk for name in names}
    proposal = proposed(mitglieder=" | ".join(names))
    client = signed_in(editor(regions=list(Region.objects.filter(name="Dort"))))
    form = form_data(client.get(proposal.get_absolute_url()).content.decode(), "vorschlag")

    client.post(proposal.get_absolute_url(), form | {"weiter": "einreichen"}, follow=True)

    change = history.open_change(proposal.record)
    rows = change.snapshot["parts"]["participations"].values()
    assert len(change.changes) == MANY and {row["fields"]["organisation_id"] for row in rows} == firms


def test_page_of_a_proposal_says_who_proposes_and_whom_it_waits_for():
    """Those who release in the regions of the entry, else those in charge of everything; nobody once it is decided."""
    proposal = proposed(summary="Kurz.")
    Editor.objects.filter(pk=proposal.by.pk).update(first_name="Anna", last_name="Vor", office="Amt")
    names = {"Berta": {"regions": list(Region.objects.filter(name="Dort"))}, "Clara": {"all_regions": True}}
    clara, *_ = [reviewer(first_name=name, last_name="Frei", **said) for name, said in names.items()][::-1]
    url = proposal.get_absolute_url()
    client = signed_in(editor(regions=list(Region.objects.filter(name="Hier"))))

    page = " ".join(client.get(url).content.decode().split())
    assert "Anna Vor (Amt), " in page and "entscheiden kann: Berta Frei (Wirtschaftsförderung Musterland) </dd>" in page

    proposal.record.regions.clear()
    assert "entscheiden kann: Clara Frei" in client.get(url).content.decode()
    signed_in(clara).post(url, {"schritt": "ablehnen", "grund": "Nein."})
    assert "entscheiden kann" not in client.get(url).content.decode()
