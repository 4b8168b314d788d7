"""What accounts do with the tools of the desk: tables, texts, duplicates, links, lists, deletions, reports."""

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from functools import partial

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from taggit.models import Tag

from accounts.models import Editor
from cases import actions as cases
from cases.models import Case
from cases.parts import case_of
from contacts.models import Person
from core.kinds import record_models
from duplicates.enums import MergeState
from duplicates.known import KINDS as ALIKE
from duplicates.models import Merge, MergeProposal
from jobs.models import Proposal
from links.models import LinkResult
from lists.models import SavedView
from networks.models import Brand, Network, Organisation
from publishing import actions, history
from publishing.enums import LinkCheck, Verb
from publishing.models import Link, Record, Revision, SourceDocument
from publishing.permissions import can_edit
from publishing.snapshots import take
from reports.enquiries import token_of
from reports.models import Enquiry, Report
from tables.columns import KINDS
from tests.admin_pages import admin_url, save
from tests.articles.articles import ARTICLE, WEB_PAGE
from tests.duplicates.merging import ask
from tests.factories import NAMED_BY, make
from tests.html_forms import form_data
from tests.jobs.world import send
from tests.networks_portal.silence.by_actions import Writer, fresh, move
from tests.networks_portal.silence.filling import HIDDEN
from tests.networks_portal.silence.world import HERE, ROLES, THERE, World
from tests.stored_pictures import HIDDEN as UNSEEN
from tests.transfer.files import csv_file, exported
from tests.transfer.pages import from_source
from transfer.enums import RowResult
from transfer.models import ImportBatch
from worklist.tokens import Answer, tokens_for


def writers(world: World) -> Iterator[Writer]:
    for turn, label in enumerate(KINDS):
        (role, place), by = world.turn(turn)
        yield f"{role} of {place} imports {label}", partial(import_table, world, label, by, place, turn)
    for turn, model in enumerate(ALIKE):
        (role, place), by = world.turn(turn + 1)
        named = f"{role} of {place} proposes merges of {model.__name__}"
        yield named, partial(propose_merges, world, model, by, place, turn)
        yield f"an administrator merges drafts of {model.__name__}", partial(merge_drafts, world, model, turn)
    for turn, text in enumerate((ARTICLE, WEB_PAGE)):
        (role, place), by = world.turn(turn)
        yield f"{role} of {place} drafts from a text", partial(draft_from_text, world, text, by)
    for turn, model in enumerate(record_models()):
        yield f"drafts of {model.__name__} take other addresses", partial(take_addresses, world, model, turn)
    for turn, ((role, place), by) in enumerate(each_role(world)):
        yield f"{role} of {place} looks at every page of the desk", partial(look, world, by, turn)
    for (role, place), by in world.accounts.items():
        yield f"{role} of {place} keeps vocabularies", partial(keep_vocabulary, world, by, role)
    yield "a link gets a better address", partial(secure_links, world)
    yield "visitors and editors answer", partial(answer, world)
    yield "a network is asked by mail", partial(ask_the_network, world)
    yield "an editor tells what happened, here and elsewhere", partial(tell_what_happened, world)
    yield "lists of drafts are checked and handed in", partial(use_lists, world)
    yield "a draft person objects, and agrees again", partial(object_to, world)
    yield "an administrator erases a draft person", partial(erase, world)
    for turn, model in enumerate(reversed(record_models())):
        yield f"drafts of {model.__name__} are deleted", partial(delete_drafts, world, model, turn)


def each_role(world: World) -> list[tuple[tuple[str, str], Editor]]:
    """Each once, in turn in each place."""
    return [account for turn, account in enumerate(world.accounts.items()) if turn % 4 in (0, 3)]


def cleared(world: World, record: Record) -> Record:
    """Without a change that waits."""
    record, by = fresh(record), world.accounts["administrator", HERE]
    if case := case_of(record):
        cases.discard(case=case, by=by)
    move(fresh(record), by, Verb.RECALL, Verb.DISCARD)
    record = fresh(record)
    assert history.open_change(record) is None
    return record


# Tables


