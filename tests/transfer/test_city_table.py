"""A table as cities keep theirs, in one go: what is understood without a question, what is asked, what is left."""

import pytest

from networks.models import Field, Network, Organisation
from publishing.models import SourceDocument
from regions.models import Postcode, Region
from tables.columns import KINDS
from tests.factories import make
from tests.roles import editor
from tests.transfer.files import xlsx_file
from transfer.apply import apply_next, begin_apply
from transfer.repair import groups_of
from transfer.steps import choose, compare_next, remember
from transfer.storing import further_of, read_once_more, upload

pytestmark = pytest.mark.django_db

HEAD = (
    "lfd. Nr.", "Unternehmen / Betrieb", "Ansprechpartner*innen (GF etc.)", "Pos.", "Telefon (Zentrale), Mobil",
    "E-Mail-Adresse(n)", "Anschrift: Straße", "PLZ/Ort", "Geschäftsfeld(er)",
    "Mitgliedschaften in Netzwerken / Clustern", "Beschäftigte ca.", "interne Bemerkung",
)  # fmt: skip
LINES = (
    (1, "Luzenberg Metall", "Peter & Ina Roth", "GF / Vertrieb", "0621 4711, 0171 5550134",
     "mailto:info@luzenberg.example", "Hafenstr. 4", "68169 Mannhiem", "Metall", "Lichtnetz; Nirgends", "unter 10",
     "ruft nicht gern zurück"),
    (2, "MVV Energie AG", "N.N.", "", "0621/290 0", "k.A.", "Luisenring 49", "68159 MANNHEIM", "Metall",
     "Lichtnetz", "> 250", ""),
    (3, "Łukasz Nowak Trockenbau", "Inh. Łukasz Nowak", "", "Tel.: 0621 4713", "", "C 4, 5", "6816 Mannheim", "Metall",
     "Lichtnetz", 5, ""),
)  # fmt: skip


@pytest.fixture
def city():
    here = make(Region, name="Mannheim", kind="kreis", designation="Stadtkreis")
    for code in ("68159", "68169"):
        Postcode.objects.create(code=code, region=here)
    make(Organisation, name="MVV", region=here)
    make(Network, name="Lichtnetz", regions=[here])
    make(Field, name="Metall")
    return here


def through(batch, by):
    remember(batch)
    while compare_next(batch, by):
        pass
    return {row.name: row for row in batch.rows.all()}


def test_table_of_a_city_is_understood_with_few_questions(city):
    by, kinds = editor(regions=[city]), list(KINDS.values())
    title = ["Betriebeverzeichnis, Stand: Oktober 2026"]
    file = xlsx_file(title, HEAD, *LINES, [], [None, "Summe: 3 Betriebe"])
    batch = upload("Betriebe.xlsx", file, kinds=kinds, kind=None, by=by)
    batch.source = make(SourceDocument, state="entwurf")
    assert (batch.kind, batch.constants) == ("networks.organisation", {"kind": "unternehmen"})
    assert [batch.mapping.get(str(at), "") for at in range(len(HEAD))] == [
        "", "name", "", "", "telefon", "e-mail", "strasse", "ort", "fields", "", "beschaeftigte", "internal_note",
    ]  # fmt: skip
    assert "Zeile 7 wurde nicht gelesen: „Summe: 3 Betriebe“." in batch.notes

    rows = through(batch, by)
    assert {name: row.status for name, row in rows.items()} == {
        "Luzenberg Metall": "neu", "MVV Energie AG": "konflikt", "Łukasz Nowak Trockenbau": "neu",
    }  # fmt: skip
    assert [(group.column.key, group.value) for group in groups_of(batch)] == [("ort", "6816 Mannheim")]
    choose(batch, rows["MVV Energie AG"], str(Organisation.objects.get(name="MVV").pk), by)
    begin_apply(batch, by)
    while apply_next(batch, by):
        pass
    luzenberg, nowak = Organisation.objects.exclude(name="MVV").order_by("pk")
    assert (luzenberg.region, nowak.region, nowak.slug) == (city, city, "lukasz-nowak-trockenbau")
    assert [channel.value for channel in luzenberg.channels.order_by("pk")] == [
        "0621 4711", "0171 5550134", "info@luzenberg.example", "Hafenstr. 4, 68169 Mannheim",
    ]  # fmt: skip
    assert [channel.value for channel in nowak.channels.order_by("pk")] == ["Tel.: 0621 4713", "C 4, 5, Mannheim"]
    figure = luzenberg.figures.get()
    assert (figure.number, figure.qualifier, luzenberg.internal_note) == (10, "bis-zu", "ruft nicht gern zurück")

    further = {kind.label: kind for kind, _headers in further_of(batch, kinds)}
    assert further.keys() == {"networks.network", "contacts.person"}
    networks = through(read_once_more(batch, further["networks.network"], by), by)
    assert {name: row.status for name, row in networks.items()} == {"Lichtnetz": "geaendert", "Nirgends": "fehler"}
    assert len(networks["Lichtnetz"].changes) == 3, "MVV, too, as it was decided"
    people = through(read_once_more(batch, further["contacts.person"], by), by)
    said = {
        name: (row.status, *(one["new"] for one in row.changes if one.get("field") == "function"))
        for name, row in people.items()
    }
    assert said == {
        "Peter Roth": ("neu", "Geschäftsführung"), "Ina Roth": ("neu", "Vertrieb"),
        "Łukasz Nowak": ("neu", "Inhaber/in"),
    }  # fmt: skip
    assert not any(change.get("field") == "aufgabe-netzwerk" for row in people.values() for change in row.changes)
