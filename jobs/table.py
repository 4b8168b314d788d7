"""The one table of guided jobs."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from jobs.forms import JobForm
from jobs.sheet import Sheet
from jobs.written import call, contact, ended, event, funding, merged, network, renamed, table
from networks.models import Event, Network, Organisation, Place, Project
from programmes.models import Programme, SupportOffer
from publishing.models import Record

FROM_TABLE = "tabelle"
NAMED = (Network, Organisation, Programme, SupportOffer, Event, Place, Project)


@dataclass(frozen=True)
class Job:
    """`kinds`: entries at which it can begin; `alone`: whether it can begin without one.

    `write` writes the places; a job that leads to another page has its `address` instead, or a `page` for all.
    """

    key: str
    title: str
    says: str
    kinds: tuple[type[Record], ...] = ()
    form: type[JobForm] | None = None
    write: Callable[[Sheet, JobForm], None] | None = None
    address: Callable[[JobForm], str] | None = None
    page: str = ""
    alone: bool = False

    @property
    def url(self) -> str:
        """Without an entry."""
        return reverse(self.page) if self.page else reverse("jobs:job", args=[self.key])

    def url_of(self, record: Record) -> str:
        return reverse("jobs:job_at", args=[self.key, record._meta.label_lower, record.pk])


JOBS = {
    job.key: job
    for job in (
        Job(
            "ansprechperson",
            "Ansprechperson gewechselt",
            "Jemand hört auf oder fängt an. Beide Daten gelten von selbst.",
            (Network, Programme, Organisation),
            contact.ContactForm,
            contact.write,
        ),
        Job(
            "netzwerk-aufnehmen",
            "Netzwerk aufnehmen",
            "Ein neues Netzwerk mit Mitgliedern, Förderung, Terminen, Kontakt und Quelle.",
            form=network.NetworkForm,
            write=network.write,
            alone=True,
        ),
        Job(
            "umbenannt",
            "Umbenannt",
            "Der alte Name bleibt zu finden, die alte Adresse leitet um.",
            NAMED,
            renamed.RenamedForm,
            renamed.write,
        ),
        Job(
            "zusammengelegt",
            "Zusammengelegt",
            "Zwei Einträge sind einer geworden.",
            NAMED,
            merged.MergedForm,
            address=merged.address,
        ),
        Job(
            "beendet",
            "Beendet",
            "Mit Datum und Nachfolge; auch die Zuständigkeiten enden.",
            (Network,),
            ended.EndedForm,
            ended.write,
        ),
        Job(
            "aufruf",
            "Aufruf geöffnet oder geschlossen",
            "Anträge sind ab oder bis zu einem Tag möglich.",
            (Programme,),
            call.CallForm,
            call.write,
        ),
        Job(
            "veranstaltung",
            "Veranstaltung oder Reihe",
            "Ein Termin oder etwas, das regelmäßig stattfindet.",
            (Network, Organisation),
            event.EventForm,
            event.write,
        ),
        Job(
            "foerderung-verlaengert",
            "Förderung verlängert",
            "Was bisher galt, bleibt stehen; der neue Zeitraum kommt dazu.",
            (Network,),
            funding.FundingForm,
            funding.write,
        ),
        Job(  # begins with the import of a table, never at an entry
            FROM_TABLE,
            "Aus einer Tabelle",
            "Was die Tabelle einer anderen Stelle über einen Eintrag sagt.",
            form=table.TableForm,
            write=table.write,
        ),
        Job(
            "meldung",
            "Meldung beantworten",
            "Jemand hat über „Fehler melden“ geschrieben.",
            page="admin:reports_report_changelist",
            alone=True,
        ),
    )
}


def jobs_of(record: Record) -> list[Job]:
    return [job for job in JOBS.values() if isinstance(record, job.kinds)]
