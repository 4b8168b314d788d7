"""What a table calls in other words than the directory is proposed, and taken with one press where it is sure."""

import re
from html import escape

import pytest

from cases.models import CaseEntry
from networks.models import Field, Network, Organisation, Participation
from publishing.enums import State
from tables.asking import LEAVE
from tables.cells import Cells
from tables.columns import KINDS
from tables.matching import LEFT_OUT
from tables.meant import field_called
from tables.suggesting import suggestion
from tests.factories import make
from tests.html_forms import form_data
from tests.roles import editor, signed_in
from tests.transfer.files import csv_file
from tests.transfer.pages import URL, apply, batch, mapped, rows

pytestmark = pytest.mark.django_db
FIRMS, NETWORKS = "networks.organisation", "networks.network"


def ask(client, one) -> tuple[str, dict]:
    page = client.get(f"{URL}{one.pk}/fehler/").content.decode()
    return page, form_data(page, "import_repair_form")


def test_proposals_are_filled_in_and_hold_with_one_press(region):
    for name in ("Maschinenbau", "Energie"):
        make(Field, name=name)
    client = signed_in(editor(office="Amt für Wirtschaft"))
    head = ("Firma", "Art", "Sitz", "E-Mail", "Felder")
    lines = (
        ("Alpha", "Unternehmn", "Harz", "info (at) alpha.example", "Maschinenbaus"),
        ("Beta", "Unternehmn", "Harz", "info[at]beta[dot]example", "Maschinenbaus, Energie"),
        ("Gamma", "Unternehmn", "Harz", "info@gamma,example", "Nixda"),
    )
    one = mapped(client, csv_file(head, *lines), FIRMS)
    page, form = ask(client, one)
    folded = [part.split("</details>")[0] for part in page.split('<details class="import-settled">')[1:]]
    assert sum(part.count("„") for part in folded) >= 4
    assert page.count(" gilt mit „Weiter“: ansehen") + page.count(" gelten mit „Weiter“: ansehen") == len(folded) == 2

    client.post(f"{URL}{one.pk}/fehler/", form, follow=True)

    assert [
        fault["value"] for row in one.rows.all() for fault in row.faults
    ] == []  # what no field serves is left empty
    apply(client, one)
    firms = {firm.name: firm for firm in Organisation.objects.all()}
    mails = {name: [channel.value for channel in firm.channels.all()] for name, firm in firms.items()}
    assert mails == {"Alpha": ["info@alpha.example"], "Beta": ["info@beta.example"], "Gamma": ["info@gamma.example"]}
    assert {field.name for field in firms["Beta"].fields.all()} == {"Maschinenbau", "Energie"}
    assert {firm.kind for firm in firms.values()} == {"unternehmen"}
    words = {name: [tag.name for tag in firm.tags.all()] for name, firm in firms.items()}
    assert words == {"Alpha": [], "Beta": [], "Gamma": ["Nixda"]}  # a slip is no word of its own


def test_doubtful_proposals_hold_only_where_somebody_takes_them(region):
    """All at once with a button of their own; what was answered otherwise stays so."""
    for name in ("Lichtnetz Berlin Europe", "Tonnetz Berlin Europe"):
        make(Network, name=name)
    client = signed_in(editor())
    lines = [("Alpha", "Unternehmen", "Lichtnetz Europe"), ("Beta", "Unternehmen", "Tonnetz Europe")]
    one = mapped(client, csv_file(("Firma", "Art", "Netzwerk"), *lines), FIRMS)
    apply(client, one)
    further = client.post(f"{URL}{one.pk}/ergebnis/", {"art": NETWORKS}, follow=True)
    client.post(further.redirect_chain[-1][0], form_data(further.content.decode(), "import_mapping_form"), follow=True)
    two = batch()
    page, form = ask(client, two)
    assert "Alle 2 „Vielleicht“ annehmen und weiter" in page
    names = [name for name in form if name.startswith("wert-")]
    assert [form[name] for name in names] == [[""], [""]]  # nothing doubtful is chosen beforehand

    client.post(f"{URL}{two.pk}/fehler/", form | {names[0]: LEAVE, "vielleicht": "1"}, follow=True)

    assert sorted(row.reason or str(row.record_id) for row in two.rows.all()) == sorted(
        [LEFT_OUT, str(Network.objects.get(name="Tonnetz Berlin Europe").pk)]
    )


