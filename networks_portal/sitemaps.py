"""The addresses search engines should know: published records, and lists without filters."""

from django.contrib.sitemaps import Sitemap

from networks.models import Event, Field, Market, Network, Organisation, Place, Project
from networks_portal.filled_regions import filled_regions
from programmes.models import Programme, SupportOffer
from publishing.models import SourceDocument, Topic
from regions.models import Region

PAGES = (
    "/", "/netzwerke/", "/regionen/", "/felder/", "/zielmaerkte/", "/foerderprogramme/", "/angebote/",
    "/organisationen/", "/veranstaltungen/", "/orte/", "/projekte/", "/themen/", "/quellen/", "/ueber/",
    "/ueber/lizenzen/", "/impressum/", "/datenschutz/", "/barrierefreiheit/",
)  # fmt: skip


class PageSitemap(Sitemap):
    def items(self):
        return PAGES

    def location(self, item):
        return item


class RecordSitemap(Sitemap):
    """Published records of one model."""

    limit = 10_000

    def __init__(self, model):
        self.model = model

    def items(self):
        return self.model.objects.published().order_by("pk").only("slug", "changed_at")

    def lastmod(self, record):
        return record.changed_at


class RegionSitemap(Sitemap):
    """Most of the 400 Kreise have nothing yet; their pages are `noindex`, so they are not listed."""

    def items(self):
        return Region.objects.filter(pk__in=filled_regions()).order_by("pk").only("slug")


RECORDS = {
    "netzwerke": Network, "organisationen": Organisation, "veranstaltungen": Event, "orte": Place,
    "projekte": Project, "felder": Field, "zielmaerkte": Market, "foerderprogramme": Programme,
    "angebote": SupportOffer, "themen": Topic, "quellen": SourceDocument,
}  # fmt: skip

SITEMAPS = {"seiten": PageSitemap(), "regionen": RegionSitemap()} | {
    name: RecordSitemap(model) for name, model in RECORDS.items()
}
