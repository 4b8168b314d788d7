"""Every page of the desk, for every kind of account: no link or button leads to a refusal, and all words are German."""

import html
import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Editor
from cases import actions as cases
from contacts.models import Channel, Person, Responsibility
from networks.models import Network
from publishing import actions
from publishing.enums import State
from publishing.history import type_of
from publishing.models import SourceDocument
from regions.models import Region
from reports.models import Report
from search.models import MissedQuery
from tests.factories import RECORDS, hide, make, relate_in_every_way
from tests.roles import administrator, change, editor, releasable, reviewer, signed_in
from worklist.models import Handover

pytestmark = [pytest.mark.django_db, pytest.mark.once]

START = "/redaktion/"
# What changes something when it is asked for, or belongs to the sign-in itself.
LEFT_ALONE = re.compile(r"/redaktion/(konto/(logout|reauthenticate|2fa|password)|logout|jsi18n|password_change)")
ROLES = ("none", "editor", "reviewer", "administrator")


@pytest.fixture
def place():
    """A region with an entry of every kind, in every state, and what else the desk keeps."""
    region, foreign = make(Region), make(Region)
    author = editor(regions=[region], username="ada", email="ada@stadt.example")
    for model in RECORDS:
        make(model)
    network = releasable(Network, name="Lichtnetz", regions=[region])
    relate_in_every_way(network)
    hide(make(Network), State.ARCHIVED)
    make(Network, regions=[foreign])
    person = make(Person)
    make(Responsibility, person=person, network=network, regions=[region])
    make(Channel, person=person, kind="telefon", value="0621 293")
    draft = make(Network, state=State.DRAFT, regions=[region])
    actions.record_new(draft, by=author)
    change(network, author, summary="Neu.")
    change(releasable(Network, regions=[region]), author, submit=False, summary="Neu.")
    cases.add(case=cases.begin(title="Lichtnetz", by=author), records=[draft], by=author)
    report = {"kind": "kontakt", "text": "Die Nummer ist falsch.", "path": network.get_absolute_url()}
    make(Report, **report, content_type=type_of(network), object_id=network.pk, email="x@y.example")
    MissedQuery.objects.create(text="quantengarten", day=timezone.localdate())
    row = {"content_type": type_of(network), "object_id": network.pk}
    Handover.objects.create(**row, label="Lichtnetz", version="1", editor=author)
    return region


def account(role: str, region: Region) -> Editor:
    if role == "none":
        return Editor.objects.create_user("ohne", is_staff=True)
    if role == "editor":
        return editor(regions=[region], packages=["contacts", "networks"])  # sources and programmes are others'
    return {"reviewer": reviewer, "administrator": administrator}[role]()


# The kinds whose pages are asked for by themselves; those of the others are alike, and one stands for all.
OWN_PAGES = (Network, Person, SourceDocument)
OTHERS = "|".join(f"{model._meta.app_label}[./]{model._meta.model_name}" for model in RECORDS if model not in OWN_PAGES)


def pattern_of(url: str) -> str:
    """Pages that differ by numbers and by what is asked of them are alike; of public ones those of one part."""
    path = urlsplit(url).path
    if not path.startswith(START):
        return path.partition("/")[2].partition("/")[0]
    return re.sub(rf"/({OTHERS})/", "/kind/", re.sub(r"\d+", "0", path))


def shown(page: str, url: str) -> Iterator[str]:
    """Links, and the addresses of forms that only ask."""
    page = re.sub(r"<template.*?</template>", "", page, flags=re.DOTALL)
    addresses = re.findall(r'<a\b[^>]*?\shref="([^"]*)"', page)
    addresses += re.findall(r'<form\b(?=[^>]*method="get")[^>]*?\saction="([^"]*)"', page)
    for address in addresses:
        target = urljoin(url, html.unescape(address)).partition("#")[0]
        if target.startswith("/") and not LEFT_ALONE.match(target) and not target.startswith(("/static/", "/media/")):
            yield target


def crawl(client: Client) -> Iterator[tuple[str, str, object]]:
    """Each page of the desk once, with the page it was found on; of the public pages only that they answer."""
    waiting, seen = [(START, "")], {pattern_of(START)}
    while waiting:
        url, source = waiting.pop(0)
        response = client.get(url, follow=True)
        yield url, source, response
        if not url.startswith(START) or not response.headers["Content-Type"].startswith("text/html"):
            continue
        for target in shown(response.content.decode(), response.wsgi_request.get_full_path()):
            if (pattern := pattern_of(target)) not in seen:
                seen.add(pattern)
                waiting.append((target, url))


# Words that no German sentence has.
ENGLISH = re.compile(
    r"\b(the|and|of|by|can|cannot|choose|chosen|selecting|selected|please|your|you|hold|add|delete|change|changed|view|"
    r"email|address|is|are|this|that|from|with|to|for|not|should|must|required|enter|user|users|permissions?|"
    r"remove|available|no|yes|save|today|now|login|logout|password|error|success|successfully|entry|entries)\b",
    re.IGNORECASE,
)
# What is a name, an example or a code.
NO_WORDS = re.compile(r"\S*[@/]\S*|[\w-]+\.\w[\w.-]*|E-Mails?\b|Open Data")


def said(page: str) -> Iterator[str]:
    """What a person reads or hears: text, names of fields and buttons."""
    page = re.sub(r"<(script|style|template|code|kbd)\b.*?</\1>", " ", page, flags=re.DOTALL)
    attributes = r'\s(?:title|placeholder|aria-label|alt|data-verbose-name)="([^"]*)"'
    yield from re.findall(attributes, page)
    yield from re.findall(r'<input[^>]*type="(?:submit|button)"[^>]*value="([^"]*)"', page)
    yield from re.findall(r">([^<>]+)<", page)


def english(page: str) -> set[str]:
    texts = {" ".join(html.unescape(text).split()) for text in said(page)}
    return {text[:150] for text in texts if ENGLISH.search(NO_WORDS.sub(" ", text))}


@pytest.mark.parametrize("role", ROLES)
def test_nothing_that_is_offered_is_refused_or_missing_and_all_is_german(place, role):
    client = signed_in(account(role, place))

    broken, foreign, pages = [], {}, 0
    for url, source, response in crawl(client):
        pages += 1
        if response.status_code >= 400:
            broken.append(f"{response.status_code} {url}, offered by {source}")
        elif url.startswith(START) and response.headers["Content-Type"].startswith("text/html"):
            foreign |= dict.fromkeys(english(response.content.decode()), url)

    assert broken == []
    assert foreign == {}
    assert pages > (5 if role == "none" else 100)