def test_proposals_of_all_pages_hold_with_one_press(region, monkeypatch):
    monkeypatch.setattr("transfer.views.repair.PAGE_SIZE", 10)
    client = signed_in(editor())
    lines = [(f"Firma {n}", "Unternehmen", f"info (at) firma{n}.example") for n in range(15)]
    one = mapped(client, csv_file(("Firma", "Art", "E-Mail"), *lines), FIRMS)
    page, form = ask(client, one)
    assert 'name="alle"' in page

    client.post(f"{URL}{one.pk}/fehler/", form | {"alle": "1"}, follow=True)

    assert not one.rows.exclude(faults=[]).exists()


HEAD = ("Netzwerk", "Art", "Region", "Kurztext", "Mitglieder")


def network_of(client, members: str, name="Lichtnetz"):
    return mapped(client, csv_file(HEAD, (name, "Cluster", "Harz", "Ein Netz.", members)), NETWORKS)


@pytest.mark.parametrize(
    "between", [", ", " / ", "/", "; ", " und ", " & ", "\n", "\n- ", " | ", " sowie "]
)  # fmt: skip
def test_unknown_member_costs_only_itself(region, between):
    for name in ("Optik AG", "Handel und Handwerk e. V."):
        make(Organisation, name=name)
    one = network_of(signed_in(editor()), between.join(["Optik AG", "Neuland GmbH", "Handel und Handwerk e. V."]))

    (row,) = one.rows.all()
    assert [fault["value"] for fault in row.faults] == ["Neuland GmbH"] and row.may_apply
    added = [change["added"]["fields"] for change in row.changes if change.get("part") == "participations"]
    members = [fields["organisation_id"] for fields in added]
    assert set(members) == set(Organisation.objects.values_list("pk", flat=True))


def test_unknown_members_become_drafts_with_one_answer_and_go_with_the_import(region):
    make(Organisation, name="Optik AG")
    client = signed_in(editor())
    one = network_of(client, "Optik AG, Neuland GmbH, Altland AG, Optic AG")
    page, form = ask(client, one)
    assert form["neu-mitglieder"] == [""] and ["Optik AG"] in form.values()

    client.post(f"{URL}{one.pk}/fehler/", form | {"neu-mitglieder": "unternehmen"}, follow=True)

    made = Organisation.objects.exclude(name="Optik AG")
    assert {(firm.name, firm.kind, firm.state) for firm in made} == {
        ("Neuland GmbH", "unternehmen", "entwurf"), ("Altland AG", "unternehmen", "entwurf"),
    }  # fmt: skip
    assert not one.rows.exclude(faults=[]).exists()
    apply(client, one)
    assert Participation.objects.filter(network__name="Lichtnetz", role="mitglied").count() == 3
    assert CaseEntry.objects.filter(object_id__in=made.values("pk")).count() == 2

    client.post(f"{URL}{one.pk}/ergebnis/", follow=True)
    assert not Network.objects.exists() and [firm.name for firm in Organisation.objects.all()] == ["Optik AG"]


def test_kind_that_is_not_offered_makes_nothing(region):
    make(Organisation, name="Optik AG")
    client = signed_in(editor())
    one = network_of(client, "Optik AG, Neuland GmbH")
    page, form = ask(client, one)

    assert client.post(f"{URL}{one.pk}/fehler/", form | {"neu-mitglieder": "gibtesnicht"}).status_code == 400
    assert Organisation.objects.count() == 1


def test_list_that_is_not_understood_takes_nothing_away(region):
    known, other = make(Field, name="Maschinenbau"), make(Field, name="Energie")
    make(Network, name="Lichtnetz", kind="cluster", summary="Ein Netz.", regions=[region], fields=[known])
    head = ("Netzwerk", "Region", "Felder")

    one = mapped(signed_in(editor()), csv_file(head, ("Lichtnetz", "Harz", "Maschbau, Energie")), NETWORKS)

    (row,) = one.rows.all()
    (change,) = (change for change in row.changes if change.get("field") == "fields")
    assert set(change["new"]) == {known.pk, other.pk}


