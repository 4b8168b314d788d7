"""Who may import what, and who sees an import."""

import re

import pytest
from django.test import Client

from networks.models import Network
from regions.models import Region
from tests.factories import make
from tests.roles import administrator, editor, reviewer, signed_in
from tests.transfer.files import csv_file
from tests.transfer.pages import HEAD, URL, apply, mapped, network_rows, rows, tick, upload

pytestmark = pytest.mark.django_db


def test_rights_in_words_for_every_role(region):
    other = make(Region, name="Rhön")
    make(Network, name="Meins", regions=[region])
    make(Network, name="Fremdes", regions=[other])
    lines = [
        ("Meins", "", "", "Neu."), ("Fremdes", "", "", "Neu."), ("Neu hier", "Cluster", "Harz", "Kurz."),
        ("Neu dort", "Cluster", "Rhön", "Kurz."),
    ]  # fmt: skip
    statuses = {"Meins": "geaendert", "Fremdes": "geaendert", "Neu hier": "neu", "Neu dort": "neu"}
    here = {"Fremdes": False, "Neu dort": True}  # for others to decide; whether it is chosen at first
    accounts = ((editor(regions=[region]), here), (reviewer(regions=[region]), here),
                (editor(), {}), (administrator(), {}))  # fmt: skip
    for account, outside in accounts:
        one = mapped(signed_in(account), csv_file(HEAD[:4], *lines))
        assert {name: row.status for name, row in rows(one).items()} == statuses
        assert {name: row.selected for name, row in rows(one).items() if row.is_outside} == outside
    moved = mapped(signed_in(editor(regions=[region])), csv_file(HEAD[:3], ("Meins", "", "Harz | Rhön")))
    assert rows(moved)["Meins"].status == "geaendert"
    client = signed_in(editor(packages=["programmes"]))
    assert "programmes.programme" in client.get(URL).content.decode()
    assert upload(client, csv_file(HEAD[:4], *lines)).status_code == 400


def test_nobody_else_sees_an_import(region):
    owner = editor()
    one = mapped(signed_in(owner), csv_file(HEAD[:4], ("Geheim", "Cluster", "Harz", "Kurz.")))
    stranger = signed_in(editor())
    for path in ("", "spalten/", "vergleich/", "ergebnis/"):
        assert stranger.get(f"{URL}{one.pk}/{path}").status_code == 404
        assert stranger.post(f"{URL}{one.pk}/{path}").status_code in (404, 405)
    assert "netze.csv" not in stranger.get(URL).content.decode()
    assert signed_in(administrator()).get(f"{URL}{one.pk}/").status_code == 200
    assert Client().get(f"{URL}{one.pk}/").url.startswith("/redaktion/login/")
    assert signed_in(editor(is_staff=False)).get(URL).status_code in (302, 403)


def test_pages_have_no_inline_script_or_style(region):
    client = signed_in(editor())
    make(Network, name="Altes Netz", regions=[region])
    one = mapped(client, network_rows(region))
    tick(client, one, "Neues Netz", "Altes Netz")
    pages = [client.get(f"{URL}{one.pk}/{path}") for path in ("", "spalten/")]
    apply(client, one)
    for page in (*pages, client.get(URL), client.get(f"{URL}{one.pk}/ergebnis/")):
        html = page.content.decode()
        assert page.status_code == 200
        assert not re.search(r"<script(?![^>]*\ssrc=)|\son\w+=|\sstyle=", html[html.index("<body") :])
