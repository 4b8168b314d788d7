"""What is made of the answers of websites. Only this machine is asked."""

import socket
import time

import pytest
import requests

from links import addresses, ask
from links.ask import Asker
from publishing.enums import LinkCheck
from publishing.local_addresses import is_development
from tests.links.conftest import DRIPS


@pytest.fixture
def asker():
    return Asker(delay=0)


@pytest.mark.parametrize(
    ("path", "outcome", "status", "words"),
    [
        ("/", LinkCheck.OK, 200, ""),
        ("/nur-get", LinkCheck.OK, 200, ""),
        ("/fehlt", LinkCheck.BROKEN, 404, "404: Seite nicht gefunden"),
        ("/fort", LinkCheck.BROKEN, 410, "410: Seite gibt es nicht mehr"),
        ("/fehler", LinkCheck.BROKEN, 500, "500: Fehler der Website"),
        ("/zu", LinkCheck.OK, 403, "403: Zugriff verweigert"),
        ("/schraeg", LinkCheck.OK, 200, ""),
        ("/alt", LinkCheck.REDIRECT, 200, ""),
        ("/weg", LinkCheck.BROKEN, 404, "404: Seite nicht gefunden"),
        ("/kreis", LinkCheck.BROKEN, None, "leitet mehr als 5 Mal um"),
        ("/weit1", LinkCheck.BROKEN, None, "leitet mehr als 5 Mal um"),
        ("/riesig", LinkCheck.OK, 200, ""),
    ],
)
def test_answers(site, asker, path, outcome, status, words):
    answer = asker.ask(site + path)

    assert (answer.outcome, answer.status, answer.error, answer.suggestion) == (outcome, status, words, "")


def test_where_a_redirect_leads(site, asker):
    assert asker.ask(f"{site}/alt").final_url == f"{site}/neu"


def test_redirect_into_the_own_network_is_not_followed(site, asker):
    answer = asker.ask(f"{site}/innen")

    assert answer.outcome == LinkCheck.BROKEN
    assert answer.error == "leitet um auf http://10.0.0.1/: führt in ein internes Netz"
    assert "keine Adresse im Web" in asker.ask(f"{site}/datei").error
    assert "nicht verständlich" in asker.ask(f"{site}/kaputt-weiter").error


def test_takes_little_of_a_huge_page(site, asker, pages):
    asker.ask(f"{site}/riesig")
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
        assert (answer.outcome, answer.error) == (LinkCheck.BROKEN, "keine Antwort in angemessener Zeit")
    assert 0 < len(pages.dripped) < DRIPS


def test_nobody_there(asker, settings):
    settings.LINK_CHECK_LOOPBACK = True
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    assert asker.ask(f"http://127.0.0.1:{port}/").error == "keine Verbindung zur Website"


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
    ],
)
def test_addresses_inside_are_refused(url, asker, monkeypatch):
    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", lambda *a, **k: pytest.fail("was asked"))

    assert asker.ask(url).error == "führt in ein internes Netz"


def test_names_that_point_inside_are_refused(asker, monkeypatch):
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.8", 80))]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *a, **k: inside)

    assert asker.ask("http://harmlos.example/").error == "führt in ein internes Netz"


@pytest.mark.parametrize(
    "url", ["ftp://a.example/", "http://", "http://[x", "javascript:1", "http://a:b@c.example/", ""]
)
def test_what_is_no_address(url, asker):
    assert asker.ask(url).outcome == LinkCheck.BROKEN


@pytest.mark.parametrize(
    "host",
    ["dev.amt.example", "staging.netz.example", "test.example", "localhost", "drucker.local", "DEV.amt.example."],
)
def test_development_hosts_are_flagged_without_asking(host, asker, monkeypatch):
    monkeypatch.setattr(asker, "_once", lambda *a: pytest.fail("was asked"))

    assert "Entwicklungsrechner" in asker.ask(f"https://{host}/seite").error


@pytest.mark.parametrize("host", ["devisen.example", "netz-dev.example", "www.test-labor.example"])
def test_names_that_only_look_like_it(host):
    assert not is_development(host)


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
    def answer(url, deadline):
        if "anderswo" in url:
            return 200, ""
        return secure if url.startswith("https") else plain

    monkeypatch.setattr(asker, "_request", answer)

    assert asker.ask("http://netz.example/seite").suggestion == suggestion
