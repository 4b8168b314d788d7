"""Whom to ask for one's concern at a place, with the reason: the answer of the finder."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from contacts.enums import Concern
from contacts.finder.answer import Answer, Shown
from contacts.finder.answer import answer as find
from contacts.finder.ground import Terrain, terrain
from contacts.finder.places import look_up
from contacts.finder.questions import ANY, LABELS, PARAMS, Given, Question, next_question
from documents.hidden import hidden_names
from documents.named import named
from open_data.api import parameters as asked
from open_data.api.answers import Refused, answer
from open_data.api.offices import Offices, proof_of

PLACE = "ort"


def finder(request: HttpRequest) -> HttpResponse:
    """Field and role may be left open: then the answer says which question would make it narrower."""
    asked.check_names(request.GET, (*PARAMS, PLACE))
    ground = terrain()
    given = _given(request, ground)
    whole = Given(given.anliegen, given.region or ANY, given.feld or ANY, given.rolle or ANY)
    inquiry, today = whole.inquiry(ground), date.today()
    found = find(ground.route(inquiry, today), inquiry, ground)
    said = {"seite": f"{settings.SITE_URL}{whole.url}", **_said(found)}
    if question := next_question(Given(given.anliegen, whole.region, given.feld, given.rolle), ground, today):
        said["rueckfrage"] = _question(question)
    return answer(request, said)


def _given(request: HttpRequest, ground: Terrain) -> Given:
    given = Given.of(request.GET, ground)
    for param in given.wrong:
        words = ", ".join(Concern.values) if param == "anliegen" else ""
        status = 404 if param in ("region", "feld") else 400
        label, value = str(LABELS[param]), request.GET[param][:40]
        more = {"unverstanden": [{"parameter": param, "wert": value}]} | ({"bekannt": words} if words else {})
        detail = f"Das gibt es nicht: {label} ‚{value}‘.", f"No such thing: {label} ‘{value}’."
        raise Refused("unbekannter-wert", *detail, status, more)
    if not given.anliegen:
        raise asked.wrong("anliegen", f"fehlt: {', '.join(Concern.values)}", f"is missing: {', '.join(Concern.values)}")
    if typed := request.GET.get(PLACE, "").strip():
        return given.with_region(_place(typed))
    return given


def _place(typed: str) -> str:
    found = look_up(typed)
    if found.region:
        return found.region.slug
    more = {"auswahl": [{"name": label, "region": region.slug} for label, region in found.choices]}
    words = f"Diesen Ort kennen wir nicht: {typed[:40]}.", f"We do not know this place: {typed[:40]}."
    if found.choices:
        words = f"Mehrere Orte heißen so: {typed[:40]}.", f"Several places are called so: {typed[:40]}."
    raise Refused("unbekannter-wert", *words, 404, more | {"aehnlich": list(found.similar)})


def _said(found: Answer) -> dict[str, Any]:
    stops = [*((found.lead,) if found.lead else ()), *found.alternatives]
    people = [task.person for one in stops if one.stop.person and (task := one.card.tasks[0])]  # type: ignore[union-attr]
    offices = Offices(people, [one.card.organisation for one in stops if one.is_office])
    said: dict[str, Any] = {
        "titel": found.title,
        "gebiet": _refer(found.place),
        "niemand_am_ort": found.nobody_here,
        "stationen": [_stop(one, offices) for one in stops],
        "programme": [_refer(one) for one in found.programmes],
        "angebote": [_refer(one) for one in found.offers],
        "netzwerke": [_refer(one.network) for one in found.networks],
    }
    return {key: value for key, value in said.items() if value not in (None, [])}


def _stop(one: Shown, offices: Offices) -> dict[str, Any]:
    task = one.card.task if one.is_office else one.card.tasks[0]  # type: ignore[union-attr]
    person = None if one.is_office else one.card.person  # type: ignore[union-attr]
    clean = hidden_names().without
    said = {
        "titel": one.title,
        "aufgabe": clean(task.task),
        "begruendung": clean(one.reason),
        "hinweis": one.advice,
        "moeglich": one.is_possible,
        "auffangstelle": one.is_fallback,
        "nebenan": one.is_near,
        "gebiet": _refer(one.place),
        **offices.who(person, one.card.organisation),
        "belege": proof_of(task, offices.is_named(person)),
    }
    return {key: value for key, value in said.items() if value not in (None, "")}


def _question(question: Question) -> dict[str, Any]:
    options = [{"wert": one.value, "name": str(one.label)} for one in question.options]
    return {"parameter": question.param, "frage": str(question.title), "werte": options}


def _refer(record: Any) -> dict[str, Any] | None:
    return named(type(record)).of(record) if record else None
