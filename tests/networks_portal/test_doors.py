"""Who gets through which address of the editors' area: every one of them has a rule here, a new one needs one.

Roles are in order, and nobody is refused what a role before theirs may. So each address is tried where it turns:
by the first role that is let in, by the last that is not, and without an account. What each role may do with which
record is asked without pages, in tests/publishing/test_rights.py.
"""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import get_resolver, reverse
from model_bakery import baker

from accounts.models import Editor
from cases.actions import begin
from contacts.models import Person, Responsibility
from core.kinds import record_models
from drafting.models import DraftRun
from duplicates.models import MergeProposal, NoDuplicate
from jobs.models import Proposal
from links.models import LinkResult
from lists.models import SavedView
from networks.models import Event, Network, Organisation, Place, Project
from programmes.models import Programme, SupportOffer
from publishing import actions
from publishing.models import Link
from regions.models import Region
from reports.models import Report
from tests.duplicates.merging import merge_by_two
from tests.factories import make
from tests.roles import administrator, change, editor, releasable, reviewer
from tests.stored_pictures import STORED
from transfer.models import ImportBatch

pytestmark = pytest.mark.django_db

# `roleless`: an account of the area that was given no role; `elsewhere`: an editor of another region.
ROLES = ("anybody", "roleless", "elsewhere", "editor", "reviewer", "administrator", "nobody")

# From which role on an address is seen and written; „nobody“ where there is nothing to see or to write.
SIGNED_IN, OPEN, NONE = ("roleless", "roleless"), ("anybody", "anybody"), ("nobody", "nobody")
READ, LIST = ("elsewhere", "nobody"), ("elsewhere", "elsewhere")
KEPT = ("administrator", "administrator")
DOORS = {
    "work_list": SIGNED_IN,
    "check_list": LIST,
    "own_tasks": LIST,
    "feedback": OPEN,  # whoever holds the link
    "text_to_draft": LIST,
    "draft_run": READ,
    "erase_person": KEPT,
    "import_start": LIST,
    "import_preview": ("editor", "editor"),  # whose import it is
    "import_mapping": ("editor", "editor"),
    "import_repair": ("editor", "editor"),
    "import_faulty": ("editor", "nobody"),
    "import_progress": ("editor", "editor"),
    "import_result": ("editor", "editor"),
    "objection": LIST,  # whoever writes about people: it must not wait
    "lists:overview": READ,
    "lists:table": LIST,
    "lists:remove": ("nobody", "administrator"),
    "duplicate_list": LIST,
    "namesake_list": READ,
    "merge_undo": ("nobody", "reviewer"),
    "merge_proposal_list": LIST,
    "merge_proposal": LIST,
    "no_duplicate": ("nobody", "editor"),
    "duplicate_merge": ("elsewhere", "editor"),
    "answer_report": LIST,
    "hand_over": KEPT,
    "enquiries": ("elsewhere", "editor"),
    "link_list": LIST,
    "link_secure": ("nobody", "editor"),
    "cases:cases": LIST,
    "cases:case": LIST,
    "jobs:jobs": READ,
    "jobs:entry": READ,
    "jobs:job": LIST,
    "jobs:job_at": LIST,  # of others, too: it becomes a proposal
    "jobs:proposal": ("elsewhere", "editor"),
    "lookup:search": READ,
    "lookup:help": ("roleless", "nobody"),
    "desk:queue": LIST,
    "past:log": ("reviewer", "nobody"),
    "desk:change": LIST,
    "past:restore": ("editor", "editor"),
    "past:restore_before": ("editor", "editor"),
    "past:take_back": ("editor", "editor"),
    "desk:preview": LIST,
    "desk:entry": LIST,
    "desk:record_preview": LIST,
    "desk:move": ("reviewer", "reviewer"),
    "picture_file": READ,
    "admin:index": SIGNED_IN,
    "admin:app_list": LIST,
    "admin:autocomplete": READ,
    "admin:jsi18n": ("roleless", "nobody"),
    "admin:view_on_site": SIGNED_IN,
    "admin:accounts_editor_step": KEPT,
    "admin:auth_user_password_change": NONE,  # nobody sets the password of another
    "admin:contacts_responsibility_trace": LIST,
    "admin:contacts_responsibility_coverage": LIST,
}
# Everybody's own account, without a choice of whose; signing in and out has tests in tests/accounts.
OWN = re.compile(r"account_|mfa_|admin_logout|admin:(login|logout|password_change(_done)?$)|admin:-$|-$")