def import_table(world: World, label: str, by: Editor, place: str, turn: int) -> None:
    """New rows and changes of a public record and of a draft; of every third kind then taken back, and once more."""
    model, client = KINDS[label].model, world.client(by)
    records = [cleared(world, found[model][place]) for found in (world.public, world.drafts)]
    content = _table(label, {str(record.pk) for record in records})
    for is_last in (False, True) if turn % 3 == 0 else (True,):
        batch = _applied(client, label, content)
        written = {RowResult.CREATED, RowResult.CHANGED, RowResult.PROPOSED}
        left_out = batch.rows.filter(result=RowResult.OPEN).values_list("name", "status", "errors", "reason")
        assert written <= set(batch.rows.values_list("result", flat=True)), list(left_out)
        if not is_last:
            client.post(reverse("import_result", args=[batch.pk]))
            assert not batch.rows.filter(result__in=written).exists()
    _uploaded(client, label, content)  # and one that waits with its file


def _table(label: str, keys: set[str]) -> bytes:
    """Some records with another note, and the same once more without their keys under another name."""
    exports = csv.DictReader(io.StringIO(exported(label).decode("utf-8-sig")), delimiter=";")

    def header_of(field: str) -> str:
        called = str(KINDS[label].model._meta.get_field(field).verbose_name).lower()
        return next(header for header in exports.fieldnames if header.lower() == called)

    note, name = header_of("note"), header_of(KINDS[label].names[0])
    rows = [row | {note: f"{HIDDEN} aus der Tabelle"} for row in exports if row["Id"] in keys]
    rows += [row | {"Id": "", "Kurzadresse": "", name: f"{row[name]} {HIDDEN}"} for row in rows]
    return csv_file(rows[0], *(row.values() for row in rows))


def _uploaded(client: Client, label: str, content: bytes) -> HttpResponse:
    return client.post(reverse("import_start"), {"art": label, "datei": SimpleUploadedFile("tabelle.csv", content)})


def _applied(client: Client, label: str, content: bytes) -> ImportBatch:
    started = _uploaded(client, label, content)
    mapping = form_data(client.get(started.url).content.decode(), "import_mapping_form")
    source = SourceDocument.objects.published().earliest("pk")
    client.post(started.url, mapping | from_source(source), follow=True)
    batch = ImportBatch.objects.latest("pk")
    rows = batch.rows.filter(may_apply=True).values_list("pk", flat=True)
    ticked = {"zeile": list(rows), "aktion": "merken"} | {f"ja-{pk}": "1" for pk in rows}
    client.post(reverse("import_preview", args=[batch.pk]), ticked)
    for page in ("import_preview", "import_faulty"):
        client.get(reverse(page, args=[batch.pk]))
    applied = client.post(reverse("import_preview", args=[batch.pk]), {"aktion": "uebernehmen"}, follow=True)
    assert applied.status_code == 200, applied.content.decode()
    return batch


# Duplicates


def propose_merges(world: World, model: type[Record], by: Editor, place: str, turn: int) -> None:
    """Of a public record with a draft, and of two public ones by who may edit both; nobody confirms its own."""
    public, draft = cleared(world, world.public[model][place]), cleared(world, world.drafts[model][place])
    client = world.client(by)
    url = reverse("duplicate_merge", args=[model._meta.label_lower, public.pk, draft.pk])
    assert client.get(url).status_code == 200
    for end in (("zurueckziehen", "ablehnen")[turn % 2], ""):
        proposed = ask(client, public, draft, grund="Zum Test.")
        assert proposed.status_code == 302, proposed.content.decode()
        page = client.get(proposed.url)
        confirmed = client.post(proposed.url, {"schritt": "bestaetigen", "gesehen": page.context.get("seen", "")})
        assert confirmed.status_code == 403
        second = world.client(world.accounts["administrator", THERE if place == HERE else HERE])
        if end == "ablehnen":
            assert second.post(proposed.url, {"schritt": end, "kommentar": "Nein."}).status_code == 302
        elif end:
            assert client.post(proposed.url, {"schritt": end}).status_code == 302
    other = cleared(world, world.public[model][THERE if place == HERE else HERE])
    refused = ask(client, other, public, grund="Zum Test.")
    assert refused.status_code in (400, 403), "it waits already, or is not the account's own"
    MergeProposal.objects.filter(state=MergeState.OPEN).update(state=MergeState.WITHDRAWN)
    if can_edit(by, other):
        assert ask(client, other, public, grund="Zum Test.").status_code == 302
    dismissed = reverse("no_duplicate", args=[model._meta.label_lower, public.pk, draft.pk])
    assert client.post(dismissed).status_code == 302


