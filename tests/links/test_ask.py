"""What is made of the answers of websites. Only this machine is asked."""

import socket
import time

import pytest
import requests

from links import addresses, ask
from links.ask import Asker, Reply
from links.verdicts import Verdict
from publishing.enums import LinkCheck
from tests.links.conftest import DRIPS, REFUSING


@pytest.fixture
def asker():
    return Asker(delay=0)


OK, MOVED, UNSURE, BROKEN = LinkCheck.OK, LinkCheck.REDIRECT, LinkCheck.UNSURE, LinkCheck.BROKEN
TURNS_AWAY = "Die Website weist Prüfprogramme ab"
ANSWERS = [
    ("/", OK, 200, ""),
    ("/schraeg", OK, 200, ""),
    ("/cookie", OK, 200, ""),
    ("/head-gut", OK, 200, ""),
    *[(path, OK, 200, "") for path in REFUSING if path.startswith("/nur-get")],
    ("/head-bricht-ab", OK, 200, ""),
    ("/anmeldung", UNSURE, 401, "401: nur mit Anmeldung"),
    ("/zu", UNSURE, 403, f"403: {TURNS_AWAY}"),
    ("/beides-405", UNSURE, 405, f"405: {TURNS_AWAY}"),
    ("/oft", UNSURE, 429, "429: Die Website bittet, später zu fragen"),
    ("/recht", UNSURE, 451, "451: aus rechtlichen Gründen gesperrt"),
    ("/linkedin", UNSURE, 999, f"999: {TURNS_AWAY}"),
    ("/pause", UNSURE, 503, "503: Website vorübergehend nicht erreichbar"),
    ("/wolke", UNSURE, 520, f"520: {TURNS_AWAY}"),
    ("/schutz", UNSURE, 502, f"502: {TURNS_AWAY}"),
    ("/schutz-500", UNSURE, 500, f"500: {TURNS_AWAY}"),
    ("/ohne-ziel", UNSURE, 301, "301: unerwartete Antwort"),
    ("/bricht-ab", UNSURE, None, "die Website bricht die Verbindung ab"),
    ("/fehlt", BROKEN, 404, "404: Seite nicht gefunden"),
    ("/fort", BROKEN, 410, "410: Seite gibt es nicht mehr"),
    ("/fehler", BROKEN, 500, "500: Fehler der Website"),
    ("/vermittler", BROKEN, 504, "504: Fehler zwischen den Rechnern der Website"),
    ("/weg", BROKEN, 404, "404: Seite nicht gefunden"),
    ("/kreis", BROKEN, None, "leitet immer weiter um, ohne anzukommen"),
    ("/weit1", BROKEN, None, "leitet immer weiter um, ohne anzukommen"),
]


@pytest.mark.parametrize(("path", "outcome", "status", "words"), ANSWERS)
def test_answers(site, asker, path, outcome, status, words):
    answer = asker.ask(site + path)

    assert (answer.outcome, answer.status, answer.error, answer.suggestion) == (outcome, status, words, "")


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/alt", "/neu"),
        ("/gefunden", "/neu"),
        ("/siehe", "/neu"),
        ("/vorerst", "/neu?a=ü"),
        ("/fuer-immer", "/neu"),
        ("/ordner/alt", "/ordner/neu"),
        ("/ordner/hoch", "/neu"),
        ("/alt#kontakt", "/neu#kontakt"),
        ("/umlaut", "/über-uns/"),
        ("/umlaut-bytes", "/%FCber-uns/"),
        ("/blank", "/zwei wörter"),
        ("/strich", "/ordner/neu"),
        ("/kette", "/über-uns/"),
    ],
)
def test_where_a_redirect_leads(site, asker, path, there):
    """As in a browser."""
    answer = asker.ask(site + path)

    assert (answer.outcome, answer.final_url) == (MOVED, site + there)


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/innen", "leitet um auf http://10.0.0.1/: Adresse eines Test- oder internen Rechners"),
        ("/test", "leitet um auf https://dev.netz.example/: Adresse eines Test- oder internen Rechners"),
        ("/steuerzeichen", "404: Seite nicht gefunden"),
        ("/datei", "leitet um auf file:///etc/passwd: keine Adresse im Web"),
        ("/kaputt-weiter", "leitet auf etwas um, das keine Adresse ist"),
    ],
)
def test_redirects_nobody_follows(site, asker, path, error):
    answer = asker.ask(site + path)

    assert answer.outcome == BROKEN and answer.error.startswith(error) and answer.final_url.isprintable()


