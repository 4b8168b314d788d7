"""A network's page: facts with their sources, history, relations, people, freshness."""

import re
from datetime import date, timedelta

import pytest

from contacts.models import Channel, Person, Responsibility
from networks.models import Event, Field, Network, Offer, Organisation, Participation, Relation
from programmes.models import Funding, Programme
from publishing.models import Figure, Milestone, Name, SourceDocument
from regions.models import Region
from tests.factories import cite, make, read

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOTICE = "Die bekannte Förderung ist abgelaufen"


@pytest.fixture
def network():
    return make(Network, name="Lichtnetz")


def page_of(client, record, section=""):
    return read(client.get(record.get_absolute_url()), section)


def test_field_without_a_source_says_so(client, network):
    page = page_of(client, network)

    assert "Ohne Quelle" in page
    assert "Für diesen Eintrag ist keine Quelle hinterlegt." in page
    assert "nicht bestätigt, ohne datierte Quelle" in page


def test_field_with_its_own_source_shows_that_one(client, network):
    first, second = make(SourceDocument), make(SourceDocument)
    network.legal_form = "e. V."
    network.save()
    cite(network, first, "summary")
    cite(network, second, "legal_form", note="Nur in der Überschrift.", certainty="erschlossen")
    facts = page_of(client, network, "h-fakten")

    assert "Rechtsform e. V. von uns gefolgert, Quelle 2" in facts
    assert "Nur in der Überschrift." in facts


def test_check_after_the_funding_end_takes_the_notice_away(client, network):
    make(Funding, network=network, end="Juli 2022", start="Juni 2020")
    page = page_of(client, network)
    assert NOTICE in page and "wurde laut Quelle Juni 2020 bis Juli 2022 gefördert" in page

    network.checked_on = date(2022, 8, 1)
    network.save()
    page = page_of(client, network)
    assert NOTICE not in page and "unklar" not in page


def test_running_funding_is_no_notice(client, network):
    make(Funding, network=network, end="2021")
    make(Funding, network=network, end=f"{date.today() + timedelta(days=1):%d.%m.%Y}")

    assert NOTICE not in page_of(client, network)


def test_ended_and_converted_networks_say_so(client):
    ended = make(Network, stated_status="beendet", status_note="Zum Jahresende aufgelöst.")
    converted = make(Network, stated_status="umgewandelt")

    assert "Dieses Netzwerk ist beendet Zum Jahresende aufgelöst." in page_of(client, ended)
    assert "in eine andere Form übergegangen So steht es in der Quelle." in page_of(client, converted)


def test_two_sources_of_the_same_statement_are_one_line_with_both_markers(client, network):
    organisation, other = make(Organisation, name="Laternenwerk"), make(Network, name="Kerzennetz")
    for note in ("Seite eins.", "Seite zwei."):
        source = make(SourceDocument)
        make(Participation, network=network, organisation=organisation, source=source, note=note)
        make(Relation, from_network=network, to_network=other, source=source)
    relations = page_of(client, network, "h-beziehungen")

    assert "Laternenwerk Seite eins. Seite zwei." in relations
    assert relations.count("Laternenwerk") == relations.count("Kerzennetz") == 1


def test_relations_read_from_both_sides(client, network):
    other = make(Network, name="Kerzennetz")
    for kind in ("teil-von", "nachfolge", "unterstuetzung", "ausgewaehlt", "kooperation", "teilthema"):
        make(Relation, from_network=network, to_network=other, kind=kind)
    here, there = page_of(client, network, "h-beziehungen"), page_of(client, other, "h-beziehungen")

    for words in ("ist Teil von", "ist hervorgegangen aus", "unterstützt", "wurde ausgewählt von", "bezieht ein"):
        assert f"{words} Kerzennetz" in here
    for words in ("umfasst", "wurde fortgeführt als", "wird unterstützt von", "hat ausgewählt", "wird einbezogen von"):
        assert f"{words} Lichtnetz" in there


def figure(network, number, source, **values):
    return make(Figure, subject=network, number=number, counted="Partner", source=source, **values)