def merge_drafts(world: World, model: type[Record], turn: int) -> None:
    """Two drafts that public records name become one, the first or the second, and two again."""
    by = world.accounts["administrator", HERE]
    here, there = (cleared(world, record) for record in world.drafts[model].values())
    client = world.client(by)
    keep, drop = ((here, there), (there, here))[turn % 2]
    assert ask(client, keep, drop, grund="Zum Test.").status_code == 302
    done = Merge.objects.latest("pk")
    assert (done.kept_id, done.dropped_id) == (keep.pk, drop.pk)
    client.post(reverse("merge_undo", args=[done.pk]))
    assert model.objects.filter(pk=drop.pk).exists()
    gone = fresh(world.archived[model])
    ask(client, gone, there, grund="Zum Test.")


# Texts


def draft_from_text(world: World, text: str, by: Editor) -> None:
    """All that the rules find is accepted, also about records that are there."""
    client, url = world.client(by), reverse("text_to_draft")
    source = {"title": f"{HIDDEN} Brief", "as_of": "2020", "kind": "artikel"}
    page = client.post(url, {"text": text, **source, "pruefen": "1"})
    data = form_data(page.content.decode(), "draft_review_form")
    created = client.post(url, data | {"anlegen": "1"})
    assert created.status_code == 302, created.content.decode()
    client.get(created.url)


# Addresses and deletions


def take_addresses(world: World, model: type[Record], turn: int) -> None:
    """Addresses that are, or once were, another record's, and its name without an address: by an action, and for one
    kind by the form. Some are refused; those that led to a record lead there still. Kind by kind it is the turn of two
    others; the rule asks no kind for its name."""
    by, named = world.accounts["administrator", HERE], NAMED_BY.get(model, "name")
    public, gone = world.public[model][THERE].slug, world.archived[model].slug
    known = (world.former[model], public, gone, world.removed[model], "")
    for slug in known if model is Network else (known * 2)[turn % 5 : turn % 5 + 2]:
        record = cleared(world, world.drafts[model][HERE])
        values = {"slug": slug, named: getattr(world.public[model][THERE], named)}
        if model is Network:
            assert save(world.client(by), record, **values).status_code in (200, 302)
            continue
        state = take(record)
        state["fields"] |= values
        with suppress(ValidationError):
            actions.propose(record=record, snapshot=state, by=by)


def delete_drafts(world: World, model: type[Record], turn: int) -> None:
    """By the form, where nothing stands against it; what names them goes with them or is in the way. Kind by kind it
    is the next role's turn."""
    role = list(ROLES)[turn % len(ROLES)]
    for place, record in world.drafts[model].items():
        if not model.objects.filter(pk=record.pk).exists():
            continue
        record = cleared(world, record)
        client = world.client(world.accounts[role, place])
        deleted = client.post(admin_url(record, "delete"), {"post": "yes"})
        assert deleted.status_code in (200, 302, 403)
    rest = model.objects.filter(state="entwurf")
    chosen = {"action": "delete_selected", "_selected_action": [one.pk for one in rest], "post": "yes"}
    world.client(world.accounts["administrator", THERE]).post(admin_url(model, "changelist"), chosen)


def object_to(world: World) -> None:
    """A draft person does not want to be shown, and then does."""
    person = cleared(world, world.drafts[Person][THERE])
    url = reverse("objection", args=[person.pk])
    for role, said in (("editor", {"tag": "2020-01-01"}), ("reviewer", {"schritt": "aufheben", "grund": "Mail."})):
        client = world.client(world.accounts[role, THERE])
        assert client.get(url).status_code == 200
        assert client.post(url, said).status_code == 302