def test_what_fails_by_head_is_asked_again_and_nothing_else(site, asker, pages):
    for path in ("/", "/fehlt", "/innen"):
        asker.ask(site + path)

    assert [(method, path) for method, path, _ in pages.asked] == [
        ("HEAD", "/"), ("HEAD", "/fehlt"), ("GET", "/fehlt"), ("HEAD", "/innen"),
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["/riesig", "/riesig-um"])
def test_takes_little_of_a_huge_page(path, site, asker, pages):
    assert asker.ask(site + path).status == 200
    asker.session.close()
    for _ in range(100):
        if pages.cut_off:
            break
        time.sleep(0.05)

    assert pages.cut_off and pages.cut_off[0] < 100_000_000


def test_silence_and_dripping_end(site, asker, pages, monkeypatch):
    monkeypatch.setattr(ask, "TIMEOUT", (0.5, 0.2))
    monkeypatch.setattr(ask, "LONGEST", 0.3)

    for path in ("/langsam", "/tropft"):
        answer = asker.ask(site + path)
        assert (answer.outcome, answer.error) == (LinkCheck.BROKEN, "die Website antwortet nicht in angemessener Zeit")
    assert 0 < len(pages.dripped) < DRIPS


def test_nobody_there(asker, settings):
    settings.LINK_CHECK_LOOPBACK = True
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    assert asker.ask(f"http://127.0.0.1:{port}/").error == "der Rechner der Website nimmt keine Verbindung an"


def test_says_who_asks(site, asker, pages, settings):
    settings.SITE_NAME, settings.OPERATOR_EMAIL = "Netzwerkportal Süd", "post@portal.example"

    Asker(delay=0).ask(f"{site}/wer")

    assert pages.asked == [("HEAD", "/wer", "NetzwerkportalSd-Linkpruefung/1.0 (+mailto:post@portal.example)")]


def test_waits_before_it_asks_a_host_again(site):
    now, slept = [100.0], []

    def sleep(seconds):
        slept.append(seconds)
        now[0] += seconds

    asker = Asker(delay=2, clock=lambda: now[0], sleep=sleep)
    asker.ask(f"{site}/a")
    asker.ask(f"{site}/b")

    assert slept == [2]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fe80::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://0.0.0.0/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://2130706433/",
        "http://127.1/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://127.0.0.1./",
    ],
)
def test_addresses_inside_are_refused(url, asker, monkeypatch):
    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", lambda *a, **k: pytest.fail("was asked"))

    assert asker.ask(url).error == "Adresse eines Test- oder internen Rechners, nicht für Besucher gedacht"


def test_names_that_point_inside_are_refused(asker, monkeypatch):
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.8", 80))]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *a, **k: inside)

    assert asker.ask("http://harmlos.example/").error == "führt in ein internes Netz"


@pytest.mark.parametrize(
    "url", ["ftp://a.example/", "http://", "http://[x", "javascript:1", "http://a:b@c.example/", ""]
)
def test_what_is_no_address(url, asker):
    assert asker.ask(url).outcome == LinkCheck.BROKEN


@pytest.mark.parametrize("number, outcome", [("EAI_NONAME", BROKEN), ("EAI_AGAIN", UNSURE)])
def test_a_name_that_is_none_and_one_that_nobody_could_look_up(number, outcome, asker, monkeypatch):
    def getaddrinfo(*args, **kwargs):
        raise socket.gaierror(getattr(socket, number), "x")

    monkeypatch.setattr(addresses.socket, "getaddrinfo", getaddrinfo)

    answer = asker.ask("http://netz.example/")
    assert answer.outcome == outcome
    assert ("vertippt" in answer.error, "gerade nicht" in answer.error) == (outcome == BROKEN, outcome == UNSURE)


@pytest.mark.parametrize(
    "host",
    ["dev.amt.example", "staging.netz.example", "test.netz.example", "localhost", "drucker.local", "DEV.amt.example."],
)
def test_development_hosts_are_flagged_without_asking(host, asker, monkeypatch):
    monkeypatch.setattr(asker.session, "request", lambda *a, **k: pytest.fail("was asked"))

    assert "Test- oder internen Rechners" in asker.ask(f"https://{host}/seite").error


@pytest.mark.parametrize(
    ("plain", "secure", "suggestion"),
    [
        ((200, ""), (200, ""), "https://netz.example/seite"),
        ((301, "https://netz.example/seite"), (200, ""), "https://netz.example/seite"),
        ((200, ""), (404, ""), ""),
        ((200, ""), (301, "https://anderswo.example/"), ""),
        ((404, ""), (200, ""), ""),
    ],
)
def test_https_is_suggested_where_it_answers_the_same(asker, monkeypatch, plain, secure, suggestion):
    def once(method, url, deadline):
        status, location = (200, "") if "anderswo" in url else secure if url.startswith("https") else plain
        return Reply(status, location, url, Verdict(OK) if status < 400 else Verdict(BROKEN))

    monkeypatch.setattr(asker, "_once", once)

    assert asker.ask("http://netz.example/seite").suggestion == suggestion
