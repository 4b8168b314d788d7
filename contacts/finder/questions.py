"""The four questions: which one comes next, what may be answered, and what the address says."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from contacts.enums import Concern, Role
from contacts.finder.ground import Terrain
from contacts.finder.rules import OTHER, Inquiry, Rule
from core.words import Words, _, _lazy

PATH = "/foerderkontakt/"
SHEET_PATH = "/foerderkontakt/anrufzettel/"
ANY, ANOTHER = "alle", "anderes"
PARAMS = ("anliegen", "region", "feld", "rolle")
UNKNOWN = _lazy("Diese Antwort kennen wir nicht. Bitte wählen Sie eine aus.")
NOTHING_CHOSEN = _lazy("Bitte geben Sie einen Ort ein oder wählen Sie ein Land aus.")


@dataclass(frozen=True)
class Option:
    value: str
    label: Words
    hint: str = ""


@dataclass(frozen=True)
class Given:
    """The answers so far, as the address has them: known values only, "" where there is none."""

    anliegen: str = ""
    region: str = ""
    feld: str = ""
    rolle: str = ""
    wrong: tuple[str, ...] = field(default=(), compare=False)  # parameters with a value that nobody offers

    @classmethod
    def of(cls, query: QueryDict, terrain: Terrain) -> "Given":
        known = {
            "anliegen": lambda value: value in Concern.values,
            "region": lambda value: value == ANY or terrain.region(value) is not None,
            "feld": lambda value: value in (ANY, ANOTHER) or value in terrain.field_by_slug,
            "rolle": lambda value: value == ANY or value in Role.values,
        }
        values, wrong = {}, []
        for param in PARAMS:
            value = query.get(param, "").strip()
            if value and known[param](value):
                values[param] = value
            elif value:
                wrong.append(param)
        return cls(**values, wrong=tuple(wrong))

    def without(self, *params: str) -> "Given":
        return replace(self, **dict.fromkeys(params, ""))

    def with_region(self, slug: str) -> "Given":
        return replace(self, region=slug)

    def with_typed(self, place: str) -> str:
        """The address that resolves a place somebody may have meant, and leads on to its region."""
        query = urlencode([(param, value) for param, value in self.without("region").pairs if value] + [("ort", place)])
        return f"{PATH}?{query}"

    @property
    def url(self) -> str:
        """The address of these answers, in fixed order and without empty ones."""
        return self._at(PATH)

    @property
    def sheet_url(self) -> str:
        """The address of the sheet for the call."""
        return self._at(SHEET_PATH)

    def _at(self, path: str) -> str:
        query = urlencode([(param, value) for param, value in self.pairs if value])
        return f"{path}?{query}" if query else path

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return [(param, getattr(self, param)) for param in PARAMS]

    def inquiry(self, terrain: Terrain) -> Inquiry:
        region = terrain.region(self.region) if self.region not in ("", ANY) else None
        chosen = terrain.field_by_slug.get(self.feld)
        return Inquiry(
            concern=self.anliegen,
            region=region.pk if region else None,
            field=OTHER if self.feld == ANOTHER else chosen.pk if chosen else None,
            role="" if self.rolle == ANY else self.rolle,
        )


@dataclass(frozen=True)
class Question:
    """One screen. `total`: how many questions there are, or at most are (`is_exact` says which)."""

    param: str
    number: int
    total: int
    is_exact: bool
    options: tuple[Option, ...] = ()

    @property
    def title(self) -> Words:
        return TITLES[self.param]

    @property
    def progress(self) -> str:
        words = _("Frage {number} von {total}") if self.is_exact else _("Frage {number} von höchstens {total}")
        return words.format(number=self.number, total=self.total)


TITLES = {
    "anliegen": _lazy("Worum geht es?"),
    "region": _lazy("Wo liegt Ihr Betrieb oder Vorhaben?"),
    "feld": _lazy("In welchem Feld?"),
    "rolle": _lazy("Für wen fragen Sie?"),
}
LABELS = {
    "anliegen": _lazy("Anliegen"),
    "region": _lazy("Ort"),
    "feld": _lazy("Feld"),
    "rolle": _lazy("Sie fragen für"),
}
DO_NOT_KNOW = Option(ANY, _lazy("Weiß ich nicht oder egal"))


def next_question(given: Given, terrain: Terrain, today: date) -> Question | None:
    """The first question without an answer that would make a difference; None when the answer is due."""
    current = [rule for rule in terrain.rules if not (rule.end and rule.end < today)]
    if not given.anliegen:
        total = 2 + _may_ask(current)
        return Question("anliegen", 1, total, total == 2, tuple(Option(*choice) for choice in Concern.choices))
    rules = [rule for rule in current if rule.answers(given.anliegen)]
    if not given.region:
        total = 2 + _may_ask(rules)
        return Question("region", 2, total, total == 2)
    inquiry = given.inquiry(terrain)
    fields = _field_options(inquiry, terrain, today)
    number = 2
    if fields and (given.feld or _field_matters(inquiry, fields, terrain, today)):
        number += 1
        if not given.feld:
            later = {
                bool(_role_matters(replace(inquiry, field=pk), rules, terrain, today))
                for pk in (*_pks(fields, terrain), OTHER, None)
            }
            return Question("feld", number, number + max(later), len(later) == 1, tuple(fields))
    if not given.rolle and _role_matters(inquiry, rules, terrain, today):
        options = (*(Option(*choice) for choice in Role.choices), DO_NOT_KNOW)
        return Question("rolle", number + 1, number + 1, True, options)
    return None


def _may_ask(rules: Iterable[Rule]) -> int:
    """How many of the last two questions may come."""
    return any(rule.fields for rule in rules) + any(rule.role for rule in rules)


def _field_options(inquiry: Inquiry, terrain: Terrain, today: date) -> list[Option]:
    """The fields that rules for these answers name."""
    named = terrain.fields_told_apart(inquiry, today)
    options = [Option(field.slug, field.name) for pk, field in terrain.fields.items() if pk in named]
    return [*options, Option(ANOTHER, _("Ein anderes Feld")), DO_NOT_KNOW] if options else []


def _pks(options: list[Option], terrain: Terrain) -> list[int]:
    return [terrain.field_by_slug[option.value].pk for option in options if option.value in terrain.field_by_slug]


def _field_matters(inquiry: Inquiry, options: list[Option], terrain: Terrain, today: date) -> bool:
    """Does the answer depend on the field, whatever the role?"""
    roles = [inquiry.role] if inquiry.role else ["", *Role.values]
    answers = {
        tuple(terrain.route(replace(inquiry, field=pk, role=role), today).signature for role in roles)
        for pk in (*_pks(options, terrain), OTHER, None)
    }
    return len(answers) > 1


def _role_matters(inquiry: Inquiry, rules: list[Rule], terrain: Terrain, today: date) -> bool:
    if not any(rule.role for rule in rules):
        return False
    answers = {terrain.route(replace(inquiry, role=role), today).signature for role in ("", *Role.values)}
    return len(answers) > 1