def erase(world: World) -> None:
    person = cleared(world, world.drafts[Person][THERE])
    client = world.client(world.accounts["administrator", HERE])
    erased = client.post(reverse("erase_person", args=[person.pk]), {"name": str(person)})
    assert erased.status_code == 200, erased.content.decode()


# What else there is


def look(world: World, by: Editor, turn: int) -> None:
    """Pages that show a state on trial, of other changes for each account, lists of other kinds, and all others that
    only show."""
    client = world.client(by)
    waiting = list(Revision.objects.order_by("-pk")[:40])
    for revision in waiting[turn :: max(1, len(waiting) // 3)]:
        for name in ("desk:change", "desk:preview", "past:restore", "past:restore_before", "past:take_back"):
            client.get(reverse(name, args=[revision.pk]))
    for model in (Network, Person):
        for record in (world.public[model][HERE], world.drafts[model][HERE]):
            if model.objects.filter(pk=record.pk).exists():
                label = record._meta.label_lower
                client.get(reverse("desk:record_preview", args=[label, record.pk]))
                client.get(reverse("desk:move", args=[label, record.pk, Verb.SUBMIT]))
                client.get(admin_url(record, "history"))
    assert b"".join(client.get(reverse("picture_file", args=[UNSEEN, 800, "jpg"])))
    for case in Case.objects.order_by("-pk")[:3]:
        assert client.get(case.get_absolute_url()).status_code == 200
    for name in ("cases:cases", "desk:queue", "work_list", "check_list", "own_tasks", "text_to_draft", "import_start",
                 "duplicate_list", "namesake_list", "merge_proposal_list", "link_list", "lists:overview",
                 "lookup:search", "lookup:help"):  # fmt: skip
        assert client.get(reverse(name)).status_code in (200, 404), name
    wishes = {"schritt": "mails", "handed_in": "nie", "returned": "nie", "released": "nie"}
    assert client.post(reverse("account_mails"), wishes).status_code == 302
    for url in (reverse("past:log"), reverse("hand_over", args=[world.accounts["editor", THERE].pk])):
        assert client.get(url).status_code in (200, 403)
    for label in list(KINDS)[turn::3]:
        url = reverse("lists:table", args=[label])
        for form in ("", "csv", "druck", "steckbrief"):
            assert client.get(url, {"format": form, "umfang": "alle"}).status_code == 200
        for title in ("Weg damit", "Bleibt"):
            assert client.post(url, {"titel": f"{title} {label}"}).status_code == 302
        view = SavedView.objects.filter(owner=by).earliest("pk")
        assert client.post(reverse("lists:remove", args=[view.pk])).status_code == 302


def keep_vocabulary(world: World, by: Editor, role: str) -> None:
    """What is in force at once is for administrators; what they add is used by nothing public yet. A brand is added by
    everybody, for a draft and for what a public entry is to become."""
    client = world.client(by)
    for model in admin.site._registry:
        if model not in {*record_models(), Brand} and model._meta.app_label in VOCABULARIES and role != "administrator":
            assert client.post(admin_url(model, "add"), {}).status_code == 403, model
    brand = {"name": f"{HIDDEN} {by.pk}", "slug": f"geheim-{by.pk}", "note": HIDDEN}
    assert client.post(admin_url(Brand, "add"), brand).status_code == 302
    make(Organisation, state="entwurf", brands=[Brand.objects.get(slug=brand["slug"])])
    state = take(bearer := cleared(world, world.public[Organisation][HERE]))
    state["many"]["brands"] = list(Brand.objects.values_list("pk", flat=True))
    actions.propose(record=bearer, snapshot=state, by=world.accounts["administrator", HERE])
    if role == "administrator":
        name = f"{HIDDEN} {by.pk}"
        added = client.post(admin_url(Tag, "add"), {"name": name, "slug": f"geheim-{by.pk}", **_NO_ROWS})
        assert Tag.objects.filter(name=name).exists(), added.content.decode()


_NO_ROWS = {"items-TOTAL_FORMS": "0", "items-INITIAL_FORMS": "0"}
VOCABULARIES = {"regions", "networks", "taggit", "search"}


def secure_links(world: World) -> None:
    """The check found a better address; taking it up is a change like any other."""
    for record in (cleared(world, world.public[Network][HERE]), cleared(world, world.drafts[Network][HERE])):
        link = record.links.first() or Link.objects.create(subject=record, url="https://geheim.example/", label="x")
        LinkResult.objects.update_or_create(
            url=link.url, day=timezone.localdate(), defaults={"outcome": LinkCheck.OK, "suggestion": f"{link.url}neu/"}
        )
        client = world.client(world.accounts["editor", HERE])
        assert client.post(reverse("link_secure", args=[link.pk])).status_code == 302
        client = world.client(world.accounts["editor", THERE])
        assert client.post(reverse("link_secure", args=[link.pk])).status_code == 403


def answer(world: World) -> None:
    """Visitors report a fault; an editor answers the weekly mail: still true of a draft, not mine of a public one."""
    path = world.public[Network][HERE].get_absolute_url()
    told = world.visitor()
    fault = {"kind": "angabe", "text": HIDDEN, "seite": path, "email": "geheim@netz.example"}
    assert told.post("/fehler-melden/", fault).status_code == 200
    by = world.accounts["editor", HERE]
    reply = {"schritt": "antworten", "antwort": HIDDEN, "ergebnis": HIDDEN}
    assert world.client(by).post(Report.objects.latest("pk").get_absolute_url(), reply).status_code == 302
    draft, public = world.drafts[Network][HERE], world.public[Network][HERE]
    for record, said in ((draft, Answer.STILL_TRUE), (public, Answer.NOT_MINE)):
        url = reverse("feedback", args=[tokens_for(by, cleared(world, record))[said]])
        assert told.get(url).status_code == 200
        assert told.post(url, {"hinweis": HIDDEN}).status_code == 200


def ask_the_network(world: World) -> None:
    """Visitors reached nobody; an editor asks by mail, and the network answers that something is wrong."""
    public, told = world.public[Network][HERE], world.visitor()
    vote = {"seite": public.get_absolute_url(), "antwort": "nicht-erreicht"}
    assert told.post("/lebt-es-noch/", vote).status_code == 200
    client = world.client(world.accounts["editor", HERE])
    asked = client.post(
        reverse("enquiries", args=[public._meta.label_lower, public.pk]), {"email": "geheim@netz.example"}
    )
    assert asked.status_code == 302, asked.content.decode()
    url = reverse("enquiry", args=[token_of(Enquiry.objects.latest("pk"))])
    assert told.get(url).status_code == 200
    assert told.post(url, {"antwort": "nein", "hinweis": HIDDEN}).status_code == 200


def tell_what_happened(world: World) -> None:
    """Of her own entry it becomes a case that waits, of that of others a proposal."""
    by = world.accounts["editor", HERE]
    client = world.client(by)
    for place in (HERE, THERE):
        network = cleared(world, world.public[Network][place])
        label = network._meta.label_lower
        for name in ("jobs:entry", "desk:entry"):
            assert client.get(reverse(name, args=[label, network.pk])).status_code == 200
        said = {"name": f"{HIDDEN} umbenannt", "since": "2023", "herkunft-title": HIDDEN, "herkunft-kind": "dokument"}
        told = send(client, "umbenannt", network, **said, **{"herkunft-dated": "2023"})
        assert told.status_code == 200
    assert client.get(reverse("jobs:jobs")).status_code == 200
    assert client.get(Proposal.objects.get().get_absolute_url()).status_code == 200
    assert Case.objects.filter(origin__startswith="job:").exists()


def use_lists(world: World) -> None:
    for _, by in each_role(world):
        client = world.client(by)
        for model in (Network, Person):
            drafts = [record.pk for record in world.drafts[model].values()]
            chosen = {"action": "mark_checked", "_selected_action": drafts}
            assert client.post(admin_url(model, "changelist"), chosen).status_code == 302
        assert client.post(reverse("own_tasks"), {"alle": "1", "zusammen": "1"}).status_code == 302
