"""Everything that a visitor can ask for, in a directory as `World` makes it."""

from collections.abc import Callable, Iterable, Iterator
from types import ModuleType
from urllib.parse import urlencode

from django.test import Client
from django.urls import URLResolver, get_resolver, resolve

from contacts.enums import Concern
from contacts.models import Person
from linked.vocabularies import VOCABULARIES
from linked.writers import FORMATS
from networks.models import Event, Network
from networks_portal.sitemaps import SITEMAPS
from open_data.api.answers import ROOT
from open_data.feeds.atom import FEEDS
from open_data.selection import LISTS as MACHINES
from pages.moments import What
from regions.models import Region
from tests.factories import LISTS, PAGES
from tests.networks_portal.silence.filling import ARCHIVED, HIDDEN, PUBLIC
from tests.networks_portal.silence.world import World
from tests.stored_pictures import HIDDEN as UNSEEN
from tests.stored_pictures import STORED

Answer = tuple[int, tuple, bytes]


def answers(urls: Iterable[str]) -> dict[str, Answer]:
    """What the portal answers, headers included; nothing in it is random, so nothing is made alike. The tag of a file
    that is sent while it is made says only that something was written: it is known before the first record is read."""
    client = Client()
    return {url: _answer(client.get(url)) for url in urls}


def _answer(response) -> Answer:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    headers = {name: value for name, value in response.headers.items() if not response.streaming or name != "ETag"}
    return response.status_code, tuple(sorted(headers.items())), content


def public_urls(world: World) -> list[str]:
    """Of every public view, of every record and of every address that once was one."""
    return list(dict.fromkeys([*_fixed(), *_records(world), *_asked(world), *_lists(world), *_machines(world)]))


def _fixed() -> Iterator[str]:
    yield from PAGES
    yield from ("/robots.txt", "/.well-known/security.txt", "/opensearch.xml", "/sitemap.xml", "/gesundheit/")
    yield from ("/merkliste/", "/fehler-melden/")
    yield from (f"/sitemap-{name}.xml" for name in SITEMAPS)
    yield from (f"/bilder/dateien/{stored}/800.jpg" for stored in (STORED, UNSEEN))
    yield from ("/veranstaltungen/archiv/2019/", "/foerderprogramme/programm-fuer-internationalisierung/")
    yield "/beitraege/"


def _records(world: World) -> Iterator[str]:
    yield from (region.get_absolute_url() for region in Region.objects.all())
    for model in world.public:
        shown = list(world.public[model].values())
        hidden = [*world.drafts[model].values(), world.archived[model]]
        for record in (*shown, *hidden):
            yield record.get_absolute_url()
            yield f"{record.get_absolute_url()}verlauf/"
            if model in (Network, Person):
                yield f"{record.get_absolute_url()}kontakt.vcf"
            if model is Network:
                yield f"{record.get_absolute_url()}mitglieder/"
        for record in (shown[0], hidden[0]):
            about = urlencode({"seite": record.get_absolute_url()})
            yield from (f"/fehler-melden/?{about}", f"/lebt-es-noch/?{about}")
        yield model.address_of(world.former[model])
        yield f"{model.address_of(world.former[model])}verlauf/"
        yield model.address_of(world.removed[model])


def _asked(world: World) -> Iterator[str]:
    """Searches, the finder, downloads, the comparison."""
    slugs = [record.slug for found in (world.public, world.drafts) for record in found[Network].values()]
    chosen = urlencode({"n": slugs}, doseq=True)
    yield "/rueckfrage/x/"
    yield from (f"/finden/?{urlencode({'zu': word})}" for word in (PUBLIC, HIDDEN))
    for path in ("/merkliste/", "/merkliste/netzwerke.csv", "/merkliste/kontakte.vcf", "/vergleich/"):
        yield f"{path}?{chosen}"
    names = [str(record) for kind in (*world.public.values(), *world.drafts.values()) for record in kind.values()]
    for word in (PUBLIC, HIDDEN, ARCHIVED, "offenbr", "Auskunft", "Schlagwort", *names[::9]):
        yield f"/suche/?{urlencode({'q': word})}"
        yield f"/suche/vorschlaege/?{urlencode({'q': word[:20].strip()})}"
    for form in ("liste", "json"):
        yield f"/suche/vorschlaege/?q={PUBLIC}&format={form}"
    for concern in Concern.values:
        for region in ("alle", *(region.slug for region in world.regions.values())):
            yield f"/foerderkontakt/?anliegen={concern}&region={region}"
            yield f"/foerderkontakt/anrufzettel/?anliegen={concern}&region={region}"
    for region in world.regions.values():
        yield f"/passendes-netzwerk/?region={region.slug}&feld=egal&bedarf=partner&rolle=kmu&zielmarkt=egal"


