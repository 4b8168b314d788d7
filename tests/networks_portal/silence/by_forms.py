"""What accounts write with the forms of the admin: one row in each list of rows that a form has."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django import forms
from django.db import models

from accounts.models import Editor
from core.fields import FuzzyDateFormField
from core.kinds import record_models
from desk.admin import CarriedElsewhere
from publishing.models import Record, SourceDocument, Statement
from regions.models import Region
from tests.admin_pages import admin_url, errors, opened
from tests.factories import NAMED_BY, ONE_OF, REQUIRED
from tests.networks_portal.silence.by_actions import Writer
from tests.networks_portal.silence.filling import HIDDEN, PUBLIC, Ends
from tests.networks_portal.silence.world import HERE, THERE, World


def writers(world: World) -> Iterator[Writer]:
    for turn, model in enumerate(record_models()):
        (role, place), by = world.turn(turn + 3)
        yield f"{role} of {place} adds a {model.__name__}", partial(add, world, model, by, place)
        (role, place), by = world.turn(turn + 4)
        record = world.drafts[model][place]
        yield f"{role} of {place} fills in a draft {model.__name__}", partial(edit, world, record, by, place)
        (role, place), by = world.turn(turn + 5)
        record = world.public[model][place]
        yield f"{role} of {place} fills in a public {model.__name__}", partial(edit, world, record, by, place)
        yield f"a stranger opens every {model.__name__}", partial(intrude, world, model, turn % 2)


def add(world: World, model: type[Record], by: Editor, place: str) -> None:
    url, client = admin_url(model, "add"), world.client(by)
    data, context = opened(client, url)
    posted = client.post(url, data | _columns(context, _ends(world, model, place)) | {"_submit": "1"})
    assert posted.status_code == 302, errors(posted)


def edit(world: World, record: Record, by: Editor, place: str) -> None:
    """One new row in each list, handed in with the same button; a draft is marked as checked, too."""
    url, client = admin_url(record, "change"), world.client(by)
    data, context = opened(client, url)
    for inline in context["inline_admin_formsets"]:
        if inline.has_add_permission:
            ends = _ends(world, type(record), place)
            if isinstance(inline.opts, CarriedElsewhere):
                ends |= _carriers(world, inline.formset.model, place)
            data |= _row(inline.formset, ends)
    data |= {"internal_note": f"{HIDDEN} Notiz", "_submit": "1"}
    if not record.is_published:
        data["_mark_checked"] = "1"
    posted = client.post(url, data)
    assert posted.status_code == 302, errors(posted)


def _ends(world: World, owner: type[Record], place: str) -> Ends:
    """What rows name; their source is none that rows of the same kind name already."""
    ends = world.ends(owner, PUBLIC, place)
    return ends | {Region: world.regions[place], SourceDocument: world.public[SourceDocument][place]}


def _carriers(world: World, model: type[Statement], place: str) -> Ends:
    """Who carries a row that is written elsewhere must be the account's own."""
    kinds = {model._meta.get_field(name).related_model for name in model.carriers}
    return {kind: world.public[kind][place] for kind in kinds}


def _columns(context: dict, ends: Ends) -> dict[str, Any]:
    form = context["adminform"].form
    model = form._meta.model
    wanted = {NAMED_BY.get(model, "name"), "regions", "region"}
    found = {name: value_for(field, ends) for name, field in form.fields.items() if field.required or name in wanted}
    return found | {name: value for name, value in _plain(model).items() if name in form.fields}


def _row(formset, ends: Ends) -> dict[str, Any]:
    """A valid new row: what is required, one end where one of several is asked for, and what shows it to visitors."""
    model, prefix, at = formset.model, formset.prefix, formset.initial_form_count()
    fields = {name: field for name, field in formset.empty_form.fields.items() if name not in ("id", "DELETE")}
    owner = getattr(getattr(formset, "fk", None), "name", "")
    fields.pop(owner, None)
    wanted = {"source", "note", "concern", "regions"}
    if model in ONE_OF and owner not in ONE_OF[model]:
        wanted.add(next(name for name in ONE_OF[model] if name in fields))
    data = {name: value_for(field, ends) for name, field in fields.items() if field.required or name in wanted}
    data |= {name: value for name, value in _plain(model).items() if name in fields}
    data = {name: "" for name in fields if not isinstance(fields[name], forms.ModelMultipleChoiceField)} | data
    return {f"{prefix}-{at}-{name}": value for name, value in data.items()} | {f"{prefix}-TOTAL_FORMS": str(at + 1)}


def _plain(model: type[models.Model]) -> dict[str, Any]:
    return {name: value for name, value in REQUIRED.get(model, {}).items() if isinstance(value, str | int)}


def value_for(field: forms.Field, ends: Ends) -> Any:
    if isinstance(field, forms.ModelMultipleChoiceField):
        return [end.pk] if (end := ends.get(field.queryset.model)) else []
    if isinstance(field, forms.ModelChoiceField):
        return end.pk if (end := ends.get(field.queryset.model)) else ""
    if isinstance(field, forms.ChoiceField):
        return next(value for value, _ in field.choices if value)
    if isinstance(field, FuzzyDateFormField):
        return "2019"
    if isinstance(field, forms.URLField):
        return "https://geheim.example/"
    if isinstance(field, forms.BooleanField):
        return ""
    if isinstance(field, forms.IntegerField | forms.DecimalField):
        return "0"
    if isinstance(field, forms.DateField):
        return "2020-01-01"
    return f"{HIDDEN} {field.label}"[: field.max_length or 100]


def intrude(world: World, model: type[Record], turn: int) -> None:
    """The form of another region's record is to look at; what is posted to it all the same is refused."""
    place, other = ((HERE, THERE), (THERE, HERE))[turn]
    client = world.client(world.accounts["editor", other])
    for record in (world.public[model][place], world.drafts[model][place]):
        assert client.post(admin_url(record, "change"), {"internal_note": HIDDEN}).status_code == 403
        assert client.post(admin_url(record, "delete"), {"post": "yes"}).status_code == 403
