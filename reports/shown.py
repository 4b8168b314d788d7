"""What of an entry somebody is asked to confirm by mail, and which published addresses the mail could go to."""

from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from taggit.managers import TaggableManager

from contacts.enums import ChannelKind
from contacts.models import Channel, Responsibility
from core.fields import FuzzyDateField
from core.kinds import kind_of
from core.words import _
from networks.enums import ParticipationRole
from networks.models import Organisation
from programmes.enums import FinancingRole
from publishing.enums import LinkKind
from publishing.models import Record
from publishing.models.statement import pointers
from publishing.snapshots import content_fields, many_fields

Facts = list[tuple[str, list[str]]]

# Rows of a record that name an organisation, and the role in which it answers for it.
_ANSWERING = {"participations": ParticipationRole.OPERATOR, "financings": FinancingRole.GRANTS}
_OUR_WORDS = frozenset({"advice", "note", "status_note"})  # notes of the editors, nothing that somebody could confirm


def facts_of(record: Record) -> Facts:
    """What its page says of it, by the names of the columns. None of it depends on the day."""
    left_out = kind_of(type(record)).not_shown.keys() | _OUR_WORDS
    model = type(record)
    columns = [one for one in content_fields(model) if not one.name.endswith("_wording")]
    found = [
        *((one, [_value(record, one)]) for one in columns if one.name not in left_out),
        *((one, _names(record, one)) for one in many_fields(model) if one.name not in left_out),
    ]
    facts = [(str(capfirst(one.verbose_name)), values) for one, values in found]
    facts += [
        (_("Website"), [link.url for link in _websites(record)]),
        (_("Kontaktwege"), [channel.value for channel in _channels(record)]),
        (_("Ansprechpersonen"), sorted({task.person.full_name for task in _people(record).select_related("person")})),
    ]
    said = [(label, [value for value in values if value]) for label, values in facts]
    return [(label, values) for label, values in said if values]


def _value(record: Record, column: models.Field) -> str:
    """As pages say it; empty where it says nothing, or names what is not public."""
    value = getattr(record, column.name)
    if value is None or value == "" or value is False:
        return ""
    if isinstance(column, FuzzyDateField):
        return str(getattr(record, f"{column.name}_display"))
    if column.choices:
        return str(getattr(record, f"get_{column.name}_display")())
    if isinstance(value, bool):
        return _("ja")
    return "" if isinstance(value, Record) and not value.is_published else str(value)


def _names(record: Record, column: Any) -> list[str]:
    rows = getattr(record, column.name)
    if isinstance(column, TaggableManager):
        return sorted(rows.names())
    public = rows.published() if issubclass(column.related_model, Record) else rows.all()
    return sorted(map(str, public))


def _websites(record: Record) -> QuerySet:
    return record.links.public("subject").filter(kind=LinkKind.WEBSITE).order_by("url")


def _channels(record: Record) -> QuerySet:
    """Of an organisation; other entries have none of their own."""
    own = Channel.objects.public().filter(organisation=record.pk) if isinstance(record, Organisation) else None
    return Channel.objects.none() if own is None else own.filter(is_faulty=False).order_by("position", "pk")


def _people(record: Record) -> QuerySet:
    """Public tasks of people for just this entry."""
    about = [one for one in pointers(Responsibility) if one.name not in Responsibility.carriers]
    fitting = [one.name for one in about if one.related_model is type(record)]
    if not fitting:
        return Responsibility.objects.none()
    return Responsibility.objects.public().filter(
        Q.create([Q(**{name: record.pk}) for name in fitting], Q.OR), person__isnull=False
    )


def addresses_of(record: Record) -> list[str]:
    """Mail addresses that are published for it: of those responsible for it, and of who carries or offers it."""
    published = Channel.objects.public().filter(kind=ChannelKind.EMAIL, is_faulty=False).order_by("position", "pk")
    found = [
        *published.filter(person__in=_people(record).values("person")).values_list("value", flat=True),
        *published.filter(organisation__in=_offices(record)).values_list("value", flat=True),
    ]
    return list(dict.fromkeys(found))


def _offices(record: Record) -> set[int]:
    if isinstance(record, Organisation):
        return {record.pk}
    named = [one.name for one in many_fields(type(record)) if getattr(one, "related_model", None) is Organisation]
    found = {pk for name in named for pk in getattr(record, name).published().values_list("pk", flat=True)}
    for name, role in _ANSWERING.items():
        if hasattr(record, name):
            found |= set(getattr(record, name).public().filter(role=role).values_list("organisation", flat=True))
    return found - {None}