def test_sources_that_differ_at_the_same_time_contradict_each_other(client, network):
    first, second = make(SourceDocument, as_of="2020"), make(SourceDocument, as_of="2020")
    figure(network, 12, first)
    figure(network, 15, second)

    page = page_of(client, network)
    assert "Quellen widersprechen sich: Partner 12" in page
    assert page.count("Die Quellen nennen hier Verschiedenes.") >= 4, "in the group and in the list, each of them"


def test_sources_that_differ_at_different_times_are_a_development(client, network):
    first, second = make(SourceDocument, as_of="2020"), make(SourceDocument, as_of="2021")
    figure(network, 12, first)
    figure(network, 15, second)
    page = page_of(client, network)

    assert "widersprechen" not in page
    assert "15 Partner Quelle 2, Stand 2021" in page


def test_sources_that_agree_do_not_contradict(client, network):
    figure(network, 12, make(SourceDocument, as_of="2020"))
    figure(network, 12, make(SourceDocument, as_of="2020"))

    assert "widersprechen" not in page_of(client, network)


def test_own_stand_of_a_statement_wins_over_that_of_the_source(client, network):
    figure(network, 12, make(SourceDocument, as_of="2021"), as_of="Ende 2018")

    assert "12 Partner Stand Ende 2018" in page_of(client, network, "h-zahlen")


def test_history_comes_newest_first_and_dates_only_as_precise_as_known(client, network):
    for when in ("2016", "Ende 2018", "18.09.2017", "Oktober"):
        make(Milestone, subject=network, date=when, text=f"Ereignis {when}")
    response = client.get(network.get_absolute_url())
    history = read(response, "h-verlauf")

    assert [history.index(f"Ereignis {when}") for when in ("Ende 2018", "18.09.2017", "2016", "Oktober")] == sorted(
        history.index(f"Ereignis {when}") for when in ("Ende 2018", "18.09.2017", "2016", "Oktober")
    )
    machine = re.findall(r'<time datetime="([^"]*)"', response.content.decode())
    assert machine == ["2017-09-18", "2016"]


def test_founding_is_a_fact_or_the_page_says_that_none_is_stated(client, network):
    assert "Gründung oder Beginn Keine Angabe in den Quellen" in page_of(client, network, "h-fakten")
    make(Milestone, subject=network, kind="gruendung", date="Ende 2018")
    assert "Gründung oder Beginn Ende 2018" in page_of(client, network, "h-fakten")


def test_offers_goals_results_and_plans_are_kept_apart(client, network):
    for kind in ("leistung", "ziel", "ergebnis", "plan"):
        make(Offer, network=network, kind=kind, text=f"Text {kind}")
    assert page_of(client, network, "h-angebote") == "Angebote und Themen Text leistung"
    words = page_of(client, network)

    for part in ("Ziele Text ziel", "Ergebnisse Text ergebnis"):
        assert part in words
    assert "Ob daraus etwas geworden ist, sagen die Quellen nicht. Text plan" in words


def test_formats_and_single_events_are_kept_apart(client, network):
    make(Event, name="Stammtisch", kind="format", frequency="dreimal im Jahr", networks=[network])
    make(Event, name="Lichtfest", start="18.09.2017", networks=[network])
    words = page_of(client, network)

    assert "Regelmäßige Termine dreimal im Jahr Stammtisch" in words
    assert "Termine vergangen · 18.09.2017 Lichtfest" in words


def test_similar_networks_share_a_field_and_a_region(client, network):
    region, field = make(Region), make(Field)
    network.regions.add(region)
    network.fields.add(field)
    make(Network, name="Zwilling", regions=[region], fields=[field])
    make(Network, name="Nur Region", regions=[region])
    make(Network, name="Am Ende", regions=[region], fields=[field], stated_status="beendet")

    assert page_of(client, network, "h-aehnlich") == f"Ähnliche Netzwerke Zwilling auch: {field.name}"


