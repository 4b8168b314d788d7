"""Changes of the index: entries, and the words they are found by. In the caller's transaction."""

import secrets
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from core.prepared import ask_many
from language.text import stem
from packed.stretches import CHUNK, changed, pack
from packed.strings import Numbers
from search.engine.generation import generation
from search.engine.vocabulary import SPECIAL, Vocabulary, chained, vocabulary
from search.models import Entry, IndexState, Posting, Term

TIER_BITS = 2
# How much a place of occurrence says: a name, a field or region or task, running text.
NAME_TIER, KEY_TIER, TEXT_TIER = 3, 2, 1
BATCH = 2000
SHOWN = ("kind", "title", "meta", "summary", "url", "names", "checked_on")


@dataclass
class Document:
    """What is indexed of one record."""

    content_type_id: int
    object_id: int
    kind: str
    title: str
    url: str
    meta: str = ""
    summary: str = ""
    names: str = ""
    checked_on: date | None = None
    words: dict[str, int] = field(default_factory=dict)  # form → highest tier

    def add(self, forms: Iterable[str], tier: int) -> None:
        for form in forms:
            if self.words.get(form, 0) < tier:
                self.words[form] = tier

    def packed(self, numbers: dict[str, int] | Numbers) -> bytes:
        """The words as numbers with their tiers."""
        return array("I", sorted(numbers[form] << TIER_BITS | tier for form, tier in self.words.items())).tobytes()

    def entry(self, position: int, packed: bytes) -> Entry:
        return Entry(
            position=position,
            content_type_id=self.content_type_id,
            object_id=self.object_id,
            kind=self.kind,
            title=self.title[:250],
            meta=self.meta[:250],
            summary=self.summary,
            url=self.url,
            names=self.names,
            checked_on=self.checked_on,
            words=packed,
        )


BLANK = "¬"  # in no word


def lock() -> None:
    """Mark the index as changed, first of all: writers wait for each other here, readers notice."""
    version = secrets.randbits(62) + 1
    if not IndexState.objects.filter(pk=IndexState.SINGLE).update(version=version):
        IndexState.objects.create(version=version, generation=generation())


@transaction.atomic
def replace(content_type_id: int, pks: list[int], documents: list[Document]) -> None:
    """The entries of these records become these documents; records without a document are taken out."""
    old, known = _entries(content_type_id, pks), vocabulary()
    if len(old) == len(documents) and all(_is_current(document, old, known) for document in documents):
        return
    lock()
    old = _entries(content_type_id, pks)
    numbers = _numbers(vocabulary(), documents)
    last = Entry.objects.order_by("-position").values_list("position", flat=True).first() or 0
    changes: dict[tuple[int, int, int], tuple[set, set]] = defaultdict(lambda: (set(), set()))
    entries, kept = [], set()
    for document in documents:
        before = old.get(document.object_id)
        if before:
            position = before.position
        else:
            last += 1
            position = last
        packed = document.packed(numbers)
        words = set(array("I", packed))
        known = set(array("I", bytes(before.words))) if before else set()
        _note(changes, position, added=words - known, removed=known - words)
        entries.append(document.entry(position, packed))
        kept.add(document.object_id)
    for pk, entry in old.items():
        if pk not in kept:
            _note(changes, entry.position, added=(), removed=array("I", bytes(entry.words)))
    _wipe(Entry.objects.filter(position__in=[entry.position for entry in old.values()]))
    Entry.objects.bulk_create(entries, batch_size=BATCH)
    _apply(changes)


def _entries(content_type_id: int, pks: list[int]) -> dict[int, Entry]:
    query = partial(_entries_of, content_type_id)
    rows = ask_many(("entries", content_type_id), pks, query) if len(pks) == 1 else query(pks)
    return {entry.object_id: entry for entry in rows}


def _entries_of(content_type_id: int, pks: list[int]) -> QuerySet:
    return Entry.objects.filter(content_type_id=content_type_id, object_id__in=pks)


def _is_current(document: Document, entries: dict[int, Entry], known: Vocabulary) -> bool:
    """Would writing it change nothing? Most rows that are saved change no word."""
    entry, numbers = entries.get(document.object_id), known.numbers
    if not entry or any(form not in numbers for form in document.words):
        return False
    same = document.entry(entry.position, document.packed(numbers))
    return all(getattr(same, name) == getattr(entry, name) for name in SHOWN) and same.words == bytes(entry.words)


def _wipe(rows: QuerySet) -> None:
    """Delete without looking for dependents or listeners: these tables have none."""
    rows._raw_delete(rows.db)


def _note(changes, position: int, *, added: Iterable[int], removed: Iterable[int]) -> None:
    chunk, offset = divmod(position, CHUNK)
    for place, words in enumerate((added, removed)):
        for word in words:
            changes[(word >> TIER_BITS, word & 3, chunk)][place].add(offset)