# Of the admin's five pages for a kind: list, add, change, delete, history.
PAGES = ("changelist", "add", "change", "delete", "history")
PLACED = (LIST, LIST, ("elsewhere", "editor"), KEPT, LIST)
NO_REGION = (LIST, LIST, ("elsewhere", "administrator"), KEPT, LIST)
VOCABULARY = (LIST, KEPT, ("elsewhere", "administrator"), KEPT, LIST)
ACCOUNTS = (KEPT, KEPT, KEPT, KEPT, KEPT)
LOOKED_AT = (LIST, NONE, READ, NONE, LIST)
REDIRECTS = (LIST, NONE, READ, KEPT, LIST)
LEADS_ON = (LIST, SIGNED_IN, SIGNED_IN, NONE, LIST)  # to pages that have a rule above
KINDS = {
    **dict.fromkeys((Network, Organisation, Event, Place, Project, Programme, SupportOffer, Person), PLACED),
    "auth.group": (KEPT, NONE, KEPT, NONE, KEPT),  # the roles are the portal's own
    "accounts.editor": ACCOUNTS,
    "publishing.slughistory": REDIRECTS,
    "search.missedquery": REDIRECTS,
    "networks.branch": (LIST, NONE, ("elsewhere", "administrator"), NONE, LIST),
    "contacts.responsibility": LOOKED_AT,
    "links.linkresult": LOOKED_AT,
    "transfer.importbatch": (*LEADS_ON[:4], SIGNED_IN),
    "drafting.draftrun": LEADS_ON,
    "duplicates.noduplicate": (LIST, NONE, READ, ("reviewer", "reviewer"), LIST),
    "reports.report": (LIST, NONE, LIST, KEPT, LIST),
    "worklist.handover": (LIST, NONE, ("elsewhere", "administrator"), KEPT, LIST),
    **dict.fromkeys(("regions.region", "publishing.removedpage", "taggit.tag", "search.synonymgroup"), VOCABULARY),
    "networks.brand": (LIST, LIST, *VOCABULARY[2:]),  # whoever writes organisations meets new ones
}
QUERY = {
    "admin:autocomplete": "?app_label=networks&model_name=relation&field_name=to_network",
    "namesake_list": "?art=networks.network&name=Netz",
}


def names() -> list[str]:
    """The names of all addresses of the area."""

    def walk(resolver, route="", space=""):
        for one in resolver.url_patterns:
            inside = route + str(one.pattern)
            if hasattr(one, "url_patterns"):
                yield from walk(one, inside, f"{space}{one.namespace}:" if one.namespace else space)
            elif inside.startswith("redaktion/"):
                yield f"{space}{one.name or '-'}"

    return [name for name in dict.fromkeys(walk(get_resolver())) if not OWN.match(name)]


def page_of(name: str) -> tuple[type, str] | None:
    """The kind and the page, of an address of the admin."""
    found = re.fullmatch(r"admin:([a-z]+)_([a-z]+)_(changelist|add|change|delete|history)", name)
    return (apps.get_model(found[1], found[2]), found[3]) if found else None


def rule_of(name: str) -> tuple[str, str] | None:
    if not (found := page_of(name)):
        return DOORS.get(name)
    model, page = found
    rules = KINDS.get(model) or KINDS.get(model._meta.label_lower)
    if rules is None and model in record_models():
        rules = NO_REGION
    return rules[PAGES.index(page)] if rules else None


def test_every_address_has_a_rule():
    assert not [name for name in names() if rule_of(name) is None], "who may see and write this?"
    assert not set(DOORS) - set(names()), "these addresses are gone"


