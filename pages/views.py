"""Source documents."""

from collections import Counter
from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.text import sort_key
from core.words import _
from pages.record_page import Fact, RecordPage, Value
from pages.records import get_published
from publishing.enums import SourceKind
from publishing.models import Citation, SourceDocument, Statement, concrete_models

# What others published, with imprint, note of release and licence or without.
PRINTED = {
    SourceKind.ARTICLE, SourceKind.INTERVIEW, SourceKind.WEB_PAGE, SourceKind.PORTAL, SourceKind.REGISTER,
    SourceKind.DOCUMENT,
}  # fmt: skip


def source_list(request: HttpRequest) -> HttpResponse:
    sources = list(SourceDocument.objects.published().order_by("sort_name", "pk"))
    return render(request, "pages/source_list.html", {"breadcrumbs": [{"label": _("Quellen")}], "sources": sources})


def source_detail(request: HttpRequest, slug: str) -> HttpResponse:
    source = get_published(SourceDocument, slug)
    page = RecordPage(source, ("mentions",))
    context = page.context() | {
        "source": source,
        "breadcrumbs": [{"label": _("Quellen"), "url": "/quellen/"}, {"label": str(source)}],
        "canonical": source.get_absolute_url(),
        "facts": list(_facts(source)),
        "mentions": page.mentions(),
        "taken": records_from(source),
        "statement_counts": statement_counts(source),
    }
    return render(request, "pages/source_detail.html", context)


def _facts(source: SourceDocument) -> Iterator[Fact]:
    """Of what somebody published, also what it does not say of itself; of our own notice only what there is to say."""
    is_printed = source.kind in PRINTED
    yield Fact(_("Art"), [Value(source.get_kind_display())])
    if is_printed or source.publisher:
        publisher = source.publisher or _("in der Quelle nicht genannt")
        yield Fact(_("Herausgeber"), [Value(publisher, note=source.publisher_note)])
    if source.author:
        yield Fact(_("Verfasst von"), [Value(source.author)])
    if source.series:
        yield Fact(_("Reihe"), [Value(source.series)])
    yield Fact(_("Datum"), [Value(source.dated_display)])
    yield Fact(_("Stand des Inhalts"), [Value(source.as_of_display or _("unbekannt"), note=source.as_of_reason)])
    if source.taken_over_on:
        yield Fact(_("Ins Portal aufgenommen am"), [Value(f"{source.taken_over_on:%d.%m.%Y}")])
    if is_printed or source.release_office:
        yield Fact(_("Freigegeben von"), [Value(_release_note(source))])
    if is_printed or source.licence:
        licence = source.licence or _("nicht angegeben; übernommen sind nur Tatsachen, keine Sätze")
        yield Fact(_("Lizenz"), [Value(licence)])


def _release_note(source: SourceDocument) -> str:
    if source.release_office:
        return _("{release_office}, {release_date:%d.%m.%Y}").format(
            release_office=source.release_office, release_date=source.release_date
        )
    return _("steht nicht im Dokument")


def records_from(source: SourceDocument) -> list[tuple[str, list]]:
    """The public records that cite a document, by kind; one query a kind."""
    citations = Citation.objects.filter(source=source).order_by()
    groups = []
    for type_id in citations.values_list("content_type_id", flat=True).distinct():
        model = ContentType.objects.get_for_id(type_id).model_class()
        found = model.objects.with_page().filter(pk__in=citations.filter(content_type=type_id).values("object_id"))
        if found := sorted(found, key=lambda row: sort_key(str(row))):
            groups.append((str(model._meta.verbose_name_plural), found))
    return sorted(groups, key=lambda group: sort_key(group[0]))


def statement_counts(source: SourceDocument) -> list[tuple[str, int]]:
    """How many public statements of each kind rest on a document; one query for all kinds."""
    kinds = [model for model in concrete_models(Statement) if model is not Citation]
    parts = [
        model.objects.filter(source=source)
        .public()
        .order_by()
        .annotate(statement=models.Value(number))
        .values_list("statement", "pk")
        for number, model in enumerate(kinds)
    ]
    counted = Counter(kind for kind, _ in parts[0].union(*parts[1:], all=True))
    rows = [(str(kinds[number]._meta.verbose_name_plural), count) for number, count in counted.items()]
    return sorted(rows, key=lambda row: sort_key(row[0]))
