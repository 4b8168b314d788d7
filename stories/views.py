"""Topics, stories and series."""

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.facet_form import ListQuery
from core.list_view import in_order, list_page
from core.words import _
from pages.record_page import RecordPage
from pages.records import get_published
from programmes.elsewhere import elsewhere_of
from regions.place_field import reads_place
from stories.enums import StoryKind
from stories.filters import StoryFilter, story_index
from stories.models import BY_POSITION, Series, Story, first_released
from stories.page import contact_of, story_page


@reads_place
def story_list(request: HttpRequest) -> HttpResponse:
    listing = ListQuery.by(StoryFilter, "/themen/", request.GET, story_index())
    context, pks = list_page(listing, request.GET.get("seite"))
    stories = Story.objects.select_related("series").annotate(published_on=first_released())
    context |= {
        "section": "themen",
        "breadcrumbs": [{"label": _("Themen und Beiträge")}],
        "results": in_order(stories, pks),
        "directories": elsewhere_of(listing),
        "series": list(Series.objects.published().order_by("sort_name", "pk")),
    }
    return render(request, "stories/story_list.html", context)


def only_stories(request: HttpRequest) -> HttpResponse:
    """An address that people guess; topics and stories stand in one list."""
    return redirect(f"/themen/?art={StoryKind.STORY}")


def story_detail(request: HttpRequest, slug: str) -> HttpResponse:
    story = get_published(Story, slug, "series", "office")
    return render(request, "stories/story_detail.html", story_page(story))


def series_list(request: HttpRequest) -> HttpResponse:
    rows = list(Series.objects.published().order_by("sort_name", "pk"))
    context = {"section": "themen", "breadcrumbs": [{"label": _("Serien")}], "results": rows}
    return render(request, "stories/series_list.html", context)


def series_detail(request: HttpRequest, slug: str) -> HttpResponse:
    series = get_published(Series, slug)
    page = RecordPage(series)
    rows = (
        Story.objects.published()
        .filter(series=series.pk)
        .select_related("series")
        .annotate(published_on=first_released())
    )
    stories = list(rows.order_by(F("number").asc(nulls_last=True), BY_POSITION, "sort_name", "pk"))
    contact = contact_of(page, [story.pk for story in stories])
    context = page.context() | {
        "section": "themen",
        "series": series,
        "is_cited": bool(page.citations),
        "breadcrumbs": [{"label": _("Serien"), "url": "/serien/"}, {"label": series.name}],
        "canonical": series.get_absolute_url(),
        "stories": stories,
        "contact": contact,
    }
    return render(request, "stories/series_detail.html", context)