class House:
    """An account of each role, and what the addresses are about, in the region of editor and reviewer."""

    def __init__(self):
        self.here = make(Region)
        self.accounts = {
            "roleless": Editor.objects.create_user("neu", is_staff=True),
            "elsewhere": editor(regions=[make(Region)]),
            "editor": editor(regions=[self.here]),
            "reviewer": reviewer(regions=[self.here]),
            "administrator": administrator(all_regions=False),
        }
        self.clients = {role: self._client(role) for role in ROLES[:-1]}
        self._objects = {}
        self.network = self.of(Network)

    def _client(self, role: str) -> Client:
        client = Client(raise_request_exception=False)
        if role in self.accounts:
            client.force_login(self.accounts[role])
        return client

    def of(self, model):
        if model not in self._objects:
            self._objects[model] = self._make(model)
        return self._objects[model]

    def _make(self, model):
        if model is Person:
            person = releasable(Person)
            make(Responsibility, person=person, regions=[self.here])
            return person
        if model in KINDS:
            several = model in (Network, Programme, SupportOffer)
            return releasable(model, **({"regions": [self.here]} if several else {"region": self.here}))
        if model in record_models() or model in (Responsibility, Region):
            return make(model)
        if model is NoDuplicate:
            return baker.make(NoDuplicate, first_id=1, second_id=2)
        if model in (ImportBatch, DraftRun):
            mine = {"kind": "networks.network"} if model is ImportBatch else {}
            return baker.make(model, created_by=self.accounts["editor"], **mine)
        if model is LinkResult:
            return baker.make(model, url="https://netz.example/")
        return baker.make(model)

    def address(self, name: str) -> str:
        if found := page_of(name):
            model, page = found
            return reverse(name, args=[self.of(model).pk] if page in ("change", "delete", "history") else [])
        return reverse(name, args=self._arguments(name)) + QUERY.get(name, "")

    def _arguments(self, name: str) -> list:
        network, kind = self.network, Network._meta.label_lower
        if name in ("desk:change", "past:restore", "past:restore_before", "past:take_back", "desk:preview"):
            waiting = change(releasable(Network, regions=[self.here]), editor(), summary="Neu.")
            if name == "past:take_back":
                actions.release(revision=waiting, by=reviewer())
            return [waiting.pk]
        if name == "cases:case":
            return [begin(title="Umzug", by=self.accounts["editor"]).pk]
        if name == "jobs:proposal":
            about = ContentType.objects.get_for_model(Network)
            values = {"content_type": about, "object_id": network.pk, "job": "umbenannt", "title": "Neuer Name"}
            return [Proposal.objects.create(by=editor(), **values).pk]
        if name.startswith("import_"):
            return [self.of(ImportBatch).pk] if name != "import_start" else []
        if name in ("merge_undo", "merge_proposal", "no_duplicate", "duplicate_merge"):
            return self._pair(name)
        return {
            "desk:entry": [kind, network.pk],
            "desk:record_preview": [kind, network.pk],
            "desk:move": [kind, network.pk, "archivieren"],
            "answer_report": [self.of(Report).pk] if name == "answer_report" else [],
            "feedback": ["x"],
            "hand_over": [self.accounts["editor"].pk],
            "enquiries": [kind, network.pk],
            "jobs:entry": [kind, network.pk],
            "jobs:job": ["netzwerk-aufnehmen"],
            "jobs:job_at": ["umbenannt", kind, network.pk],
            "objection": [self.of(Person).pk],
            "lists:table": [kind],
            "lists:remove": [SavedView.objects.create(title="Alle", kind=kind).pk] if name == "lists:remove" else [],
            "draft_run": [self.of(DraftRun).pk] if name == "draft_run" else [],
            "erase_person": [self.of(Person).pk],
            "link_secure": [make(Link, subject=network, url="http://netz.example/").pk],
            "admin:view_on_site": [ContentType.objects.get_for_model(Network).pk, network.pk],
            "admin:accounts_editor_step": [self.accounts["editor"].pk, "einladen"],
            "admin:auth_user_password_change": [self.accounts["editor"].pk],
            "admin:app_list": ["networks"],
            "picture_file": [STORED, STORED.width, "jpg"],
        }.get(name, [])

    def _pair(self, name: str) -> list:
        other, about = releasable(Network, regions=[self.here]), ContentType.objects.get_for_model(Network)
        if name == "merge_undo":
            return [merge_by_two(releasable(Network, regions=[self.here]), other).pk]
        if name == "merge_proposal":
            pair = {"keep_id": self.network.pk, "drop_id": other.pk}
            return [baker.make(MergeProposal, content_type=about, by=editor(), **pair).pk]
        return [Network._meta.label_lower, self.network.pk, other.pk]

    def answer(self, role: str, method: str, url: str) -> str:
        """In one word; nothing stays of it."""
        with transaction.atomic():
            response = getattr(self.clients[role], method)(url, HTTP_SEC_FETCH_SITE="same-origin")
            b"".join(response)  # closes a file that is sent
            transaction.set_rollback(True)
        to = response.get("Location", "")
        if response.status_code == 302 and ("/login/" in to or "/anmelden/" in to):
            return "sign in"
        assert response.status_code < 500, f"{method} {url} as {role}: {response.status_code}"
        return {403: "refused", 404: "refused", 405: "refused"}.get(response.status_code, "let in")


@pytest.fixture
def house():
    return House()


def test_every_address_lets_in_whom_its_rule_names(house):
    wrong = []
    for name in names():
        for method, first in zip(("get", "post"), rule_of(name), strict=True):
            url, at = house.address(name), ROLES.index(first)
            expected = {"anybody": "sign in"} if first != "anybody" and not (page_of(name) and method == "post") else {}
            if at > 1:
                expected[ROLES[at - 1]] = "refused"
            if first != "nobody" and not page_of(name):  # pages of the admin: see the next test
                expected[first] = "let in"
            for role, answer in expected.items():
                if (found := house.answer(role, method, url)) != answer:
                    wrong.append(f"{method} {name} as {role}: {found}, not {answer}")
    assert not wrong, "\n".join(wrong)


def test_pages_of_the_admin_are_for_whom_their_rules_name(house):
    """All roles and kinds, by what the pages ask."""
    wrong = []
    for model, options in admin.site._registry.items():
        if KINDS.get(model._meta.label_lower, ())[1:2] == (SIGNED_IN,):
            continue
        for page, asked in (("changelist", "view"), ("add", "add"), ("change", "change"), ("delete", "delete")):
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
            first = rule_of(name)[page == "change"]
            for role, account in house.accounts.items():
                request = RequestFactory().get("/")
                request.user = account
                about = () if page == "add" else (request, house.of(model))
                may = getattr(options, f"has_{asked}_permission")(*(about or (request,)))
                if may is not (ROLES.index(role) >= ROLES.index(first)):
                    wrong.append(f"{name} as {role}: {may}")
    assert not wrong, "\n".join(wrong)
