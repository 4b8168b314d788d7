"""The editors' first page: each number is that of the list it leads to, and all of them come cheap."""

import re
from datetime import date, timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.models import Channel, Person, Responsibility
from core.fuzzy_dates import FuzzyDate
from duplicates.proposals import propose
from finding.missed import count_missed
from memory import kept
from networks.models import Network, Organisation
from programmes.models import Funding
from publishing import actions
from publishing.enums import LinkCheck, State
from publishing.history import type_of
from publishing.models import Figure, Link, SourceDocument
from regions.models import Region
from reports.enums import Reached
from reports.models import Attempts
from tests.factories import cite, make, read
from tests.roles import administrator, change, editor, releasable, reviewer
from worklist.counts import count
from worklist.models import DigestSetting, Handover
from worklist.tasks import CARDS, CHECK, MISSED, TASKS

pytestmark = pytest.mark.django_db

HOME = "/redaktion/"


def days(number: int):
    return timezone.localdate() + timedelta(days=number)


def links(response) -> dict[str, tuple[int, str]]:
    """Every number on a card with its address, by its words."""
    html = response.content.decode()
    found = re.findall(r'<a href="([^"]+)">([^<\d]+?):? ?(?:<strong>)?(\d+)(?:</strong>)?</a>', html)
    return {words.strip(): (int(number), url.replace("&amp;", "&")) for url, words, number in found}


def cards(client) -> dict:
    board = client.get(HOME).context["board"]
    return {card.title: card for card in (*board.open, *board.done)}


def rows(client, url: str) -> int:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.context["cl"].result_count if "cl" in response.context else response.context["page"].count


def one_of_everything(region) -> dict[str, Network]:
    """For each card something that belongs on it, and something close that does not."""
    source, other = (
        make(SourceDocument, as_of="2020", checked_on=timezone.localdate()),
        make(SourceDocument, as_of="2020"),
    )
    fresh = {"checked_on": timezone.localdate(), "regions": [region]}
    old = {"checked_on": days(-400), "regions": [region]}
    found = {
        CHECK: make(Network, **old),
        "ohne-quelle": make(Network, **fresh),
        "widerspruch": make(Network, **fresh),
        "defekte-links": make(Network, **fresh),
        "foerderende": make(Network, regions=[region], checked_on=days(-200)),
        "laeuft-aus": make(Network, **fresh),
        MISSED: make(Network, regions=[region], checked_on=days(-70)),
    }
    for key, network in found.items():
        if key != "ohne-quelle":
            cite(network, source)
    make(Network, check_interval=24, **old)
    make(Network, state=State.DRAFT, **old)
    make(Figure, subject=found["widerspruch"], source=source, number=7)
    make(Figure, subject=found["widerspruch"], source=other, number=9)
    make(Figure, subject=found[CHECK], source=source, number=7)
    make(Figure, subject=found[CHECK], source=other, number=7)
    make(Link, subject=found["defekte-links"], check_result=LinkCheck.BROKEN)
    make(Link, subject=found[CHECK], check_result=LinkCheck.OK)
    make(Funding, network=found["foerderende"], end=days(-30).isoformat())
    make(Funding, network=found["laeuft-aus"], end=days(100).isoformat())
    make(Funding, network=found[CHECK], end=days(300).isoformat())
    about = {"content_type": type_of(Network), "object_id": found[MISSED].pk}
    Attempts.objects.create(**about, month=timezone.localdate().replace(day=1), answer=Reached.NO, number=2)
    person = make(Person, checked_on=days(-190))
    make(Responsibility, person=person, regions=[region])
    make(Channel, person=make_contact(region))
    return found


def make_contact(region) -> Person:
    person = make(Person, checked_on=timezone.localdate())
    make(Responsibility, person=person, regions=[region])
    return person


@pytest.fixture(autouse=True)
def dates_as_typed(monkeypatch):
    """`make` reads dates in German; here they are computed."""
    from tests import factories

    parse = factories.fuzzy_dates.parse
    iso = re.compile(r"\d{4}-\d\d-\d\d")
    monkeypatch.setattr(
        factories.fuzzy_dates, "parse", lambda text: FuzzyDate(text) if iso.fullmatch(text) else parse(text)
    )


def test_every_number_is_that_of_the_list_it_leads_to(client):
    mine, foreign = make(Region), make(Region)
    one_of_everything(mine)
    one_of_everything(foreign)
    count_missed("wasserstoffbrenner")
    author = editor(regions=[mine])
    client.force_login(author)
    for everything in (False, True):
        numbers_lead_to_their_lists(client, author, everything)