def test_network_of_the_same_wide_field_only_or_that_went_over_into_another_is_not_similar(client, network):
    region, wide = make(Region), make(Field)
    narrow = make(Field, parent=wide)
    network.regions.add(region)
    network.fields.set([wide, narrow])
    make(Network, name="Nur weit", regions=[region], fields=[wide])
    make(Network, name="Verwandelt", regions=[region], fields=[narrow], stated_status="umgewandelt")
    make(Network, name="Zwilling", regions=[region], fields=[wide, narrow])

    assert page_of(client, network, "h-aehnlich") == f"Ähnliche Netzwerke Zwilling auch: {narrow.name}"


def test_names_for_the_search_only_are_not_shown(client, network):
    make(Name, subject=network, kind="suche", name="Funzelverbund")
    make(Name, subject=network, kind="frueher", name="Kerzenbund", note="Bis 2001.")
    page = page_of(client, network)

    assert "Kerzenbund früherer Name" in page
    assert "Funzelverbund" not in page


def test_funding_names_programme_period_and_how_sure_it_is(client, network):
    make(
        Funding,
        network=network,
        programme=make(Programme, name="Leuchtprogramm", abbreviation="LP"),
        end="Oktober 2021",
        end_is_provisional=True,
        certainty="angedeutet",
        source=make(SourceDocument),
    )

    assert "Leuchtprogramm (LP) bis Oktober 2021 (vorläufig) nicht ausdrücklich" in page_of(
        client, network, "h-beziehungen"
    )


def person_with(channels=(), **values):
    office = make(Organisation, name="Lampenamt")
    person = make(Person, title="Dr.", given_name="Ada", family_name="Docht", organisation=office, **values)
    for kind, value in channels:
        make(Channel, person=person, kind=kind, value=value)
    return person


class TestContactCard:
    """The five states of a card."""

    phone = [("telefon", "0341 4711-0")]

    def card(self, client, network):
        return page_of(client, network, "h-kontakt")

    def test_confirmed(self, client, network):
        person = person_with(self.phone, checked_on=date.today())
        make(Responsibility, person=person, network=network, task="Führungen")
        card = self.card(client, network)

        assert "Zuständig für: Führungen" in card and "Dr. Ada Docht" in card and "Lampenamt" in card
        assert f"Geprüft am {date.today():%d.%m.%Y}" in card
        assert "nicht bestätigt" not in card

    def test_confirmation_wears_off(self, client, network):
        person = person_with(self.phone, checked_on=date.today() - timedelta(days=366))
        make(Responsibility, person=person, network=network)

        assert "nicht bestätigt" in self.card(client, network)

    def test_from_a_source(self, client, network):
        source = make(SourceDocument, as_of="Juli 2018")
        make(Responsibility, person=person_with(self.phone), network=network, source=source)
        response = client.get(network.get_absolute_url())

        assert "Stand Juli 2018, nicht bestätigt" in read(response, "h-kontakt")
        assert 'href="tel:+4934147110"' in response.content.decode()

    def test_without_a_channel_the_office_helps(self, client, network):
        person = person_with()
        make(Channel, organisation=person.organisation, kind="telefon", value="030 115")
        make(Responsibility, person=person, network=network)
        response = client.get(network.get_absolute_url())
        card = read(response, "h-kontakt")

        assert "Fragen Sie dort nach Dr. Ada Docht" in card and "keine Durchwahl veröffentlicht" in card
        assert f'href="{person.organisation.get_absolute_url()}">Lampenamt' in response.content.decode()
        assert 'href="tel:+4930115"' in response.content.decode()

    def test_faulty_value_is_shown_as_printed_and_never_dialled(self, client, network):
        person = person_with()
        make(
            Channel, person=person, kind="telefon", value="0341 47", is_faulty=True, fault="Ziffern fehlen.", note="So."
        )
        make(Responsibility, person=person, network=network)
        response = client.get(network.get_absolute_url())

        assert "0341 47" in read(response, "h-kontakt")
        assert "Wie in der Quelle angegeben: Ziffern fehlen." in read(response, "h-kontakt")
        assert "tel:" not in response.content.decode()

    def test_former(self, client, network):
        person = person_with([*self.phone, ("e-mail", "ada@netz.example")], note="War hier.")
        make(Responsibility, person=person, network=network, task="Führungen", end="2019")
        card = self.card(client, network)

        assert "Nicht mehr zuständig" in card and "Bitte wenden Sie sich an Lampenamt" in card
        for gone in ("Ada Docht", "4711", "ada@netz.example", "War hier."):
            assert gone not in card

    def test_former_without_an_office_says_nothing_beside_who_answers_now(self, client, network):
        former = make(Person, given_name="Otto", family_name="Vorher")
        make(Responsibility, person=former, network=network, task="Führungen", end="2019")
        assert "Nicht mehr zuständig" in page_of(client, network)
        make(Responsibility, person=person_with(self.phone), network=network, task="Führungen", start="2020")
        assert "Nicht mehr zuständig" not in page_of(client, network)

    def test_one_card_for_all_tasks_of_a_person(self, client, network):
        person = person_with(self.phone)
        for task in ("Führungen", "Auskunft"):
            make(Responsibility, person=person, network=network, task=task)
        card = self.card(client, network)

        assert re.search(r"Zuständig für: Führungen ?; Auskunft", card)
        assert card.count("Dr. Ada Docht") == 1

    def test_channels_come_in_the_order_people_use_them(self, client, network):
        person = person_with(
            [("post", "Docht 1, 04109 Leipzig"), ("web", "https://netz.example"), ("e-mail", "ada@netz.example")]
            + [("fax", "0341 9"), ("telefon", "0341 4711-0"), ("mobil", "+49 170 1")]
        )
        make(Responsibility, person=person, network=network)
        response = client.get(network.get_absolute_url())
        card, page = read(response, "h-kontakt"), response.content.decode()

        places = [card.index(value) for value in ("0341 4711-0", "ada@netz", "+49 170 1", "Docht 1", "Fax 0341 9")]
        assert places == sorted(places)
        assert 'href="tel:+491701"' in page and 'href="mailto:ada@netz.example"' in page
        assert 'tel:+493419"' not in page, "nobody dials a fax"


