"""A small directory that has everything: two public records of each kind in two regions, and what is not public."""

from itertools import product

from django.test import Client
from taggit.managers import TaggableManager

from accounts.models import Editor
from core.kinds import record_models
from networks.models import Branch, Brand
from publishing import actions, history
from publishing.enums import State
from publishing.models import Record, RemovedPage, SourceDocument
from publishing.signals import muted
from publishing.snapshots import many_fields
from regions.models import Postcode, Region
from search import index
from tests.factories import cite, make
from tests.networks_portal.silence import filling
from tests.networks_portal.silence.filling import ARCHIVED, HIDDEN, PUBLIC
from tests.roles import administrator, editor, reviewer

ROLES = {"editor": editor, "reviewer": reviewer, "administrator": administrator}
HERE, THERE = "Mannheim", "Berlin"


class _Watched(Client):
    def __init__(self, visited: set, **values):
        super().__init__(**values)
        self.visited = visited

    def request(self, **request):
        response = super().request(**request)
        if match := getattr(response, "resolver_match", None):
            self.visited.add(match.func)
        return response


class World:
    """By kind of record: `public` and `drafts`, one in each region; `archived`, which is in the first."""

    def __init__(self):
        land = make(Region, name="Baden", slug="baden")
        self.regions = {
            HERE: make(Region, name=HERE, slug="mannheim", kind="kreis", parent=land),
            THERE: make(Region, name=THERE, slug="berlin"),
        }
        make(Postcode, code="68159", region=self.regions[HERE])
        self.brand = Brand.objects.create(name="Dachmarke", slug="dachmarke")
        self.branch = Branch.objects.create(edition="2025", code="62", title="IT", level=2, slug="wz2025-62")
        self.accounts: dict[tuple[str, str], Editor] = {
            (role, place): ROLES[role](regions=[self.regions[place]], username=f"{role} {place}")
            for role, place in product(ROLES, self.regions)
        }
        self.public: dict[type[Record], dict[str, Record]] = {model: {} for model in record_models()}
        self.drafts: dict[type[Record], dict[str, Record]] = {model: {} for model in record_models()}
        self.archived: dict[type[Record], Record] = {}
        self.visited: set = set()  # what answered signed-in accounts
        self.clients: dict[int, Client] = {}  # of them, by key
        with muted():
            self._fill()
        index.rebuild()

    def _fill(self) -> None:
        for place, model in product((THERE, HERE), record_models()):
            self.public[model][place] = self._record(model, PUBLIC, place, State.PUBLISHED)
        for place, model in product(self.regions, record_models()):
            self.drafts[model][place] = self._record(model, HIDDEN, place, State.DRAFT)
        for model in record_models():
            self.archived[model] = self._record(model, ARCHIVED, HERE, State.ARCHIVED)
        for model in record_models():
            for place, record in self.public[model].items():
                self.rows(record, PUBLIC, place)
            self.rows(self.public[model][HERE], HIDDEN, HERE)  # public records that name drafts
            self.rows(self.drafts[model][HERE], PUBLIC, HERE)
            self.rows(self.archived[model], PUBLIC, HERE)
            self._point(model)
            self._begin(model)
        self._addresses()

    def _record(self, model: type[Record], word: str, place: str, state: State) -> Record:
        reason = f"{model._meta.verbose_name} gibt es nicht mehr." if state == State.ARCHIVED else ""
        ends = self.ends(model, PUBLIC, place)
        return filling.record(model, word, self.regions[place], ends, state=state, archive_reason=reason)

    def rows(self, owner: Record, of: str, place: str) -> None:
        """Rows of every kind, about records that are public or not."""
        filling.rows(owner, of, self.regions[place], self.ends(type(owner), of, place))

    def client(self, by: Editor) -> Client:
        """Signed in; notes which views answer it."""
        if by.pk not in self.clients:
            self.clients[by.pk] = self.visitor()
            self.clients[by.pk].force_login(by)
        return self.clients[by.pk]

    def visitor(self) -> Client:
        """Whose browser says that forms come from the portal's own pages."""
        return _Watched(self.visited, headers={"Sec-Fetch-Site": "same-origin"})

    def turn(self, number: int) -> tuple[tuple[str, str], Editor]:
        """Whose turn it is: all accounts, one after the other."""
        return list(self.accounts.items())[number % len(self.accounts)]

    def ends(self, owner: type[Record], of: str, place: str) -> filling.Ends:
        """The record of each kind that one in this place may name, by kind: of the other region, except where it
        would hand its territory to that."""
        known = self.public if of == PUBLIC else self.drafts
        ends: filling.Ends = {Brand: self.brand, Branch: self.branch}
        for model, found in known.items():
            where = place if model in _on_its_way(owner) else THERE if place == HERE else HERE
            if where in found:
                ends[model] = found[where]
        return ends

    def _point(self, model: type[Record]) -> None:
        """The lists of the first public record name drafts besides; the columns of the second lead to drafts."""
        here, there = self.public[model][HERE], self.public[model][THERE]
        for field in many_fields(model):
            if not isinstance(field, TaggableManager) and issubclass(field.related_model, Record):
                getattr(here, field.name).add(self.ends(model, HIDDEN, HERE)[field.related_model])
                getattr(there, field.name).set([self.ends(model, HIDDEN, THERE)[field.related_model]])
        for field in model._meta.concrete_fields:
            is_own = field.related_model is model  # a record above another would go round in a circle
            end = self.ends(model, HIDDEN, THERE).get(field.related_model)
            if isinstance(end, Record) and not is_own:
                setattr(there, field.name, end)
        there.save()

    def _begin(self, model: type[Record]) -> None:
        """With a history; the public ones released by a second account."""
        for place in self.regions:
            by, second = self.accounts["editor", place], self.accounts["reviewer", place]
            actions.record_new(self.drafts[model][place], by=by)
            record = self.public[model][place]
            cite(record, self.public[SourceDocument][place])
            record.state = State.DRAFT
            record.save()
            actions.record_new(record, by=by)
            actions.submit(record=record, by=by)
            actions.release(revision=history.open_change(record), by=second)
            record.refresh_from_db()

    def _addresses(self) -> None:
        """Each kind has an address that moved, and one whose record was deleted."""
        self.former: dict[type[Record], str] = {}
        self.removed: dict[type[Record], str] = {}
        for model in record_models():
            record = self.public[model][HERE]
            self.former[model], self.removed[model] = record.slug, f"entfernt-{model._meta.model_name}"
            record.refresh_from_db()
            record.slug = f"{record.slug}-neu"
            record.save()
            RemovedPage.objects.create(path=model.address_of(self.removed[model]))
            record.refresh_from_db()


def _on_its_way(model: type[Record]) -> set[type[Record]]:
    """Kinds of records that lie between a kind and its regions."""
    found = set()
    for path in model.region_paths:
        current = model
        for step in path.split("__"):
            current = current._meta.get_field(step).related_model
            found |= {current} if issubclass(current, Record) else set()
    return found
