"""Sources, topics, stories, series and pictures."""

from typing import Any

from django.utils import timezone

from core.fuzzy_dates import machine_readable
from linked.addresses import whole
from linked.things.parts import Thing, at, thing
from publishing.enums import SourceKind

_KINDS = {SourceKind.ARTICLE: "Article", SourceKind.INTERVIEW: "Article", SourceKind.WEB_PAGE: "WebPage"}


def source(record: Any) -> Thing:
    """The document itself, not its page here. Who wrote it is a person."""
    return at(
        record.get_absolute_url(),
        _KINDS.get(record.kind, "CreativeWork"),
        name=record.title,
        abstract=record.summary,
        publisher=thing("Organization", name=record.publisher) if record.publisher else None,
        datePublished=machine_readable(record.dated),
        mainEntityOfPage=whole(record.get_absolute_url()),
    )


def story(record: Any, office: Any = None, published_on: Any = None, pictures: Any = ()) -> Thing:
    return at(
        record.get_absolute_url(),
        "Article",
        headline=record.title,
        description=record.summary,
        author=at(office.get_absolute_url(), "Organization", name=office.name) if office else None,
        isPartOf=_series(record.series) if record.series and record.series.is_published else None,
        position=record.number,
        inLanguage="de",
        image=[whole(one.src) for one in pictures if one.src] or None,
        datePublished=published_on.isoformat() if published_on else None,
        dateModified=timezone.localtime(record.changed_at).isoformat(timespec="seconds"),
        mainEntityOfPage=whole(record.get_absolute_url()),
    )


def picture(record: Any) -> Thing:
    return at(
        record.get_absolute_url(),
        "ImageObject",
        name=record.title,
        caption=record.description,
        creditText=record.credit,
        license=record.terms,
        contentUrl=whole(record.src) if record.src else None,
        mainEntityOfPage=whole(record.get_absolute_url()),
    )


def series(record: Any) -> Thing:
    return {**_series(record), "description": record.summary}


def _series(record: Any) -> Thing:
    """As the pages of its parts name it."""
    return at(record.get_absolute_url(), "CreativeWorkSeries", name=record.name)
