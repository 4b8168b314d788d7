"""The pages of the finder: one question each, then the answer. Everything is GET and can be shared."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from contacts.enums import Concern, Role
from contacts.finder.answer import Answer, answer, who
from contacts.finder.ground import Terrain, terrain
from contacts.finder.places import Found, look_up
from contacts.finder.qr import qr_code
from contacts.finder.questions import (
    ANOTHER,
    ANY,
    LABELS,
    NOTHING_CHOSEN,
    PARAMS,
    PATH,
    UNKNOWN,
    Given,
    Question,
    next_question,
)
from contacts.finder.talk import PREPARE, opening
from core.words import Words, _
from programmes.elsewhere import FEW, NETWORKS, PROGRAMMES, Elsewhere, elsewhere

_FOR_MONEY = (Concern.PROJECT, Concern.START_UP)


def finder(request: HttpRequest) -> HttpResponse:
    ground = terrain()
    given = Given.of(request.GET, ground)
    place = None
    if "ort" in request.GET:
        typed = request.GET["ort"].strip()
        place = look_up(typed) if typed else None
        if place and place.region:
            return redirect(given.with_region(place.region.slug).url)
        if not typed and given.region and not given.wrong:
            return redirect(given.url)
        if place:
            given = given.without("region")
    question = next_question(given, ground, date.today())
    context = {
        "section": "foerderkontakt",
        "robots": "noindex,follow",
        "canonical": "",
        "summary": _summary(given, ground),
    }
    if question:
        return _ask(request, question, given, ground, place, context)
    return _answer(request, given, ground, context)


def _ask(
    request: HttpRequest, question: Question, given: Given, ground: Terrain, place: Found | None, context: dict
) -> HttpResponse:
    number = PARAMS.index(question.param)
    context |= {
        "breadcrumbs": _crumbs(question.title),
        "question": question,
        "back": _back(given, number),
        "before": [pair for pair in given.pairs[:number] if pair[1]],
        "after": [pair for pair in given.pairs[number + 1 :] if pair[1]],
        "problem": UNKNOWN if question.param in given.wrong else "",
        "choices": (),
        "similar": (),
    }
    if question.param == "region":
        context |= _place_context(request, given, ground, place)
    return render(request, "contacts/finder_question.html", context)


def _place_context(request: HttpRequest, given: Given, ground: Terrain, place: Found | None) -> dict:
    problem = UNKNOWN if "region" in given.wrong else ""
    if place:
        problem = place.message
    elif "ort" in request.GET and not problem:
        problem = NOTHING_CHOSEN
    return {
        "problem": problem,
        "typed": request.GET.get("ort", "").strip()[:100] if place else "",
        "choices": place.choices if place else (),
        "similar": [(name, given.with_typed(name)) for name in place.similar] if place else [],
        "laender": ground.laender(),
        "special": ground.special_regions(),
        "any": ANY,
        "again": given.url,
    }


def _answer(request: HttpRequest, given: Given, ground: Terrain, context: dict) -> HttpResponse:
    inquiry = given.inquiry(ground)
    found = answer(ground.route(inquiry, date.today()), inquiry, ground)
    address = request.build_absolute_uri(given.url)
    context |= {
        "breadcrumbs": _crumbs(found.title),
        "answer": found,
        "back": _back(given, len(PARAMS)),
        "region": found.place,
        "prepare": PREPARE[Concern(given.anliegen)],
        "narrower": [(part, given.with_region(part.slug).url) for part in ground.narrower(inquiry)],
        "address": address,
        "code": qr_code(address),
        "sheet": given.sheet_url,
        "directories": _elsewhere(given, found),
        "sources": found.sources,
    }
    return render(request, "contacts/finder_result.html", context)


def _elsewhere(given: Given, found: Answer) -> Elsewhere | None:
    """Directories to look up what the answer has little of."""
    if len(found.programmes) + len(found.networks) > FEW and not found.nobody_here:
        return None
    listed = PROGRAMMES if given.anliegen in _FOR_MONEY else NETWORKS
    return elsewhere(listed, [given.region], [given.feld])


def call_sheet(request: HttpRequest) -> HttpResponse:
    """The answer as one sheet of paper: whom to call, what to say, what to have at hand.

    Where an answer is missing, or nobody is known, it leads to the finder, which says so.
    """
    ground = terrain()
    given = Given.of(request.GET, ground)
    if next_question(given, ground, date.today()):
        return redirect(given.url)
    inquiry = given.inquiry(ground)
    found, _rows = who(ground.route(inquiry, date.today()), inquiry, ground)
    if found.lead is None:
        return redirect(given.url)
    words = {param: _words(param, value, ground) for param, value in given.pairs if value}
    address = request.build_absolute_uri(given.url)
    context = {
        "section": "foerderkontakt",
        "robots": "noindex,follow",
        "canonical": "",
        "breadcrumbs": [*_crumbs(found.title, given.url), {"label": _("Anrufzettel")}],
        "answer": found,
        "lead": found.lead,
        "concern": words["anliegen"],
        "opening": opening(given, found.place.name if found.place else "", words.get("feld", ""), found.lead.is_near),
        "prepare": PREPARE[Concern(given.anliegen)],
        "back": given.url,
        "address": address,
        "code": qr_code(address),
        "today": date.today(),
        "sources": found.sources,
    }
    return render(request, "contacts/finder_sheet.html", context)


def _crumbs(label: Words, url: str = "") -> list[dict]:
    """`url`: the address of the last, where the page lies below it."""
    return [
        {"label": _("Förderung"), "url": "/foerderprogramme/"},
        {"label": _("Förderkontakt"), "url": PATH},
        {"label": label} | ({"url": url} if url else {}),
    ]


def _summary(given: Given, ground: Terrain) -> list[dict]:
    """The answers so far in words, each with the link to change it; the others stay as they are."""
    return [
        {"label": LABELS[param], "value": _words(param, value, ground), "change": given.without(param).url}
        for param, value in given.pairs
        if value
    ]


def _words(param: str, value: str, ground: Terrain) -> str:
    if param == "anliegen":
        return str(Concern(value).label)
    if param == "region":
        return _("keine Angabe, bundesweit") if value == ANY else ground.region(value).name
    if value == ANY:
        return _("keine Angabe")
    if param == "feld":
        return _("ein anderes Feld") if value == ANOTHER else ground.field_by_slug[value].name
    return str(Role(value).label)


def _back(given: Given, number: int) -> str:
    """The question before the one with this number; nothing on the first."""
    answered = [param for param, value in given.pairs[:number] if value]
    return given.without(answered[-1]).url if answered else ""
