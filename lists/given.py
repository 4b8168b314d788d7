"""The views that are there from the start."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from contacts.models import Person
from lists.columns import is_internal
from networks.models import Network, Organisation
from publishing.models import Record
from tables.columns import ID, KINDS, TableKind


@dataclass(frozen=True)
class Given:
    """`columns`: their keys. `further`: of the address, what else the view asks for."""

    title: str
    model: type[Record]
    columns: tuple[str, ...]
    further: tuple[tuple[str, str], ...] = ()

    @property
    def query(self) -> str:
        return urlencode([*self.further, *(("spalte", key) for key in self.columns)])

    @property
    def url(self) -> str:
        return f"{reverse('lists:table', args=[self.model._meta.label_lower])}?{self.query}"


CONTACTS = Given(
    "Netzwerke mit Ansprechpersonen",
    Network,
    (
        "name", "regions", "kontakt", "kontakt-aufgabe", "kontakt-telefon", "kontakt-mail", "kontakt-mobil",
        "kontakt-stelle", "stelle-mail", "naechster", "naechster-weg", "naechster-mail", "website",
    ),
)  # fmt: skip
GIVEN = [
    CONTACTS,
    Given("Netzwerke mit Mitgliedern und Förderungen", Network, (
        "name", "kind", "regions", "fields", "mitglieder", "programme", "foerderungen", "veranstaltungen",
        "seite-im-verzeichnis",
    )),
    Given("Ansprechpersonen mit Aufgaben und Regionen", Person, (
        "title", "given_name", "family_name", "function", "organisation", "zustaendig", "zustaendig-bei",
        "zustaendig-in", "telefon", "mobil", "e-mail", "stelle-mail",
    )),
    Given("Organisationen mit Kontakt", Organisation, (
        "name", "kind", "region", "telefon", "e-mail", "post", "website", "personen", "netzwerke",
    )),
]  # fmt: skip


def to_read_in_again(kind: TableKind) -> Given:
    """All that a table says of entries of every state, to work on and import again."""
    own = tuple(column.key for column in kind.written if not is_internal(kind, column))
    return Given("Zum Bearbeiten und Wiedereinlesen", kind.model, (ID, *own), (("umfang", "alle"),))


def given(kind: TableKind) -> list[Given]:
    return [*(one for one in GIVEN if one.model is kind.model), to_read_in_again(kind)]


def usual_columns(kind: TableKind) -> tuple[str, ...]:
    """What a list shows that nobody has chosen columns for."""
    own = next((one.columns for one in GIVEN if one.model is kind.model), ())
    return own or tuple(column.key for column in kind.written if not is_internal(kind, column))


def all_given() -> list[tuple[TableKind, list[Given]]]:
    return [(kind, given(kind)) for kind in KINDS.values()]
