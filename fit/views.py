"""„Welches Netzwerk passt zu mir?“: one question a page, then the networks that fit, with the reasons."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from core.words import Words, _, _lazy
from directory.result_list import network_lines
from fit.questions import (
    BY_PARAM,
    PATH,
    QUESTIONS,
    Question,
    answer_label,
    answers_of,
    next_question,
    url,
    without,
)
from fit.ranking import ANY, FIELD, MARKET, REGION, Answers, Fit, FitIndex, fit_index
from fit.reasons import reasons
from inputs.text import one_line
from programmes.elsewhere import FEW, NETWORKS, elsewhere
from regions.nearness import Nearness
from regions.resolve import Resolution, resolve

TITLE = _lazy("Welches Netzwerk passt zu mir?")
SHOWN, NEARBY, ENOUGH = 12, 5, 3


def fit(request: HttpRequest) -> HttpResponse:
    index = fit_index()
    answers = answers_of(request.GET, index)
    typed = one_line(request.GET.get("ort", ""))[:100]
    place = resolve(typed)
    if place.region:  # the address keeps the region, not what was typed
        return HttpResponseRedirect(url(answers | {REGION: [place.region.slug]}))
    if typed:
        answers = without(answers, REGION)
    elif "ort" in request.GET:
        return HttpResponseRedirect(url(answers))
    if found := next_question(answers, index):
        return render(request, "fit/question.html", _question(*found, answers, index, typed, place))
    return render(request, "fit/result.html", _result(answers, index))


def _page(answers: Answers, index: FitIndex) -> dict:
    return {"robots": "noindex,follow", "title": TITLE, "path": PATH, "summary": _summary(answers, index)}


def _summary(answers: Answers, index: FitIndex) -> list[dict]:
    """The answers so far in words, each with the link to change it (components/answers.html)."""
    return [
        {
            "label": question.short,
            "value": ", ".join(answer_label(question.param, value, index) for value in answers[question.param]),
            "change": url(without(answers, question.param)),
        }
        for question in QUESTIONS
        if question.param in answers
    ]


def _question(
    question: Question, choices: list, answers: Answers, index: FitIndex, typed: str, place: Resolution
) -> dict:
    groups: dict[str, list] = {}
    for choice in choices:
        groups.setdefault(choice.group, []).append(choice)
    return _page(answers, index) | {
        "breadcrumbs": [{"label": TITLE}],
        "question": question,
        "number": QUESTIONS.index(question) + 1,
        "questions": len(QUESTIONS),
        "choices": choices,
        "groups": groups,
        "any": ANY,
        "given": [(param, value) for param, values in answers.items() for value in values],
        "typed": typed,
        "place": place,
        "place_choices": [(label, url(answers | {REGION: [region.slug]})) for label, region in place.choices],
        "similar": [(name, f"{PATH}?{urlencode([('ort', name)])}") for name in place.similar],
    }


def _result(answers: Answers, index: FitIndex) -> dict:
    found = Fit(index, answers)
    nearness = Nearness(index.networks, found.answers.get(REGION, []))
    fold, fold_partly = found.folded(found.fitting), found.folded(found.partly)
    best = found.best(SHOWN, fold.hidden)
    nearest = found.nearest(NEARBY, fold_partly.hidden) if len(best) < ENOUGH else []
    fields = found.answers.get(FIELD, [])
    shown = len(best) + sum(len(fold.parts.get(pk, ())) for pk in best)
    return _page(answers, index) | {
        "breadcrumbs": [{"label": TITLE, "url": PATH}, {"label": _("Ergebnis")}],
        "count": found.count(),
        "folded": fold.number,
        "shown": shown,
        "more": found.count() - shown,
        "asked": [BY_PARAM[param].short for param in found.answers],
        "results": network_lines(index.networks, best, fields, fold.parts, nearness),
        "nearest": network_lines(index.networks, nearest, fields, fold_partly.parts, nearness),
        "steps": nearness.steps(found.fitting),
        "why": reasons(found, best + nearest),
        "left_out": found.left_out(),
        "relaxations": _relaxations(found, answers),
        "directory_url": _directory_url(found),
        "directories": elsewhere(NETWORKS, found.answers.get(REGION, ()), fields) if found.count() <= FEW else None,
        "comparable": len(best) + len(nearest) > 1,
    }


def _relaxations(found: Fit, answers: Answers) -> list[tuple[Words, str, int, str]]:
    """The answers to drop: question, answer, how many networks then fit, address."""
    return [
        (
            BY_PARAM[param].short,
            ", ".join(answer_label(param, value, found.index) for value in answers[param]),
            count,
            url(answers | {param: [ANY]}),
        )
        for param, count in found.relaxations()
        if count > found.count()
    ][:3]


def _directory_url(found: Fit) -> str:
    """The directory with the answers that it has a filter for."""
    known = found.index.networks.by_value
    pairs = [
        (param, value)
        for param in (REGION, FIELD, MARKET)
        for value in found.answers.get(param, ())
        if value in known[param]
    ]
    return f"/netzwerke/?{urlencode(pairs)}" if pairs else "/netzwerke/"
