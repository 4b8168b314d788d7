"""Accounts for tests: an editor, a reviewer, an administrator, as invited in the admin."""

from collections.abc import Callable
from itertools import count

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client

from accounts.models import Editor
from desk.roles import ADMINISTRATOR, EDITOR, REVIEWER
from publishing import actions
from publishing.models import Record, Revision, SourceDocument
from publishing.snapshots import take
from tests.factories import cite, make

_numbers = count(1)


def account(role: str, *, regions=(), **values) -> Editor:
    """Without regions: for all of them, unless `all_regions` says otherwise."""
    values = {"is_staff": True, "all_regions": not regions, **values}
    editor = Editor.objects.create_user(values.pop("username", f"{role.lower()}{next(_numbers)}"), **values)
    editor.groups.add(Group.objects.get(name=role))
    editor.regions.add(*regions)
    return editor


def editor(**values) -> Editor:
    return account(EDITOR, **values)


def reviewer(**values) -> Editor:
    return account(REVIEWER, **{"office": "Wirtschaftsförderung Musterland", **values})


def administrator(**values) -> Editor:
    return account(ADMINISTRATOR, **values)


def signed_in(by: Editor) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(by)
    return client


def releasable(model: type[Record], **values) -> Record:
    """A record that meets every criterion."""
    record = make(model, **values)
    if model is not SourceDocument:
        source = make(SourceDocument)
        cite(record, source)
        cite(record, source, "kontakt")
    return record


def change(record: Record, by: Editor, submit: bool = True, **fields) -> Revision:
    """A pending change of some columns."""
    snapshot = take(record)
    snapshot["fields"] |= fields
    revision = actions.propose(record=record, snapshot=snapshot, by=by)
    if submit:
        actions.submit(record=record, by=by)
        revision.refresh_from_db()
    return revision


def may(do: Callable[[], object]) -> bool:
    """Whether somebody is allowed to; nothing stays of it."""
    try:
        with transaction.atomic():
            do()
            transaction.set_rollback(True)
    except PermissionDenied:
        return False
    return True
