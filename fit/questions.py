"""The five questions of „Welches Netzwerk passt zu mir?“: which one comes next, and what can be answered.

The address holds the answers, so every step can be shared and gone back to. A question is left out when none of
its answers would change the order of the networks that are still in question.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from core.text import sort_key
from core.words import Words, _, _lazy
from fit.ranking import ANY, BODY, FIELD, HARD, MARKET, NEED, REGION, Answers, Fit, FitIndex
from networks.enums import Body, Need
from regions.enums import RegionKind

PATH = "/passendes-netzwerk/"
MAX_VALUES = 8


@dataclass(frozen=True)
class Question:
    param: str
    short: Words
    title: Words
    hint: Words
    several: bool = False


QUESTIONS = (
    Question(
        REGION,
        _lazy("Region"),
        _lazy("Wo liegt Ihr Betrieb oder Vorhaben?"),
        _lazy("Ein Land, eine Region oder ein Ort."),
    ),
    Question(FIELD, _lazy("Feld"), _lazy("In welchem Feld?"), _lazy("Ein Oberfeld schließt seine Unterfelder ein.")),
    Question(
        NEED,
        _lazy("Gesucht"),
        _lazy("Was suchen Sie?"),
        _lazy("Mehreres ist möglich. Kreuzen Sie nichts an, ist es egal."),
        True,
    ),
    Question(
        BODY,
        _lazy("Für wen"),
        _lazy("Für wen fragen Sie?"),
        _lazy("Verglichen wird mit dem, was die Quellen über die Zielgruppe eines Netzwerks sagen."),
    ),
    Question(
        MARKET,
        _lazy("Zielmarkt"),
        _lazy("Welcher Zielmarkt?"),
        _lazy("Ein Land oder eine Stadt, die Sie erreichen wollen."),
    ),
)
BY_PARAM = {question.param: question for question in QUESTIONS}


@dataclass(frozen=True)
class Choice:
    """A possible answer, and how many of the networks still in question meet it."""

    value: str
    label: str
    count: int
    depth: int = 0
    group: str = ""


def answers_of(query: QueryDict, index: FitIndex) -> Answers:
    """The answers in a query string; unknown ones are as good as none. „Egal“ beside an answer means nothing."""
    answers = {}
    for question in QUESTIONS:
        given = list(dict.fromkeys(query.getlist(question.param)[:100]))
        known = [value for value in given if is_known(question.param, value, index)][:MAX_VALUES]
        if known:
            answers[question.param] = known if question.several else known[:1]
        elif ANY in given:
            answers[question.param] = [ANY]
    return answers


def is_known(param: str, value: str, index: FitIndex) -> bool:
    if param == REGION:
        return index.networks.tree.by_slug(value) is not None
    return value in index.matches[param]


def url(answers: Answers) -> str:
    """The address of the questionnaire with these answers, in the order of the questions."""
    pairs = [(question.param, value) for question in QUESTIONS for value in answers.get(question.param, ())]
    return f"{PATH}?{urlencode(pairs)}" if pairs else PATH


def without(answers: Answers, param: str) -> Answers:
    return {other: values for other, values in answers.items() if other != param}


def choices(question: Question, answers: Answers, index: FitIndex) -> list[Choice]:
    """The answers that some network still in question meets wholly, and how many do."""
    hard = {param: answers[param] for param in HARD if param in answers and param != question.param}
    # A region counts here what it counts on every page, converted networks included.
    pool = Fit(index, hard, index.networks.listed if question.param == REGION else None)
    found = []
    for value, label, depth, group in _values(question.param, index):
        if count := (pool.fitting & pool.match(question.param, value).whole).bit_count():
            found.append(Choice(value, label, count, depth, group))
    return found


def _values(param: str, index: FitIndex) -> list[tuple[str, str, int, str]]:
    if param == REGION:
        groups: dict[str, str] = {
            RegionKind.LAND: _("Länder"),
            RegionKind.FUNCTIONAL: _("Regionen über Grenzen hinweg"),
        }
        regions = [region for region in index.networks.regions.values() if region.kind in groups]
        regions.sort(key=lambda region: (region.kind != RegionKind.LAND, sort_key(region.name)))
        return [(region.slug, region.name, 0, groups[region.kind]) for region in regions]
    if param in (NEED, BODY):
        return [(value, str(label), 0, "") for value, label in (Need if param == NEED else Body).choices]
    return [(option.value, str(option.label), option.depth, "") for option in index.networks.options[param]]


def next_question(answers: Answers, index: FitIndex) -> tuple[Question, list[Choice]] | None:
    """The first question without an answer whose answers differ in what they bring."""
    for question in QUESTIONS:
        if question.param not in answers:
            hard = {param: answers[param] for param in HARD if param in answers}
            pool, found = Fit(index, hard).count(), choices(question, answers, index)
            if any(choice.count < pool for choice in found):
                return question, found
    return None


def answer_label(param: str, value: str, index: FitIndex) -> str:
    """An answer as people read it."""
    if value == ANY:
        return _("egal")
    if param == REGION:
        region = index.networks.tree.by_slug(value)
        return region.name if region else value
    if param in (NEED, BODY):
        return str((Need if param == NEED else Body)(value).label)
    return str(index.networks.by_value[param][value].label)