def _numbers(known: Vocabulary, documents: list[Document]) -> dict[str, int]:
    """The numbers of all forms; new ones are written."""
    forms = {form for document in documents for form in document.words}
    new = sorted(form for form in forms if form not in known.numbers)
    if new:
        first = len(known.forms)
        Term.objects.bulk_create(
            (Term(pk=first + place, form=form, stem=_stem(form)) for place, form in enumerate(new)), batch_size=BATCH
        )
        IndexState.objects.update(checksum=chained(known.checksum, new))
        known = vocabulary_after_writing()
    return {form: known.numbers[form] for form in forms}


def vocabulary_after_writing() -> Vocabulary:
    """The vocabulary with the words just written: the version says nothing of them, so it is changed once more."""
    lock()
    return vocabulary()


def _stem(form: str) -> str:
    return "" if form[0] in SPECIAL else stem(form)


def _apply(changes: dict[tuple[int, int, int], tuple[set, set]]) -> None:
    keys = list(changes)
    for start in range(0, len(keys), BATCH):
        _apply_some({key: changes[key] for key in keys[start : start + BATCH]})


def _apply_some(changes: dict[tuple[int, int, int], tuple[set, set]]) -> None:
    terms = {term for term, _, _ in changes}
    chunks = {chunk for _, _, chunk in changes}
    stored = {
        (row.term_id, row.tier, row.chunk): row
        for row in Posting.objects.filter(term__in=terms, chunk__in=chunks)
        if (row.term_id, row.tier, row.chunk) in changes
    }
    rows = []
    for (term, tier, chunk), (added, removed) in changes.items():
        row = stored.get((term, tier, chunk))
        if packed := changed(bytes(row.packed) if row else b"", added, removed):
            rows.append(Posting(term_id=term, tier=tier, chunk=chunk, packed=packed))
    _wipe(Posting.objects.filter(pk__in=[row.pk for row in stored.values()]))
    Posting.objects.bulk_create(rows, batch_size=BATCH)


@transaction.atomic
def blank_unused() -> int:
    """Words of which no entry is left become meaningless, for what must not be kept; their numbers stay taken.

    Returns how many. Every process reads the list of words anew.
    """
    lock()
    unused = Term.objects.filter(~Exists(Posting.objects.filter(term=OuterRef("pk")))).exclude(form__startswith=BLANK)
    number = unused.update(form=Concat(Value(BLANK), Cast("pk", CharField()), output_field=CharField()), stem="")
    forms = Term.objects.order_by("pk").values_list("form", flat=True)
    IndexState.objects.update(checksum=chained(0, forms.iterator()))
    return number


def rebuild(documents: Callable[[], Iterator[Document]]) -> int:
    """The whole index anew; returns how many entries. Visitors search the old one until this is done.

    The documents are read and analysed first, without holding anybody up; only if somebody changed the
    index meanwhile, they are read again while writers wait.
    """
    before = IndexState.objects.filter(pk=IndexState.SINGLE).first()
    gathered = _Gathered(documents())
    with transaction.atomic():
        now = IndexState.objects.select_for_update().filter(pk=IndexState.SINGLE).first()
        changed = (now and now.version) != (before and before.version)
        lock()
        if changed:
            gathered = _Gathered(documents())
        for model in (Posting, Entry, Term):
            _wipe(model.objects.all())
        gathered.write()
    return len(gathered.entries)


class _Gathered:
    """All entries and postings in memory: about 1 kB an entry."""

    def __init__(self, documents: Iterator[Document]):
        self.numbers: dict[str, int] = {}
        self.postings: dict[int, array] = defaultdict(lambda: array("I"))
        self.entries: list[Entry] = []
        for position, document in enumerate(documents, 1):
            words = array("I")
            for form, tier in document.words.items():
                number = self.numbers.setdefault(form, len(self.numbers) + 1)
                words.append(number << TIER_BITS | tier)
                self.postings[words[-1]].append(position)
            self.entries.append(document.entry(position, array("I", sorted(words)).tobytes()))

    def write(self) -> None:
        terms = (Term(pk=number, form=form, stem=_stem(form)) for form, number in self.numbers.items())
        Term.objects.bulk_create(terms, batch_size=BATCH)
        IndexState.objects.update(checksum=chained(0, self.numbers), generation=generation())
        for start in range(0, len(self.entries), BATCH):
            Entry.objects.bulk_create(self.entries[start : start + BATCH])
        batch = []
        for row in self._rows():
            batch.append(row)
            if len(batch) == BATCH:
                Posting.objects.bulk_create(batch)
                batch = []
        Posting.objects.bulk_create(batch)

    def _rows(self) -> Iterator[Posting]:
        for word, entries in self.postings.items():
            chunks = defaultdict(list)
            for position in entries:
                chunk, offset = divmod(position, CHUNK)
                chunks[chunk].append(offset)
            for chunk, offsets in chunks.items():
                yield Posting(term_id=word >> TIER_BITS, tier=word & 3, chunk=chunk, packed=pack(offsets))