def test_ended_network_has_no_notice_of_a_passed_funding_and_no_call_button(client):
    network = make(Network, name="Lange vorbei", stated_status="beendet")
    make(Funding, network=network, end="2018")
    make(Responsibility, person=person_with([("telefon", "030 1234")]), network=network)

    page = client.get(network.get_absolute_url()).content.decode()

    assert "Dieses Netzwerk ist beendet" in page
    assert "Die bekannte Förderung ist abgelaufen" not in page
    assert "kern-btn" not in page[page.index('id="kontakt"') : page.index('id="quellen"')]


def test_sources_that_give_different_times_stay_apart(client, network):
    organisation = make(Organisation, name="Zweimal datiert")
    for start in ("2018", "2020"):
        make(Participation, network=network, organisation=organisation, role="traeger", start=start,
             source=make(SourceDocument))  # fmt: skip

    page = client.get(network.get_absolute_url()).content.decode()

    assert "seit 2018" in page
    assert "seit 2020" in page


def test_class_that_no_source_states_is_the_editors(client, network):
    cite(network, make(SourceDocument))

    assert "(Einordnung der Redaktion)" in client.get(network.get_absolute_url()).content.decode()


def test_stated_status_names_its_source_and_a_derived_one_does_not(client, network):
    today = make(SourceDocument, as_of=f"{date.today():%Y-%m}")
    cite(network, today, field="stated_status", certainty="angedeutet")
    head = re.compile(r"np-headline.*?</p>", re.S)
    assert "np-proof" in head.search(client.get(network.get_absolute_url()).content.decode())[0]

    make(Funding, network=network, end="2018")

    assert "np-proof" not in head.search(client.get(network.get_absolute_url()).content.decode())[0]


def test_how_clearly_a_source_speaks_says_nothing_of_a_check(client, network):
    """„geprüft am … nicht ausdrücklich“ would take back what a person confirmed."""
    cite(network, make(SourceDocument), field="stated_status", certainty="angedeutet")
    network.checked_on = date.today()
    network.save()
    head = re.compile(r"np-headline.*?</p>", re.S)

    assert "np-proof" not in head.search(client.get(network.get_absolute_url()).content.decode())[0]