def _lists(world: World) -> Iterator[str]:
    """Each list narrowed by each of its facets, to what is public and to what is not."""
    client = Client()
    for path in LISTS:
        listing = client.get(path).context["listing"]
        for param in listing.index.specs:
            options = list(listing.index.by_value[param])[:2]
            for value in dict.fromkeys([*options, *_slugs_like(world, param)]):
                yield f"{path}?{urlencode({param: value})}"
        yield f"{path}?q={HIDDEN}"
        yield f"{path}?q={PUBLIC}&ansicht=filter"


def _machines(world: World) -> Iterator[str]:
    """The same for programs: lists as files and by the API, records, feeds, calendars, catalogue and vocabularies."""
    for name in MACHINES:
        yield from (f"/{name}/{file}" for file in ("liste.csv?belege=ja", "liste.jsonl", "karte.geojson", "liste.html"))
        yield from (f"/einbetten/{name}/", f"/einbetten/{name}/rahmen/", f"{ROOT}/{name}", f"{ROOT}/facetten/{name}")
    yield from (f"/{name}/{what}.atom" for name in FEEDS for what in What)
    yield "/veranstaltungen/kalender.ics"
    for event in (*world.public[Event].values(), *world.drafts[Event].values(), world.archived[Event]):
        yield f"{event.get_absolute_url()}termin.ics"
    for model in world.public:
        shown, hidden = (next(iter(found[model].values())) for found in (world.public, world.drafts))
        for address in (f"{ROOT}{record.get_absolute_url().rstrip('/')}" for record in (shown, hidden)):
            yield from (address, f"{address}/kontakt")
    yield from (ROOT, "/api/openapi.json", "/api/nichts", f"{ROOT}/suche?q={PUBLIC}", f"{ROOT}/suche?q={HIDDEN}")
    yield from (f"{ROOT}/foerderkontakt?anliegen={concern}" for concern in Concern.values)
    for by in world.accounts.values():  # a brand that each adds
        yield from (f"{ROOT}/dachmarken/geheim-{by.pk}", f"{ROOT}/organisationen?dachmarke=geheim-{by.pk}")
        yield f"/organisationen/?dachmarke=geheim-{by.pk}"
    yield "/offene-daten/leistungen/"
    for form in FORMATS:
        yield from (f"/katalog.{form.ending}", f"/offene-daten/leistungen/{form.key}/")
        yield from (f"/offene-daten/vokabulare/{one.key}/{form.key}/" for one in VOCABULARIES)
    yield from (f"/offene-daten/vokabulare/{one.key}/" for one in VOCABULARIES)
    yield from ("/offene-daten/abzug/aktuell/SHA256SUMS", "/offene-daten/abzug/2020-01-01/SHA256SUMS")


def _slugs_like(world: World, param: str) -> list[str]:
    return [
        record.slug
        for model, found in world.drafts.items()
        if param in (model._meta.model_name, str(model._meta.verbose_name).lower(), model.url_prefix)
        for record in found.values()
    ][:1]


def public_views() -> set:
    """Every view outside of the editors' part, by what answers it."""
    return {view for path, view in _views(get_resolver().url_patterns) if not path.startswith("redaktion/")}


def desk_views() -> set:
    """The pages of the editors' desk besides the admin's own and the accounts'."""
    desk = [one for one in get_resolver().url_patterns if str(one.pattern) == "redaktion/"]
    tools = [one for one in desk if isinstance(one.urlconf_name, ModuleType)]  # the admin's is a list
    return {view for one in tools for _, view in _views(one.url_patterns)}


def _views(patterns: list, prefix: str = "") -> Iterator[tuple[str, Callable]]:
    for one in patterns:
        path = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _views(one.url_patterns, path)
        else:
            yield path, one.callback


def views_of(urls: Iterable[str]) -> set:
    return {resolve(url.partition("?")[0]).func for url in urls}