def numbers_lead_to_their_lists(client, author, everything: bool) -> None:
    response = client.get(HOME, {"alle": "1"} if everything else {})
    shown = links(response)

    assert {"Ansprechpersonen", "Netzwerke"} <= set(shown)
    assert {"Kontakt ohne Kanal", "Förderende überschritten", "Läuft bald aus"} <= set(shown)
    assert {url: rows(client, url) for _, url in shown.values()} == {url: number for number, url in shown.values()}
    numbers = count(author, everything)
    times = 2 if everything else 1
    for task in CARDS:
        by_kind = dict(numbers.of(task))
        others = ("ohne-kontaktweg", "ohne-quelle", "freigabe-endet")
        assert (by_kind.get(Network, 0) == times) is (task.key not in others)
        for model, number in by_kind.items():
            url = f"/redaktion/{model._meta.app_label}/{model._meta.model_name}/?arbeit={task.key}"
            assert rows(client, url + ("" if everything else "&meine=ja")) == number, url


def test_numbers_of_the_whole_directory_follow_every_change(client):
    """They are kept between two looks."""
    boss = editor()
    network, person = make(Network, name="Alpha", checked_on=date(2020, 1, 1)), make(Person)
    link = make(Link, subject=network, url="https://alpha.example/")
    client.force_login(boss)

    def numbers() -> dict[str, int]:
        counts = count(boss)
        return {
            key: dict(counts.of(TASKS[key])) for key in ("pruefung", "geprueft", "defekte-links", "ohne-kontaktweg")
        }

    before = numbers()
    assert before["pruefung"][Network] == 1 and not before["geprueft"] and not before["defekte-links"]
    with CaptureQueriesContext(connection) as caught:
        assert numbers() == before
    assert len(caught) <= 2

    client.post("/redaktion/networks/network/", {"action": "mark_checked", "_selected_action": [network.pk]})
    assert numbers() == before | {"pruefung": {}, "geprueft": {Network: 1}}
    Link.objects.filter(pk=link.pk).update(check_result=LinkCheck.BROKEN)
    assert numbers()["defekte-links"] == {Network: 1}
    make(Responsibility, person=person)
    assert numbers()["ohne-kontaktweg"] == {Person: 1}
    person.organisation = make(Organisation)
    person.save()
    make(Channel, organisation=person.organisation)
    assert numbers()["ohne-kontaktweg"] == {}  # their firm is reached


def test_numbers_of_the_whole_directory_follow_the_day(monkeypatch):
    boss = editor()
    make(Network, checked_on=timezone.localdate(), check_interval=1)
    assert count(boss).by_task[CHECK][Network] == 0

    later = timezone.now() + timedelta(days=40)
    monkeypatch.setattr(timezone, "now", lambda: later)
    monkeypatch.setattr(kept, "date", SimpleNamespace(today=lambda: timezone.localdate()))

    assert count(boss).by_task[CHECK][Network] == 1


def test_each_card_finds_what_it_is_about(client):
    region = make(Region)
    found = one_of_everything(region)
    client.force_login(editor())

    for key, network in found.items():
        listed = client.get(f"/redaktion/networks/network/?arbeit={key}").context["cl"].result_list
        assert network in listed, key
        assert all(other not in listed for other_key, other in found.items() if other_key != key), key


def test_table_of_freshness_agrees_with_its_lists(client):
    region = make(Region)
    one_of_everything(region)
    make(Network, regions=[region])
    client.force_login(editor(regions=[region]))

    table = client.get(HOME).content.decode()
    table = table[table.index('id="h-frische"') : table.index("</section>", table.index('id="h-frische"'))]
    cells = re.findall(r'<td[^>]*><a href="([^"]+)">(\d+)</a>', table)

    assert len(cells) >= 4
    assert all(rows(client, url.replace("&amp;", "&")) == int(number) for url, number in cells), cells
    assert "Personen" not in re.sub("Ansprechpersonen", "", table)


def test_own_tasks_and_queue(client):
    author, boss = editor(), reviewer()
    begun, returned = releasable(Network, regions=[make(Region)]), releasable(Network, state=State.DRAFT)
    returned.regions.add(make(Region))
    change(begun, author, submit=False, summary="Neu.")
    actions.submit(record=returned, by=author)
    actions.send_back(record=returned, by=boss, why="Bitte die Quelle nennen")
    change(releasable(Network, regions=[make(Region)]), author, summary="Neu.")
    own = change(releasable(Network, regions=[make(Region)]), boss, summary="Neu.")

    client.force_login(author)
    shown = links(client.get(HOME))
    assert shown["Meine Aufgaben"] == (2, "/redaktion/aufgaben/") and "Zur Freigabe" not in shown
    page = read(client.get("/redaktion/aufgaben/"))
    assert "Bitte die Quelle nennen" in page and str(begun) in page and "2 begonnen" in page

    client.force_login(boss)
    number, url = links(client.get(HOME))["Zur Freigabe"]
    assert number == rows(client, url) == 1
    assert own.label not in client.get(url).content.decode()
    assert rows(client, "/redaktion/freigabe/") == 2

    client.force_login(author)
    actions.submit(record=returned, by=author)
    assert links(client.get(HOME))["Meine Aufgaben"][0] == 1


