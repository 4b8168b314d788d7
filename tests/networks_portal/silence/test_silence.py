"""What is not released says nothing: no byte of any public page changes by what anybody writes short of a release."""

import difflib
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models, transaction

from core.kinds import record_models
from desk.admin import CarriedElsewhere, additions
from publishing import history
from publishing.enums import RevisionKind, Verb
from publishing.models import Record, Revision, Statement, Transition
from publishing.snapshots import content_fields, many_fields, parts_of
from tests.factories import concrete, forget_indexes
from tests.networks_portal.silence import by_actions, by_forms, by_tools
from tests.networks_portal.silence.crawl import Answer, answers, desk_views, public_urls, public_views, views_of
from tests.networks_portal.silence.filling import PUBLIC, texts
from tests.networks_portal.silence.world import World

pytestmark = pytest.mark.django_db
TOOLS = ("transfer", "lists", "duplicates", "drafting", "links", "reports", "worklist", "jobs", "erasure")
RELEASES = {Verb.RELEASE, Verb.WITHDRAW, Verb.ARCHIVE, Verb.RESUME, Verb.RENEW}


def writers(world: World) -> Iterator[by_actions.Writer]:
    for tools in (by_actions, by_forms, by_tools):
        yield from tools.writers(world)


def test_no_byte_of_a_public_page_changes_without_a_release():
    world = World()
    urls = public_urls(world)
    before = answers(urls)
    assert_all_is_looked_at(urls, before)
    released = Transition.objects.filter(verb__in=RELEASES).count()
    start = transaction.savepoint()

    for _, write in writers(world):
        write()

    changed = differing(before, answers(urls))
    forget_indexes()  # what a process that starts now would answer
    changed += [url for url in differing(before, answers(urls)) if url not in changed]
    assert not changed, blamed(world, before, changed, start)
    assert Transition.objects.filter(verb__in=RELEASES).count() == released
    assert_all_was_written(world)


def differing(before: dict[str, Answer], after: dict[str, Answer]) -> list[str]:
    return [url for url in after if after[url] != before[url]]


def blamed(world: World, before: dict[str, Answer], changed: list[str], start) -> str:
    """Who changed each of these pages and how: everybody writes once more, and the pages are looked at after each."""
    transaction.savepoint_rollback(start)
    forget_indexes()
    found, left = [], changed
    for name, write in writers(world):
        write()
        now = answers(left)
        if guilty := [url for url in left if now[url] != before[url]]:
            found.append("\n".join([f"{name}:", *(difference(url, before[url], now[url]) for url in guilty)]))
            left = [url for url in left if url not in guilty]
        if not left:
            break
    return "\n\n".join(
        ["What was not released can be seen.", *found, *(f"Once more, nobody changed {url}" for url in left)]
    )


def difference(url: str, before: Answer, after: Answer) -> str:
    lines = difflib.unified_diff(_lines(before), _lines(after), lineterm="", n=0)
    return "\n".join([f"  {url}", *(f"    {line[:300]}" for line in list(lines)[2:14])])


def _lines(answer: Answer) -> list[str]:
    status, headers, content = answer
    return [str(status), *map(str, headers), *content.decode(errors="replace").splitlines()]


def assert_all_is_looked_at(urls: list[str], pages: dict[str, Answer]) -> None:
    """Every public view is asked, and each kind of row stands on some page."""
    assert public_views() <= views_of(urls)
    text = b"".join(content for _, _, content in pages.values()).decode()
    unseen = [model.__name__ for model in concrete(Statement) if not any(said in text for said in _said(model))]
    assert not unseen


def _said(model: type[Statement]) -> Iterator[str]:
    """What public rows of a kind say in words of their own."""
    for row in model.objects.public():
        yield from (text for name in texts(model, "") if PUBLIC in (text := getattr(row, name)))


def assert_all_was_written(world: World) -> None:
    """Every column, list and kind of row of public records was changed, every tool and every step used."""
    for model in record_models():
        assert not _untouched(model), model
    assert set(Verb) - RELEASES <= set(Transition.objects.values_list("verb", flat=True))
    kinds = set(RevisionKind) - {RevisionKind.LOAD, RevisionKind.TOKEN}
    assert kinds <= set(Revision.objects.values_list("kind", flat=True))
    joined = {revision.model for revision in Revision.objects.filter(why__startswith="Eingetragen bei")}
    assert all(kinds & joined for kinds in _carriers())
    kept = [model for tool in ("cases", *TOOLS) for model in apps.get_app_config(tool).get_models()]
    assert [model for model in kept if not model.objects.exists()] == []
    assert desk_views() <= world.visited


def _untouched(model: type[Record]) -> set[str]:
    """What no change of a record of this kind says anything about; a record above it is left alone."""
    wanted = {field.attname for field in content_fields(model) if field.related_model is not model}
    wanted |= {field.name for field in many_fields(model)} | set(parts_of(model))
    changes = Revision.objects.filter(content_type=history.type_of(model)).values_list("changes", flat=True)
    return wanted - {change.get("part", change.get("field")) for several in changes for change in several}


def _carriers() -> Iterator[set[type[models.Model]]]:
    """For each list of rows on forms of others, the kinds of records that carry them."""
    for options in admin.site._registry.values():
        for inline in [*options.inlines, *additions(options.model).inlines]:
            if issubclass(inline, CarriedElsewhere):
                yield {inline.model._meta.get_field(name).related_model for name in inline.model.carriers}