def test_memberships_of_firms_are_parted_by_the_networks_that_are_known(region):
    for name in ("Optiknetz Harz", "Cluster Handel und Gewerbe"):
        make(Network, name=name, regions=[region])
    client = signed_in(editor())
    head = ("Firma", "Art", "Sitz", "Mitglied in")
    lines = (
        ("Alpha", "Unternehmen", "Harz", "Optiknetz Harz, Cluster Handel und Gewerbe"),
        ("Beta", "Unternehmen", "Harz", "Optiknetz Harz / Neunetz"),
        ("Gamma", "Unternehmen", "Harz", "Cluster Handel und Gewerbe und Optiknetz Harz"),
    )
    first = mapped(client, csv_file(head, *lines), FIRMS)
    apply(client, first)

    client.post(f"{URL}{first.pk}/ergebnis/", {"art": NETWORKS})

    second = type(first).objects.latest("pk")
    at = second.headers.index("Firma")
    assert {row.cells[second.headers.index("Mitglied in")]: row.cells[at] for row in second.rows.all()} == {
        "Optiknetz Harz": "Alpha | Beta | Gamma", "Cluster Handel und Gewerbe": "Alpha | Gamma", "Neunetz": "Beta",
    }  # fmt: skip
    assert rows(first).keys() == {"Alpha", "Beta", "Gamma"}


@pytest.mark.usefixtures("directory")
def test_only_what_the_vocabulary_says_is_filled_in_and_all_trades_stand_in_one_table():
    client = signed_in(editor())
    lines = [("Alpha", "Unternehmen", "Motorsport"), ("Beta", "Unternehmen", "Stahlhandel"),
             ("Gamma", "Unternehmen", "Lackiererei"), ("Delta", "Unternehmen", "Nixda"),
             ("Eta", "Unternehmen", "Umwelttechniken")]  # fmt: skip
    one = mapped(client, csv_file(("Firma", "Art", "Themen"), *lines), FIRMS)
    page, form = ask(client, one)

    questions = {word: page.split(f">{escape(word)}</label>")[1].split("</select>")[0] for _, _, word in lines}
    chosen = {word: re.findall(r'value="([^"]*)" selected', question) for word, question in questions.items()}
    assert chosen == {
        "Umwelttechniken": ["Energie und Umwelt"],
        **dict.fromkeys(("Motorsport", "Stahlhandel", "Lackiererei", "Nixda"), ["(leer lassen)"]),
    }  # fmt: skip
    offered = {word: re.findall(r'<option value="([^"]+)"', question)[:2] for word, question in questions.items()}
    assert offered["Motorsport"] == offered["Stahlhandel"] == ["(leer lassen)", "Maschinen- und Anlagenbau"]
    assert ">keins</option>" in questions["Nixda"]
    assert page.count('class="import-trades"') == 1 and "import-settled" not in page and "annehmen" not in page
    for word in ("Heizung", "Tonstudio", "Elektroinstallation", "Tragwerksplanung", "Prüftechnik"):
        assert not (near := field_called(word)) or not near.is_sure


def test_doubtful_name_is_chosen_without_typing_it(region, monkeypatch):
    monkeypatch.setattr("tables.suggesting.MOST_CHOICES", 0)  # as with thousands of firms
    make(Organisation, name="Optik Harz GmbH", region=region)
    make(Organisation, name="Optik Harz AG", region=region)
    client = signed_in(editor())
    one = network_of(client, "Optik Hartz")
    page, form = ask(client, one)
    (name,) = re.findall(r'name="(vielleicht-[^"]+)"', page)[:1]
    assert not form.get(name)

    client.post(f"{URL}{one.pk}/fehler/", form | {name: "Optik Harz AG"}, follow=True)

    assert not one.rows.exclude(faults=[]).exists()
    apply(client, one)
    assert Participation.objects.get(network__name="Lichtnetz").organisation.name == "Optik Harz AG"


