"""The addresses search engines should know: published records, and lists without filters."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap, views
from django.db.models import Max
from django.http import HttpRequest, HttpResponse

from core.kinds import kinds, side_by_side
from networks.models import Network
from networks_portal.filled_regions import filled_regions
from pages.alive import asked_about
from publishing.models import Record
from regions.models import Region

LISTED = [kind.model for kind in side_by_side(kinds()) if kind.is_record and kind.in_sitemap]
PAGES = (
    "/", "/regionen/", *(f"/{model.url_prefix}/" for model in LISTED), "/ueber/", "/ueber/unbestaetigt/",
    *(f"/ueber/unbestaetigt/{kind.model.url_prefix}/" for kind in asked_about() if kind.model is not Network),
    "/offene-daten/", "/offene-daten/api/", "/offene-daten/abzug/", "/offene-daten/katalog/",
    "/ueber/lizenzen/", "/impressum/", "/datenschutz/", "/barrierefreiheit/",
)  # fmt: skip


def latest_change(model: type[Record]) -> datetime | None:
    return model.objects.with_page().aggregate(latest=Max("changed_at"))["latest"]


class PageSitemap(Sitemap):
    """Of lists it is known when they changed: with the latest of their records."""

    def items(self):
        return PAGES

    def location(self, item):
        return item

    def lastmod(self, item):
        model = next((model for model in LISTED if item == f"/{model.url_prefix}/"), None)
        return latest_change(model) if model else None


class RecordSitemap(Sitemap):
    """Published records of one model."""

    limit = 10_000

    def __init__(self, model):
        self.model = model

    def items(self):
        return self.model.objects.with_page().order_by("pk").only("slug", "changed_at")

    def lastmod(self, record):
        return record.changed_at

    def get_latest_lastmod(self):
        """Asked of the database: the index would read every record otherwise."""
        return latest_change(self.model)


class RegionSitemap(Sitemap):
    """Most of the 400 Kreise have nothing yet; their pages are `noindex`, so they are not listed."""

    def items(self):
        return Region.objects.filter(pk__in=filled_regions()).order_by("pk").only("slug")


def index(request: HttpRequest) -> HttpResponse:
    """A part without addresses is none, as the schema has it: of a kind that has no records yet."""
    filled = {name: one for name, one in SITEMAPS.items() if one.paginator.count}
    return views.index(request, filled, sitemap_url_name="sitemap")


SITEMAPS = {"seiten": PageSitemap(), "regionen": RegionSitemap()} | {
    model.url_prefix: RecordSitemap(model) for model in LISTED
}
