"""Pages whose path is a key: it stands in no log, no report and no referrer."""

import logging
import re

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from accounts.secret_paths import SecretPathFilter, is_secret, masked
from reports.models import Report

KEY = "abc-123_X.y:z"
SAMPLES = {"uidb36": "1x", "pk": "7", "slug": "s", "token": KEY, "key": KEY}


def routes(resolver=None, before=""):
    """Every route as a pattern of path() or re_path()."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern)
        yield from routes(entry, route) if isinstance(entry, URLResolver) else [route]


def secret_paths() -> list[str]:
    """A path of every route that has something secret among its parameters, by whichever name."""
    found = []
    for route in routes():
        names = re.findall(r"<(?:\w+:)?(\w+)>", route)
        if {"token", "key", "nonce", "secret", "signature", "uidb36", "uidb64"} & set(names):
            plain = re.sub(r"\(\?P<(\w+)>[^)]*\)|<(?:\w+:)?(\w+)>", lambda m: SAMPLES[m[1] or m[2]], route)
            found.append("/" + plain.replace("^", "").replace("$", "").replace("\\", ""))
    return found


@pytest.mark.parametrize("path", secret_paths())
def test_every_route_with_a_key(path):
    assert is_secret(path) and is_secret(path.rstrip("/")) and is_secret(path.replace("redaktion", "r%65daktion"))
    assert KEY not in masked(f"Forbidden (CSRF token missing.): {path} und https://portal.example{path}")
    assert masked(path).endswith("…")


def test_there_are_the_known_ones_and_no_more_than_needed():
    assert len(secret_paths()) == 4
    for path in ("/", "/redaktion/", "/netzwerke/lichtnetz/", "/redaktion/konto/anmelden/", "/redaktion/r/1/2/"):
        assert not is_secret(path) and masked(path) == path


@pytest.mark.parametrize("path", secret_paths())
@pytest.mark.django_db
def test_neither_referrer_nor_log_has_it(path, caplog):
    caplog.handler.addFilter(SecretPathFilter())
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    assert browser.get(path).headers["Referrer-Policy"] == "strict-origin"
    with caplog.at_level(logging.DEBUG):
        for method in ("post", "put", "delete", "head", "get"):
            getattr(browser, method)(path)
        logging.getLogger("irgendwo").warning("Seite %s", path)
    assert caplog.records and KEY not in caplog.text


def test_the_filter_is_on_every_handler(settings):
    for handler in settings.LOGGING["handlers"].values():
        assert "secret_paths" in handler["filters"]


@pytest.mark.parametrize("path", secret_paths())
@pytest.mark.django_db
def test_no_report_keeps_it(path):
    browser = Client()
    here = {"sec-fetch-site": "same-origin", "referer": f"http://testserver{path}"}
    assert KEY not in browser.get("/fehler-melden/", headers=here).content.decode()
    for written in (path, path.replace("e", "%65"), path.replace("/redaktion/", "/x/../redaktion/"), path.rstrip("/")):
        data = {"kind": "link", "text": f"Auf {path} steht Unsinn", "evidence": f"http://testserver{path}"}
        assert browser.post("/fehler-melden/", data | {"seite": written}, headers=here).status_code == 200
    report = Report.objects.get()
    assert report.path == "" and KEY not in report.text + report.evidence
