"""Contact persons: the list by task, and a person's page."""

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from contacts.facets import contact_index
from contacts.filters import PersonFilter
from contacts.models import Person, Responsibility
from contacts.vcards import person_vcard, vcard_response
from core.facet_form import ListQuery
from core.list_view import list_page
from core.words import _
from pages.record_page import Fact, RecordPage, Value
from pages.records import SourceNotes, get_published
from programmes.elsewhere import elsewhere_of
from regions.place_field import reads_place


@reads_place
def contact_list(request: HttpRequest) -> HttpResponse:
    listing = ListQuery.by(PersonFilter, "/ansprechpersonen/", request.GET, contact_index())
    context, pks = list_page(listing, request.GET.get("seite"))
    tasks = Responsibility.objects.public().filter(person__in=pks).select_related("person__organisation")
    notes = SourceNotes()
    by_person = {card.person.pk: card for card in Responsibility.cards(notes.attach(tasks), notes)}
    cards = [by_person[pk] for pk in pks if pk in by_person]
    for card in cards:
        for task in card.tasks:
            task.stand = notes.stand(task)
    context |= {
        "breadcrumbs": [{"label": _("Ansprechpersonen")}],
        "cards": cards,
        "sources": notes.sources(),
        "directories": elsewhere_of(listing),
        "robots": "noindex,follow",
        "canonical": "",
    }
    return render(request, "contacts/contact_list.html", context)


def contact_detail(request: HttpRequest, slug: str) -> HttpResponse:
    person = get_published(Person, slug, "organisation")
    page = RecordPage(person, ("responsibilities", "channels"))
    tasks = page.rows("responsibilities", "person__organisation", "network", "programme")
    if not tasks:
        raise Http404(_("Diese Person ist keine Ansprechperson."))
    prefetch_related_objects(tasks, "regions")
    (card,) = Responsibility.cards(tasks, page)
    facts = [
        page.fact(_("Funktion laut Quelle"), "function", person.function),
        page.fact(
            _("Organisation"),
            "organisation",
            str(card.organisation or ""),
            card.organisation.get_absolute_url() if card.organisation else "",
        ),
        *(_task_facts(tasks)),
    ]
    context = page.context() | {
        "person": person,
        "breadcrumbs": [
            {"label": _("Ansprechpersonen"), "url": "/ansprechpersonen/"},
            {"label": person.full_name},
        ],
        "robots": "noindex,follow",
        "card": card,
        "tasks": tasks,
        "facts": [fact for fact in facts if fact],
    }
    return render(request, "contacts/contact_detail.html", context)


@require_safe
def contact_vcard(request: HttpRequest, slug: str) -> HttpResponse:
    """The person's own channels, as published."""
    person = get_published(Person, slug, "organisation")
    page = RecordPage(person, ("responsibilities", "channels"))
    tasks = [task for task in page.rows("responsibilities", "person__organisation", "network") if task.is_current]
    card = next(iter(Responsibility.cards(tasks, page)), None)
    if card is None or not any(channel.href for channel in card.channels):
        raise Http404(_("Zu dieser Person ist kein Kontaktweg veröffentlicht."))
    about = dict.fromkeys(str(task.network or task.task) for task in tasks)
    return vcard_response(person_vcard(card, about, request.build_absolute_uri("/").rstrip("/")), slug)


def _task_facts(tasks: list) -> list[Fact]:
    """The networks and programmes a person is responsible for."""
    facts = []
    for label, name in ((_("Netzwerke"), "network"), (_("Förderprogramme"), "programme")):
        targets = {}
        for task in tasks:
            target = getattr(task, name)
            if target:
                targets[target.pk] = Value(str(target), target.get_absolute_url(), task.mark)
        if targets:
            facts.append(Fact(label, list(targets.values())))
    return facts
