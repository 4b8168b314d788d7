"""What the public stories name and what their lists show today, and so which stories deal with an entry; in memory.

Editors write addresses; names, addresses and what a filter finds are those of today.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Model

from core.kinds import kind_of
from core.words import _
from memory.kept import remembered
from networks.models import Organisation
from pages.markdown import Lead, links_of
from pages.told import Told
from pictures.models import Picture
from publishing.models import Record, SlugHistory
from stories.chosen import Line, entry_at, lines, local
from stories.enums import PartKind
from stories.models import BY_POSITION, IN_ORDER, Part, Story

SHOWN = 20  # entries of a list
CHOSEN = ("networks", "programmes", "organisations", "people")
_BEHIND = re.compile(r"[?#].*")
Key = tuple[str, int]  # kind and number of an entry
PICTURE, OFFICE = kind_of(Picture).key, kind_of(Organisation).key


class Entry(NamedTuple):
    """A public entry as it is called and found today; people who are only named have no page."""

    key: Key
    name: str
    url: str


class Shown(NamedTuple):
    """An entry in a list, with what the editors say of it."""

    key: Key
    remark: str


class Whole(NamedTuple):
    """The list of the portal that a list shows the first entries of."""

    url: str
    total: int
    of: str


class Drawn(NamedTuple):
    entries: tuple[Shown, ...] = ()
    wholes: tuple[Whole, ...] = ()


@dataclass
class Woven:
    """`entries`: by the path that somebody wrote; `drawn`: what a part shows; `chosen`: what a story names besides its
    text, by relation; `named`: all that it deals with; `told`: the stories that deal with an entry or a region,
    or that an office wrote."""

    entries: dict[str, Entry] = field(default_factory=dict)
    drawn: dict[int, Drawn] = field(default_factory=dict)
    chosen: dict[int, dict[str, list[Entry]]] = field(default_factory=dict)
    named: dict[int, tuple[Key, ...]] = field(default_factory=dict)
    told: dict[Key, tuple[Told, ...]] = field(default_factory=dict)

    def lead(self, address: str) -> Lead | None:
        """To where the entry of an address is today, and nowhere if it is not public. Nothing is said of what is no
        entry of this portal."""
        path, _query = local(address)
        if entry_at(path)[0] is None:
            return None
        if (entry := self.entries.get(path)) is None:
            return Lead("", "")
        behind = _BEHIND.search(address)
        return Lead(f"{entry.url}{behind[0] if behind else ''}", entry.name)


def woven() -> Woven:
    return remembered("stories: woven", _weave)


def told_of(model: type[Model], pks: Iterable[int]) -> tuple[Told, ...]:
    key, known = kind_of(model).key, woven().told
    return tuple(dict.fromkeys(one for pk in pks for one in known.get((key, pk), ())))


def _weave() -> Woven:
    public = Story.objects.published().select_related("series").prefetch_related("fields", "regions")
    stories = list(public.order_by(*IN_ORDER, "pk"))
    if not stories:
        return Woven()
    parts: dict[int, list[Part]] = defaultdict(list)
    for part in Part.objects.public().order_by(BY_POSITION, "pk"):
        parts[part.story_id].append(part)
    texts = {story.pk: [story.body, *(part.text for part in parts[story.pk])] for story in stories}
    listed = {
        part.pk: list(lines(part.entries)) for own in parts.values() for part in own if part.kind == PartKind.LIST
    }
    linked = {pk: [local(address)[0] for text in own for address in links_of(text)] for pk, own in texts.items()}
    found = Woven(_entries({*(line.path for own in listed.values() for line in own), *sum(linked.values(), [])}))
    found.drawn = {pk: _drawn(own, found.entries) for pk, own in listed.items()}
    chosen = _chosen()
    found.chosen = {story.pk: chosen[story.pk] for story in stories}
    told: dict[Key, list[Told]] = defaultdict(list)
    for story in stories:
        keys = [found.entries[path].key for path in linked[story.pk] if path in found.entries]
        shown = [one.key for part in parts[story.pk] if part.pk in found.drawn for one in found.drawn[part.pk].entries]
        said = [entry.key for own in found.chosen[story.pk].values() for entry in own]
        found.named[story.pk] = tuple(dict.fromkeys([*said, *keys, *shown]))
        seen = [(PICTURE, part.picture_id) for part in parts[story.pk] if part.picture_id]
        for key, one in _tells(story, [*found.named[story.pk], *seen]):
            told[key].append(one)
    found.told = {key: tuple(own) for key, own in told.items()}
    return found


def _tells(story: Story, keys: list[Key]) -> Iterator[tuple[Key, Told]]:
    """Also of its fields and regions; the office that wrote it, once, unless it deals with that."""
    own = Told(story.get_absolute_url(), story.title, story.label)
    about = [(kind_of(type(one)).key, one.pk) for one in (*story.fields.all(), *story.regions.all())]
    for key in dict.fromkeys((*keys, *about)):
        yield key, own
    if story.office_id and (OFFICE, story.office_id) not in keys:
        written = _("{kind}, von dieser Stelle geschrieben").format(kind=own.kind)
        yield (OFFICE, story.office_id), Told(own.url, own.title, written)


def _entries(paths: Iterable[str]) -> dict[str, Entry]:
    """Two queries at most for each kind of what is named."""
    asked: dict[type[Any], dict[str, str]] = defaultdict(dict)
    for path in paths:
        model, slug = entry_at(path)
        if model:
            asked[model][slug] = path
    found = {}
    for model, slugs in asked.items():
        public = model.objects.with_page()
        for record in public.filter(slug__in=slugs):
            found[slugs[record.slug]] = _entry(record)
        if missing := [slug for slug, path in slugs.items() if path not in found]:
            former = dict(SlugHistory.of(model).filter(slug__in=missing).values_list("slug", "object_id"))
            records = public.in_bulk(former.values())
            found |= {slugs[slug]: _entry(records[pk]) for slug, pk in former.items() if pk in records}
    return found


def _entry(record: Record, has_page: bool = True) -> Entry:
    url = record.get_absolute_url() if has_page else ""
    return Entry((kind_of(type(record)).key, record.pk), str(record), url)


def _drawn(own: list[Line], entries: dict[str, Entry]) -> Drawn:
    """Each entry once, where it is first named; an entry that is named itself has its remark also within a list."""
    remarks = {entries[line.path].key: line.remark for line in own if line.path in entries}
    shown: dict[Key, None] = {}
    wholes = []
    for line in own:
        if line.path in entries:
            shown[entries[line.path].key] = None
        elif line.list_name:
            selection = line.selection()
            kind, room = selection.of.kind, SHOWN - len(shown)
            shown |= {(kind.key, pk): None for pk in selection.keys(0, max(room, 0))}
            wholes.append(Whole(selection.listing.url(), selection.count, kind.titles))
    return Drawn(tuple(Shown(key, remarks.get(key, "")) for key in shown), tuple(wholes))


def _chosen() -> dict[int, dict[str, list[Entry]]]:
    """What editors name besides their text: story → relation → entries."""
    found: dict[int, dict[str, list[Entry]]] = defaultdict(lambda: {name: [] for name in CHOSEN})
    for name in CHOSEN:
        rows: Any = getattr(Story, name)
        own, other = f"{rows.field.m2m_field_name()}_id", f"{rows.field.m2m_reverse_field_name()}_id"
        pairs = list(rows.through.objects.order_by("pk").values_list(own, other))
        named = rows.field.related_model.objects.filter(pk__in={pk for _story, pk in pairs})
        records, paged = named.published().in_bulk(), set(named.with_page().values_list("pk", flat=True))
        for story, pk in pairs:
            if pk in records:
                found[story][name].append(_entry(records[pk], has_page=pk in paged))
    return found
