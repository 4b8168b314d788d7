"""An import page by page, as an editor goes through it."""

from django.core.files.uploadedfile import SimpleUploadedFile

from publishing.models import SourceDocument
from regions.models import Region
from tests.factories import make
from tests.html_forms import form_data
from tests.transfer.files import csv_file
from transfer.models import ImportBatch, ImportRow

URL = "/redaktion/import/"
HEAD = ("Netzwerkname", "Art", "Bundesland", "Kurzbeschreibung", "Homepage", "Seltsames")


def upload(client, content: bytes, kind="networks.network", name="netze.csv"):
    return client.post(URL, {"art": kind, "datei": SimpleUploadedFile(name, content)})


def batch() -> ImportBatch:
    return ImportBatch.objects.latest("pk")


def mapped(client, content: bytes, kind="networks.network", **values) -> ImportBatch:
    """Up to the preview. `also`: with what else the table says, as the page has it ticked."""
    response = upload(client, content, kind)
    assert response.status_code == 302, response.content.decode()
    form = form_data(client.get(response.url).content.decode(), "import_mapping_form")
    if "herkunft-kind" not in values:
        values |= from_source(values.pop("source", None) or make(SourceDocument, state="entwurf"))
    if not values.pop("also", False):  # one kind after the other, by hand
        form = {name: value for name, value in form.items() if not name.startswith("auch-")}
    values = {"stand": "01.02.2024"} | values
    response = client.post(response.url, form | values, follow=True)
    assert response.redirect_chain[-1][0] in (f"{URL}{batch().pk}/", f"{URL}{batch().pk}/fehler/"), (
        response.redirect_chain
    )
    return batch()


def from_source(source: SourceDocument) -> dict[str, str]:
    """The answer where the knowledge is from."""
    return {"herkunft-kind": "quelle", "herkunft-source": f"{source} ({source.pk})"}


def apply(client, one: ImportBatch):
    return client.post(f"{URL}{one.pk}/", {"aktion": "uebernehmen"}, follow=True)


def rows(one: ImportBatch) -> dict[str, ImportRow]:
    return {row.name: row for row in one.rows.all()}


def tick(client, one: ImportBatch, *names: str, action="merken", **values):
    by_name = rows(one)
    data = {"zeile": [row.pk for row in by_name.values() if row.may_apply], "aktion": action}
    return client.post(
        f"{URL}{one.pk}/", data | {f"ja-{by_name[name].pk}": "1" for name in names} | values, follow=True
    )


def network_rows(region: Region) -> bytes:
    return csv_file(
        HEAD,
        ("Neues Netz", "Cluster", region.name, "Verbindet.", "https://neu.example/", "x"),
        ("Altes Netz", "Netzwerk", region.name, "Jetzt anders.", "", ""),
        ("Gleiches Netz", "Netzwerk", region.name, "Ein Netz.", "", ""),
        ("Kaputtes Netz", "Kegelklub", "Nirgendwo", "x" * 161, "keine Adresse", ""),
        ("Doppeltes Netz", "Netzwerk", "", "Was nun?", "", ""),
    )