@pytest.mark.usefixtures("directory")
def test_own_word_of_a_table_for_a_trade_is_shown_found_and_comes_back(region):
    """Whatever it is taken for; what says nothing is no word."""
    client = signed_in(editor())
    lines = [
        ("Farbenfroh GmbH", "Unternehmen", "Harz", "Lackiererei"),
        ("Beleg KG", "Unternehmen", "Harz", "Sonstiges"),
    ]
    one = mapped(client, csv_file(("Firma", "Art", "Sitz", "Branche"), *lines), FIRMS)
    page, form = ask(client, one)
    client.post(f"{URL}{one.pk}/fehler/", form, follow=True)
    apply(client, one)
    firm = Organisation.objects.get(name="Farbenfroh GmbH")
    assert [tag.name for tag in firm.tags.all()] == ["Lackiererei"] and not firm.fields.exists()
    assert not Organisation.objects.get(name="Beleg KG").tags.exists()
    assert "Farbenfroh GmbH" not in client.get("/suche/?q=Lackiererei").content.decode()

    firm.state = State.PUBLISHED
    firm.save()

    assert '<a href="/suche/?q=Lackiererei">Lackiererei</a>' in client.get(firm.get_absolute_url()).content.decode()
    assert "Farbenfroh GmbH" in client.get("/suche/?q=Lackiererei+Harz").content.decode()
    again = mapped(client, csv_file(("Firma", "Art", "Sitz", "Branche"), *lines), FIRMS)
    assert {row.status for row in again.rows.all()} == {"unveraendert"}


@pytest.mark.usefixtures("directory")
def test_what_trades_may_mean_is_filled_in_to_be_looked_at_and_changed(region):
    client = signed_in(editor())
    lines = [(f"Firma {word}", "Unternehmen", "Harz", word) for word in ("Motorsport", "Druckerei", "Nixda")]
    one = mapped(client, csv_file(("Firma", "Art", "Sitz", "Branche"), *lines), FIRMS)
    page, form = ask(client, one)
    assert "2 „vielleicht“ eintragen" in page

    filled = client.post(f"{URL}{one.pk}/fehler/", form | {"eintragen": "1"})

    shown = form_data(filled.content.decode(), "import_repair_form")
    names = [name for name in shown if name.startswith("wert-")]
    assert filled.status_code == 200 and "eintragen" not in filled.content.decode()
    assert {shown[name][0] for name in names} == {"Maschinen- und Anlagenbau", "Medien und Kreativwirtschaft", LEAVE}
    assert one.rows.exclude(faults=[]).count() == 3  # nothing holds before it was seen
    motor = next(name for name in names if shown[name] == ["Maschinen- und Anlagenbau"])

    client.post(f"{URL}{one.pk}/fehler/", shown | {motor: LEAVE}, follow=True)

    apply(client, one)
    fields = {
        firm.name: [field.name for field in firm.fields.all()]
        for firm in Organisation.objects.filter(name__startswith="Firma ")
    }
    assert fields == {"Firma Motorsport": [], "Firma Druckerei": ["Medien und Kreativwirtschaft"], "Firma Nixda": []}


@pytest.mark.parametrize(
    ("said", "meant"),
    [("10. Dezember", "10 bis 12"), ("01.10.2026", "1 bis 10"), ("12. Okt", ""), ("Dezember 2026", ""), ("viele", "")],
)
def test_range_that_a_program_took_for_a_day_is_proposed_as_the_range(said, meant):
    column = KINDS[FIRMS].by_key["beschaeftigte"]

    found = suggestion(Cells(), column, said)

    assert (found.text if found else "") == meant and not (found and found.is_sure)


@pytest.mark.usefixtures("directory")
def test_trade_for_which_nobody_chose_a_field_is_asked_about_again(region):
    client = signed_in(editor(office="Amt für Wirtschaft"))
    table = csv_file(("Firma", "Art", "Sitz", "Branche"), ("Erste GmbH", "Unternehmen", "Harz", "Druckerei"))
    first = mapped(client, table, FIRMS)
    client.post(f"{URL}{first.pk}/fehler/", ask(client, first)[1], follow=True)
    apply(client, first)
    table = csv_file(("Firma", "Art", "Sitz", "Branche"), ("Zweite GmbH", "Unternehmen", "Harz", "Druckerei"))

    page, _form = ask(client, mapped(client, table, FIRMS))

    assert "vielleicht Medien und Kreativwirtschaft" in page
