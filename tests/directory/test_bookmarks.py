"""The bookmark list: one cookie, set only when somebody asks for it."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from contacts.models import Channel, Person, Responsibility
from contacts.vcards import escaped, folded, website_vcard
from directory.bookmarks import COOKIE, MAX_AGE, MOST
from networks.models import Network, Offer
from sheets.formulas import harmless
from tests.factories import PAGES, hide, make, read, results

pytestmark = [pytest.mark.django_db, pytest.mark.once]
URL = "/merkliste/"
HERE = {"HTTP_SEC_FETCH_SITE": "same-origin"}


def save(client, *networks, **headers):
    return client.post(URL, {"n": [network.slug for network in networks]}, **(headers or HERE))


def listed(client) -> list[str]:
    response = client.get(URL)
    return [] if "Noch nichts gemerkt" in read(response) else [url.split("/")[2] for url in results(response)]


def test_cookie_holds_the_keys_and_nothing_else_is_set(client):
    first, second = make(Network), make(Network)
    save(client, first)
    response = save(client, second)
    cookie = response.cookies[COOKIE]

    assert response.status_code == 303
    assert cookie.value == f"{first.pk}.{second.pk}"
    assert (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (URL, True, "Lax", MAX_AGE)
    assert not cookie["secure"] and list(response.cookies) == [COOKIE]
    assert listed(client) == [first.slug, second.slug]


def test_cookie_is_secure_behind_https(client):
    assert client.post(URL, {"n": make(Network).slug}, secure=True, **HERE).cookies[COOKIE]["secure"]


def test_reading_sets_nothing_and_is_not_cached(client):
    save(client, make(Network))
    response = client.get(URL)

    assert response.cookies == {}
    assert response["Cache-Control"] == "no-store" and response["Vary"] == "Cookie"


def test_other_pages_neither_set_nor_read_the_cookie(client):
    network = make(Network, name="Gemerktes Netz")
    save(client, network)
    client.cookies[COOKIE]["path"] = "/"
    for url in (*PAGES, network.get_absolute_url(), f"/vergleich/?n={network.slug}"):
        response, plain = client.get(url), Client().get(url)
        assert response.cookies == {}, url
        assert "cookie" not in response.get("Vary", "").lower(), url
        assert response.content == plain.content, url
        assert "csrfmiddlewaretoken" not in response.content.decode(), url


class TestWhereFrom:
    @pytest.mark.parametrize(
        "headers",
        [
            {"HTTP_SEC_FETCH_SITE": "same-origin"},
            {"HTTP_ORIGIN": "http://testserver"},
            {"HTTP_REFERER": "http://testserver/netzwerke/"},
        ],
    )
    def test_own_pages_may(self, client, headers):
        assert save(client, make(Network), **headers).status_code == 303

    @pytest.mark.parametrize(
        "headers",
        [
            {"REMOTE_ADDR": "127.0.0.1"},  # nothing said
            {"HTTP_SEC_FETCH_SITE": "cross-site"},
            {"HTTP_SEC_FETCH_SITE": "same-site"},
            {"HTTP_SEC_FETCH_SITE": "none"},
            {"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "http://testserver"},
            {"HTTP_ORIGIN": "https://evil.example"},
            {"HTTP_ORIGIN": "http://testserver.evil.example"},
            {"HTTP_ORIGIN": "null", "HTTP_REFERER": "http://testserver/"},
            {"HTTP_REFERER": "https://evil.example/http://testserver/"},
            {"HTTP_REFERER": "http://[bad"},
        ],
    )
    def test_others_may_not(self, client, headers):
        response = save(client, make(Network), **headers)

        assert response.status_code == 403
        assert response.cookies == {}
        assert "Das wurde nicht gemerkt" in response.content.decode()


class TestWayBack:
    @pytest.mark.parametrize("page", ["/netzwerke/?region=berlin&seite=2", "/netzwerke/its-bb/"])
    def test_to_the_page_before_at_the_network(self, client, page):
        network = make(Network)
        response = save(client, network, HTTP_REFERER=f"http://testserver{page}", **HERE)

        assert response["Location"] == f"{page}#gemerkt-{network.slug}"

    @pytest.mark.parametrize(
        "referer",
        ["https://evil.example/", "http://testserver//evil.example/", "http://testserver/\\evil.example",
         "http://testserver/merkliste/?n=a", "", "/netzwerke/", "javascript:alert(1)",
         "http://testserver/" + "x" * 3000],
    )  # fmt: skip
    def test_else_to_the_list(self, client, referer):
        assert save(client, make(Network), HTTP_REFERER=referer, **HERE)["Location"] == f"{URL}?hinweis=gemerkt"

    def test_page_before_has_the_place_it_leads_to(self, client):
        network = make(Network)
        for page in ("/netzwerke/", network.get_absolute_url()):
            markup = client.get(page).content.decode()
            assert markup.count(f'id="gemerkt-{network.slug}"') == 1
            [form] = re.findall(r'<form[^>]*id="merken"[^>]*>', markup)
            assert 'action="/merkliste/"' in form and 'method="post"' in form and "hidden" in form
            assert f'form="merken" name="n" value="{network.slug}"' in markup


class TestChanges:
    def test_twice_is_once(self, client):
        network = make(Network)
        save(client, network)
        save(client, network)

        assert listed(client) == [network.slug]

    def test_remove_and_empty(self, client):
        first, second = make(Network), make(Network)
        save(client, first, second)
        client.post(URL, {"entfernen": first.slug}, **HERE)
        assert listed(client) == [second.slug]
        response = client.post(URL, {"leeren": "1"}, **HERE)
        assert response.cookies[COOKIE]["max-age"] == 0
        assert "So geht es: In jeder Liste" in read(client.get(URL))

    def test_thirty_at_most(self, client):
        networks = [make(Network) for _ in range(MOST + 2)]
        response = save(client, *networks)

        assert response["Location"] == f"{URL}?hinweis=voll"
        assert len(listed(client)) == MOST
        assert "passen 30 Netzwerke" in read(client.get(response["Location"]))

    def test_unknown_and_hidden_are_not_kept(self, client):
        secret = hide(make(Network))
        response = save(client, secret)

        assert response["Location"] == f"{URL}?hinweis=unbekannt"
        assert listed(client) == []

    def test_hidden_later_disappears_and_a_new_address_follows(self, client):
        first, second = make(Network), make(Network)
        save(client, first, second)
        first.slug = "neue-adresse"
        first.save()
        hide(second)

        assert listed(client) == ["neue-adresse"]

    @pytest.mark.parametrize("value", ["", "x", "1.2.x", "-1", "9" * 30, "0", "1;DROP", "²", "1" * 4000, "." * 900])
    def test_any_cookie_gets_a_page(self, client, value):
        client.cookies[COOKIE] = value

        assert client.get(URL).status_code == 200
        assert save(client, make(Network)).status_code == 303

    @pytest.mark.parametrize("data", [{}, {"n": "\0"}, {"n": "x" * 9000}, {"entfernen": "\0"}, {"n": ["a"] * 500}])
    def test_any_form_gets_an_answer(self, client, data):
        assert client.post(URL, data, **HERE).status_code == 303


class TestSharedList:
    def test_is_shown_without_touching_the_own(self, client):
        own, other = make(Network), make(Network)
        save(client, own)
        response = client.get(URL, {"n": [other.slug, "gibt-es-nicht"]})

        assert results(response) == [other.get_absolute_url()]
        assert "1 Netzwerk dieser Liste gibt es nicht (mehr)" in read(response)
        assert listed(client) == [own.slug]

    def test_can_be_taken_over(self, client):
        own, *others = (make(Network) for _ in range(3))
        save(client, own)
        page = client.get(URL, {"n": [other.slug for other in others]}).content.decode()
        assert "Diese Liste übernehmen" in page
        response = save(client, *others)

        assert response["Location"] == f"{URL}?hinweis=uebernommen"
        assert listed(client) == [own.slug, *(other.slug for other in others)]

    def test_own_list_says_its_address(self, client):
        network = make(Network)
        save(client, network)

        assert f'value="http://testserver{URL}?n={network.slug}"' in client.get(URL).content.decode()


class TestDownloads:
    def test_table_opens_in_a_spreadsheet_without_running_anything(self, client):
        network = make(Network, name="=HYPERLINK(1)", summary='@SUM(A1); "x"', audience="-1+2")
        make(Offer, network=network, text="Hilft")
        response = client.get(f"{URL}netzwerke.csv", {"n": network.slug})
        text = response.content.decode()

        assert text.startswith("\N{BYTE ORDER MARK}Name;Kurztext;Kontakt;")
        assert "attachment" in response["Content-Disposition"] and response.cookies == {}
        head, row = csv.reader(io.StringIO(text[1:]), delimiter=";")
        cells = dict(zip(head, row, strict=True))
        assert cells["Name"] == "'=HYPERLINK(1)" and cells["Kurztext"] == '\'@SUM(A1); "x"'
        assert cells["Für wen"] == "'-1+2" and cells["Angebote"] == "Hilft"
        assert cells["Eintrag"] == f"http://testserver{network.get_absolute_url()}"

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
    def test_formulas_are_text(self, start):
        assert harmless(f"{start}1") == f"'{start}1"
        assert harmless(f"a{start}") == f"a{start}"

    def test_contacts_as_vcards(self, client):
        network = make(Network, name="Netz; eins")
        person = make(Person, given_name="Éva", family_name="Groß, geb. Klein", title="Dr.")
        for _ in range(2):
            make(Responsibility, network=network, person=person)
        make(Channel, person=person, kind="telefon", value="0341 4711-0")
        make(Channel, person=person, kind="e-mail", value="eva@netz.example")
        make(Channel, person=person, kind="e-mail", value="kaputt@", is_faulty=True, fault="unvollständig")
        silent = make(Responsibility, network=network).person
        former = make(Responsibility, network=network, end="2019").person
        secret = hide(make(Responsibility, network=network).person)
        for one in (former, secret):
            make(Channel, person=one)
        text = client.get(f"{URL}kontakte.vcf", {"n": network.slug}).content.decode()
        plain = text.replace("\r\n ", "")

        assert text.count("BEGIN:VCARD\r\nVERSION:4.0\r\n") == 1 and text.endswith("END:VCARD\r\n")
        assert "N:Groß\\, geb. Klein;Éva;;Dr.;\r\n" in plain
        assert 'TEL;TYPE="work,voice";VALUE=uri:tel:+4934147110\r\n' in plain
        assert "EMAIL;TYPE=work:eva@netz.example\r\n" in plain and "kaputt" not in plain
        assert "NOTE:Ansprechperson für Netz\\; eins\\; aus der Quelle\\, ohne Datum\\, nicht bestätigt\r\n" in plain
        for other in (silent, former, secret):
            assert other.family_name not in plain
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))

    def test_text_of_a_vcard_cannot_break_out(self):
        assert escaped("a\r\nTEL:1\x00;,\\") == "a\\nTEL:1\\;\\,\\\\"
        for end in "\v\f\x85\u2028\u2029":  # some programs take these for line ends
            assert escaped(f"a{end}TEL:1") == "a\\nTEL:1"
            website = website_vcard("a", f"https://a.example/{end}TEL:1", "", "")
            assert "URL:https://a.example/TEL:1\r\n" in website
        assert folded("ß" * 60).replace("\r\n ", "") == "ß" * 60

    @pytest.mark.parametrize("name", ["netzwerke.csv", "kontakte.vcf"])
    def test_nothing_to_download_is_said(self, client, name):
        assert client.get(f"{URL}{name}").status_code == 404
        assert client.get(f"{URL}{name}", {"n": hide(make(Network)).slug}).status_code == 404
        assert client.post(f"{URL}{name}").status_code == 405

    def test_vcards_without_any_contact(self, client):
        assert client.get(f"{URL}kontakte.vcf", {"n": make(Network).slug}).status_code == 404


def test_queries_do_not_grow_with_the_list(client):
    networks = [make(Network) for _ in range(20)]

    def asked(url) -> list[str]:
        for _ in range(2):
            with CaptureQueriesContext(connection) as captured:
                client.get(url)
        return [query["sql"] for query in captured.captured_queries]

    save(client, *networks[:2])
    few = asked(URL)
    save(client, *networks)
    many = asked(URL)
    assert len(few) <= 12, few
    assert len(many) == len(few), many
    shared = asked(f"{URL}?" + "&".join(f"n={network.slug}" for network in networks))
    assert len(shared) <= 12, shared


def test_privacy_page_describes_the_cookie(client):
    page = read(client.get("/datenschutz/"))

    assert "Cookie mit dem Namen „merkliste“" in page and "180 Tage" in page


def test_list_is_reachable_from_every_page(client):
    for url in ("/", "/netzwerke/", "/impressum/"):
        assert 'href="/merkliste/"' in client.get(url).content.decode()
