"""The page of a topic or story: its parts with what their lists show today, and whom to ask at its end."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from contacts.cards import ContactCard, OfficeCard
from contacts.models import Person, Responsibility
from core.kinds import kind_of
from core.words import _, ngettext
from directory.facets import network_index
from networks.models import Network
from pages.markdown import render_led
from pages.record_page import Linked, RecordPage
from pages.records import Marks, published_on
from pictures.models import Picture
from programmes.models import Programme
from publishing.models import Release
from reach.records import RecordRows, record_ladder
from reach.steps import MOST_CARDS, Ladder
from stories.entries import EntryLine, entry_lines
from stories.models import Story, reading_minutes
from stories.related import read_also, subjects
from stories.woven import Drawn, Key, Whole, Woven, woven

ASKED = 3  # networks at whose contacts a story may end


class Item(NamedTuple):
    """An entry of a list, with what the editors say of it."""

    entry: EntryLine
    remark: str


class Piece(NamedTuple):
    """A part as the page prints it. `more`: the lists of which only the first entries stand here."""

    kind: str
    heading: str
    text: str
    mark: Marks
    items: list[Item]
    more: list[Whole]
    picture: Picture | None

    @property
    def is_marked(self) -> bool:
        """Does it rest on a source otherwise than the page? Without one it is our own words."""
        return any(mark.number for mark in self.mark.shown)


def story_page(story: Story) -> dict[str, Any]:
    """Queries for what the story has and for the entries of its lists; what it deals with is in memory."""
    page, known, about = RecordPage(story, ("parts",)), woven(), subjects()[story.pk].subjects
    lead_mark, body_mark = page.mark("summary"), page.mark("body")
    rows = page.rows("parts", "picture")
    drawn = {row.pk: known.drawn[row.pk] for row in rows if row.pk in known.drawn}
    lines = entry_lines(one.key for each in drawn.values() for one in each.entries)
    chosen = known.chosen[story.pk]
    office = story.office if story.office and story.office.is_published else None
    contact, neighbours = contact_of(page, [story.pk], office), _neighbours(story)
    pieces = [_piece(row, drawn.get(row.pk, Drawn()), lines, known) for row in rows]
    index = network_index()
    facts = [
        page.fact(_("Geschrieben von"), "office", str(office or ""), office.get_absolute_url() if office else ""),
        page.many(_("Felder"), "fields", _linked(index.fields[pk] for pk in about["fields"] if pk in index.fields)),
        page.many(_("Regionen"), "regions", [index.regions[pk] for pk in about["regions"]]),
        page.many(_("Netzwerke"), "networks", _linked(chosen["networks"])),
        page.many(_("Förderprogramme"), "programmes", _linked(chosen["programmes"])),
        page.many(_("Organisationen"), "organisations", _linked(chosen["organisations"])),
        page.many(_("Menschen"), "people", _linked(chosen["people"])),
    ]
    return page.context() | {
        "section": "themen",
        "story": story,
        "is_cited": bool(page.citations) or any(row.source_id for row in rows),
        "breadcrumbs": [*_above(story), {"label": story.title}],
        "canonical": story.get_absolute_url(),
        "lead_mark": lead_mark,
        "body": render_led(story.body, known.lead),
        "body_mark": body_mark,
        "pieces": pieces,
        "minutes": reading_minutes([story.summary, story.body, *_words(rows, pieces)]),
        "office": office,
        "published_on": published_on(story) if Release in page.present else None,
        "pictures": [piece.picture for piece in pieces if piece.picture],
        "facts": [fact for fact in facts if fact],
        "contact": contact,
        "neighbours": neighbours,
        "read_also": read_also(story, {other.pk for _label, other in neighbours}),
    }


def _above(story: Story) -> list[dict[str, str]]:
    return [{"label": _("Themen und Beiträge"), "url": f"/{Story.url_prefix}/"}]


def _linked(entries: Iterable[Any]) -> list[Linked]:
    return [Linked(entry.name, entry.url) for entry in entries]


def _words(rows: Iterable[Any], pieces: Iterable[Piece]) -> Iterator[str]:
    """All that there is to read in the parts, also what their lists say today."""
    for row, piece in zip(rows, pieces, strict=True):
        yield from (row.heading, row.text)
        for item in piece.items:
            line = item.entry.line
            yield from (text for part in (line.title, line.text, line.kind.place) for text, _found in part)
            yield item.remark


def _piece(row: Any, drawn: Drawn, lines: dict[Key, EntryLine], known: Woven) -> Piece:
    items = [Item(lines[one.key], one.remark) for one in drawn.entries if one.key in lines]
    more = [whole for whole in drawn.wholes if whole.total]
    text = render_led(row.text, known.lead)
    return Piece(row.kind, row.heading, text, row.mark, items, more, row.picture)


def contact_of(page: RecordPage, stories: list[int], office: Any = None) -> Ladder:
    """Whom to ask about some stories, each once with what for: the people whom they name as contacts, who is
    responsible for their programmes, who wrote it; else who answers at a network that they deal with, else whoever
    answers in their regions."""
    networks, asked = _named(stories, Network), _named(stories, Programme)
    public = Programme.objects.published().in_bulk(asked) if asked else {}
    programmes = {pk: public[pk] for pk in asked if pk in public}  # as the stories come to them
    people = _named(stories, Person)[:MOST_CARDS]
    of_people = _tasks(page, person__in=people) if people else []
    of_programmes = _tasks(page, programme__in=programmes) if programmes else []
    tasks = list({task.pk: task for task in (*of_people, *of_programmes)}.values())
    known = Network.objects.published().in_bulk(networks[:ASKED]) if networks and not (tasks or office) else {}
    rows = RecordRows(
        page.notes,
        tasks,
        offices=[(office, _("weil {name} das geschrieben hat").format(name=office))] if office else [],
        own=True,
        networks=[
            (one, _("{name} kommt in diesem Text vor").format(name=one)) for pk in networks if (one := known.get(pk))
        ],
        regions=tuple(dict.fromkeys(pk for story in stories for pk in subjects()[story].subjects["regions"])),
    )
    found = record_ladder(rows)
    _say_programmes(found, [task for task in of_programmes if task.is_current], programmes)
    return found


def _say_programmes(ladder: Ladder, tasks: list[Responsibility], programmes: Mapping[int, Programme]) -> None:
    """For which programmes each is there; a task alone („Netzwerke“) does not say it."""
    for step in (*ladder.lead, *ladder.below):
        if card := step.person or step.office:
            card.about = _of_programmes(card, tasks, programmes)
            if step in ladder.below:
                step.reason = "; ".join(filter(None, (step.reason, card.about)))
    for card in ladder.unreached:
        card.about = _of_programmes(card, tasks, programmes)


def _of_programmes(
    card: ContactCard | OfficeCard, tasks: list[Responsibility], programmes: Mapping[int, Programme]
) -> str:
    if isinstance(card, OfficeCard):
        people, office = {task.person_id for task in card.named}, card.organisation.pk
    else:
        people, office = {card.person.pk}, 0
    own = {task.programme_id for task in tasks if task.person_id in people or task.office_id == office}
    named = [str(programme) for pk, programme in programmes.items() if pk in own]
    if not named:
        return ""
    return ngettext("Förderprogramm: {names}", "Förderprogramme: {names}", len(named)).format(names=", ".join(named))


def _named(stories: list[int], model: type[Any]) -> list[int]:
    """Keys of the entries of a kind that some stories deal with, in the order in which they come to them."""
    key, named = kind_of(model).key, woven().named
    return list(dict.fromkeys(pk for story in stories for kind, pk in named[story] if kind == key))


def _tasks(page: RecordPage, **of: Any) -> list[Responsibility]:
    rows = Responsibility.objects.public().filter(**of).select_related("person__organisation", "office")
    return page.attach(rows.order_by("priority", "pk"))


def _neighbours(story: Story) -> list[tuple[str, Story]]:
    """The parts of the series before and after this one."""
    if story.number is None or not (story.series and story.series.is_published):
        return []
    others = Story.objects.published().filter(series=story.series_id, number__isnull=False)
    before = others.filter(number__lt=story.number).order_by("-number")[:1]
    after = others.filter(number__gt=story.number).order_by("number")[:1]
    return [(_("Vorher"), one) for one in before] + [(_("Danach"), one) for one in after]
