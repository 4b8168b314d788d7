"""For editors: „Warum diese Person?“ and where somebody answers, both decided by the same code as the page."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from contacts.enums import Concern, Role
from contacts.finder.ground import Terrain, terrain
from contacts.finder.places import look_up
from contacts.finder.questions import ANOTHER, ANY, Given
from contacts.finder.rules import BY_PARENT, NAMED, OPEN, UNSTATED, Inquiry, Route, Stop, Verdict
from contacts.models import Person, Responsibility
from networks.models import Organisation

EXACT_WORDS = {NAMED: "genannt", BY_PARENT: "Oberfeld", OPEN: "jedes", UNSTATED: "nicht gefragt"}


class FinderAdminMixin:
    """Adds both pages below the list of responsibilities."""

    change_list_template = "admin/contacts/responsibility/change_list.html"

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("warum/", wrap(self.trace_view), name="contacts_responsibility_trace"),
            path("abdeckung/", wrap(self.coverage_view), name="contacts_responsibility_coverage"),
            *super().get_urls(),
        ]

    def trace_view(self, request: HttpRequest) -> HttpResponse:
        """Every rule for some answers: what became of it, how exact it is, who wins and why."""
        ground = terrain()
        given, problem = _given(request, ground)
        context = self._page(request, "Warum diese Person?") | {
            "given": given,
            "problem": problem or ("Diese Angaben kennen wir nicht." if given.wrong else ""),
            "concerns": Concern.choices,
            "regions": sorted(ground.tree.regions.values(), key=lambda region: region.name),
            "fields": list(ground.fields.values()),
            "roles": Role.choices,
            "any": ANY,
            "another": ANOTHER,
        }
        if given.anliegen:
            inquiry = given.inquiry(ground)
            route = ground.route(inquiry, date.today())
            found = ground.verdicts(inquiry, date.today())
            context |= {"rows": _rows(found, route, ground), "winner": _winner(route, found), "public": given.url}
        return render(request, "admin/contacts/responsibility/trace.html", context)

    def coverage_view(self, request: HttpRequest) -> HttpResponse:
        """Concern by region: who answers first, where only an office that catches the rest, where nobody."""
        context = self._page(request, "Wer antwortet wo?") | _coverage(terrain())
        return render(request, "admin/contacts/responsibility/coverage.html", context)

    def _page(self, request: HttpRequest, title: str) -> dict:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return self.admin_site.each_context(request) | {"title": title, "opts": self.model._meta}


def _given(request: HttpRequest, ground: Terrain) -> tuple[Given, str]:
    """The answers of the form; a typed place counts before the list."""
    given = Given.of(request.GET, ground)
    typed = request.GET.get("ort", "").strip()
    if not typed:
        return given, ""
    found = look_up(typed)
    if found.region:
        return given.with_region(found.region.slug), ""
    names = ", ".join((*(label for label, _ in found.choices), *found.similar))
    return given, f"{found.message} {names}".strip()


def _rows(found: list[Verdict], route: Route, ground: Terrain) -> list[dict]:
    stops = [*((route.lead,) if route.lead else ()), *route.alternatives]
    tasks = Responsibility.objects.select_related("person", "office").in_bulk([v.rule.pk for v in found])
    rows = []
    for verdict in found:
        task = tasks.get(verdict.rule.pk)
        if task is None:
            continue
        region, exact_field, exact_role = verdict.exactness
        rows.append(
            {
                "task": task,
                "url": reverse("admin:contacts_responsibility_change", args=[task.pk]),
                "verdict": verdict,
                "place": ground.tree.regions[verdict.region].name if verdict.region else "bundesweit",
                "exact": f"({region}, {exact_field}, {exact_role}, Rang {verdict.rule.priority})",
                "words": f"Feld: {EXACT_WORDS[exact_field]}, Rolle: {EXACT_WORDS[exact_role]}",
                "reach": _reach(verdict),
                "part": _part(verdict, stops),
            }
        )
    return rows


def _reach(verdict: Verdict) -> str:
    if verdict.rule.is_reachable:
        return "bestätigt" if verdict.rule.is_confirmed else "erreichbar, nicht bestätigt"
    return "nur über die Organisation" if verdict.rule.behind else "ohne Kontaktweg"


def _part(verdict: Verdict, stops: list[Stop]) -> str:
    """What the rule does in the answer."""
    for number, stop in enumerate(stops):
        if verdict.rule in (one.rule for one in (stop.verdict, *stop.named)):
            return "Antwort" if number == 0 else f"Ausweichkontakt {number}"
    return ""


def _winner(route: Route, found: list[Verdict]) -> str:
    """Why the first is the first, in words."""
    if route.lead is None:
        return "Niemand antwortet: Keine Regel passt, und keine Auffangstelle deckt die Region ab."
    if route.lead.is_near:
        return "Hier ist für dieses Anliegen niemand zuständig; deshalb antwortet, wer es nebenan ist."
    best, fitting = route.lead.verdict, [verdict for verdict in found if verdict.fits]
    passed = [verdict for verdict in fitting if verdict.order < best.order]
    if passed:
        return "Die genaueren Regeln haben keinen Kontaktweg; deshalb antwortet, wer erreichbar ist."
    if best.rule.is_fallback:
        return "Keine Regel für dieses Anliegen passt; deshalb antwortet die Auffangstelle der engsten Region."
    own = (best, *route.lead.named)
    rivals = [verdict for verdict in fitting if verdict not in own and not verdict.rule.is_fallback]
    if not rivals:
        office = " Wer zuständig ist, hat keinen eigenen Kontaktweg; deshalb führt die Organisation."
        return f"Keine andere Regel passt zum Anliegen.{office if route.lead.named else ''}"
    return f"Mehrere Regeln passen; den Ausschlag gibt {_difference(best, rivals[0])}."


def _difference(best: Verdict, rival: Verdict) -> str:
    for name, mine, other in zip(
        ("die engere Region", "das genauere Feld", "die genauere Rolle"), best.exactness, rival.exactness, strict=True
    ):
        if mine != other:
            return name
    return "der Rang" if best.rule.priority != rival.rule.priority else "die Reihenfolge der Eingabe"


def _coverage(ground: Terrain) -> dict:
    """Without field and role, which only sharpen what is there."""
    today, names = date.today(), _Names(ground)
    places = [None, *ground.laender(), *ground.special_regions()]
    rows, gaps = [], 0
    for place in places:
        cells = []
        for concern in Concern:
            inquiry = Inquiry(concern=concern.value, region=place.pk if place else None)
            lead = ground.route(inquiry, today).lead
            gaps += lead is None
            given = Given(anliegen=concern.value, region=place.slug if place else ANY)
            cells.append(
                {
                    "name": names.of(lead) if lead else "niemand",
                    "kind": _kind(lead),
                    "query": given.url.partition("?")[2],
                }
            )
        rows.append({"place": place.name if place else "bundesweit, ohne Ort", "cells": cells})
    return {"rows": rows, "concerns": [concern.label for concern in Concern], "gaps": gaps}


def _kind(lead: Stop | None) -> str:
    if lead is None:
        return "niemand"
    if lead.is_near:
        return "nur nebenan"
    if lead.verdict.rule.is_fallback:
        return "nur Auffangstelle"
    return "Person" if lead.person else "Stelle"


class _Names:
    """People and offices by key; two queries for the whole table."""

    def __init__(self, ground: Terrain):
        rules = ground.rules
        people = {rule.person for rule in rules if rule.person}
        offices = {pk for rule in rules for pk in (rule.office, rule.behind) if pk}
        self.people = {pk: str(row) for pk, row in Person.objects.in_bulk(people).items()}
        self.offices = {pk: row.name for pk, row in Organisation.objects.in_bulk(offices).items()}

    def of(self, stop: Stop) -> str:
        return self.people.get(stop.person) or self.offices.get(stop.office, "")


def warnings(task: Responsibility) -> list[str]:
    """What an editor should know about a rule that is valid but will not help anybody."""
    rule = next((rule for rule in terrain().rules if rule.pk == task.pk), None)
    found = []
    if rule is None:
        if task.concern or task.is_fallback:
            found.append(
                "Der Förderkontakt zeigt diese Zuständigkeit nicht: Person, Stelle oder Netzwerk ist nicht freigegeben."
            )
        return found
    if not rule.is_reachable:
        way = "; es antwortet die Organisation" if rule.behind else "; es antwortet die Auffangstelle der Region"
        found.append(f"Für diese Zuständigkeit ist kein Kontaktweg hinterlegt{way}.")
    if rule.end and rule.end < date.today():
        found.append("Diese Zuständigkeit gilt nicht mehr; der Förderkontakt übergeht sie.")
    if rule.start and rule.start > date.today():
        found.append("Diese Zuständigkeit gilt erst später; bis dahin übergeht der Förderkontakt sie.")
    if not task.source_id:
        found.append("Diese Zuständigkeit hat keine Quelle; auf der Seite steht „ohne Quelle“.")
    return found