def test_nothing_to_do_names_the_next_day(client):
    network = make(Network, checked_on=timezone.localdate(), regions=[make(Region)])
    cite(network, make(SourceDocument, checked_on=timezone.localdate(), check_interval=1))
    client.force_login(editor(packages=["networks", "publishing"]))

    page = read(client.get(HOME))

    assert "Nichts zu tun – nächste Fälligkeit am" in page
    assert f"{days(30):%d.%m.%Y}" in page


def test_last_changes_name_who_did_what(client):
    author = editor(first_name="Ada", last_name="Beispiel")
    network = releasable(Network, name="Lichtnetz", regions=[make(Region)])
    change(network, author, summary="Neu.")
    actions.mark_checked(records=[network], by=author)
    client.force_login(author)

    page = read(client.get(HOME), "h-zuletzt")

    assert "Lichtnetz" in page and "Ada Beispiel" in page and "Geprüft, unverändert" in page


def test_handovers_are_for_administrators(client):
    author, network = editor(), make(Network)
    handover = Handover.objects.create(
        editor=author, content_type=type_of(network), object_id=network.pk, version="nie/0", label=str(network)
    )
    client.force_login(author)
    assert "Nicht mehr zuständig" not in read(client.get(HOME))

    boss = administrator()
    client.force_login(boss)
    number, url = links(client.get(HOME))["Nicht mehr zuständig"]
    assert number == rows(client, url) == 1
    client.post(url, {"action": "settle", "_selected_action": [handover.pk]})
    handover.refresh_from_db()
    assert handover.done_by == boss
    assert rows(client, url) == 0


def test_duplicates_are_one_click_away_and_counted(client):
    client.force_login(editor())
    assert '<a href="/redaktion/dubletten/">Mögliche Doppel</a>' in client.get(HOME).content.decode()
    pair = make(Network, name="Lichtnetz"), make(Network, name="Licht-Netz")
    make(Organisation, name="Institut Prisma"), make(Organisation, name="Institut Prisma e. V.")

    card = cards(client)["Mögliche Doppel"]

    assert (card.number, [(part.label, part.number) for part in card.parts]) == (
        2,
        [("Netzwerke", 1), ("Organisationen", 1)],
    )
    assert "Lichtnetz" in client.get(card.parts[0].url).content.decode()
    client.post(f"/redaktion/dubletten/networks.network/{pair[0].pk}/{pair[1].pk}/kein-doppel/")
    assert cards(client)["Mögliche Doppel"].number == 1


def test_a_large_directory_counts_what_was_found_last(client, monkeypatch):
    monkeypatch.setattr("duplicates.undecided.COUNTED_AT_ONCE", 1)
    monkeypatch.setattr("duplicates.candidates.SEARCHED_AT_ONCE", 1)
    make(Network, name="Lichtnetz"), make(Network, name="Licht-Netz")
    client.force_login(editor())
    assert cards(client)["Mögliche Doppel"].number is None

    call_command("find_duplicates", stdout=StringIO())

    assert cards(client)["Mögliche Doppel"].number == 1


def test_merges_to_confirm_are_for_the_second_account(client):
    keep, drop = make(Network, name="Lichtnetz"), make(Network, name="Licht-Netz")
    author = reviewer()
    propose(keep=keep, drop=drop, choices={}, by=author)
    client.force_login(author)
    assert cards(client)["Zusammenführungen"].number == 0
    client.force_login(editor())
    assert "Zusammenführungen" not in cards(client)
    client.force_login(reviewer())

    card = cards(client)["Zusammenführungen"]

    assert card.number == 1 and "Sie können entscheiden: 1" in client.get(card.url).content.decode()
    assert cards(client)["Mögliche Doppel"].number == 0


def test_mail_can_be_ordered_off_and_on(client):
    author = editor()
    client.force_login(author)
    (url,) = re.findall(r'href="(/redaktion/mails[^"]+)"', client.get(HOME).content.decode())
    wishes = {"schritt": "mails", "handed_in": "wenige", "returned": "sofort", "released": "sofort"}

    assert client.post(url, wishes).status_code == 302
    assert not DigestSetting.objects.get(editor=author).is_wanted
    assert 'name="weekly" checked' not in " ".join(client.get(url).content.decode().split())
    client.post(url, wishes | {"weekly": "on"})
    assert DigestSetting.objects.get(editor=author).is_wanted


def test_only_for_editors(client):
    for url in (HOME, "/redaktion/pruefung/", "/redaktion/aufgaben/"):
        response = client.get(url)
        assert response.status_code == 302 and "/login/" in response.url


@pytest.mark.once
def test_costs_the_same_for_many(client):
    region = make(Region)
    client.force_login(reviewer(regions=[region]))

    def queries() -> list[int]:
        counts = []
        for everything in ("", "1"):
            with CaptureQueriesContext(connection) as caught:
                assert client.get(HOME, {"alle": everything}).status_code == 200
            counts.append(len(caught))
        return counts

    one_of_everything(region)
    queries()
    few = queries()
    one_of_everything(region)
    make(Organisation, region=region, checked_on=days(-2000), check_interval=3)
    queries()

    assert queries() == few
    assert max(few) <= 15
