"""Every statement of the fixtures is in the API with its source, and nobody who is not released is."""

from collections import Counter

import pytest
from django.test import Client

from contacts.models import Channel, Mention, Person
from core.kinds import kind_of, record_models
from documents.named import key_of
from documents.shape import shape_of
from open_data.api.lists import OPEN
from publishing.enums import NameKind
from publishing.models import Citation, Name
from publishing.snapshots import parts_of
from tests.open_data.reading import ROOT, everything, get, texts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]
TOLD = {one.model: name for name, one in OPEN.items()}
KINDS = pytest.mark.parametrize("model", [one for one in record_models() if one in TOLD], ids=lambda one: one.__name__)


@KINDS
def test_every_row_of_a_record_is_told_with_its_source(model):
    documents = {one["id"]: one for one in everything(TOLD[model])}
    for part in parts_of(model).values():
        if part.model in (Citation, Mention):
            continue
        rows = part.model.objects.public(part.owner or "subject").filter(**_about(model, part))
        if part.model is Name:
            rows = rows.exclude(kind=NameKind.SEARCH)
        owner = f"{part.owner}_id" if part.owner else "object_id"
        wanted = Counter(rows.filter(**{f"{owner}__in": [*documents]}).values_list(owner, "source_id"))
        told = Counter(
            (pk, row["belege"][0].get("quelle"))
            for pk, one in documents.items()
            for row in one.get(key_of(model, part.name), ())
        )
        assert told == wanted, part.name


def _about(model, part) -> dict:
    if part.owner:
        return {}
    return {"content_type__model": model._meta.model_name, "content_type__app_label": model._meta.app_label}


@KINDS
def test_every_citation_of_a_value_is_told(model):
    documents = {one["id"]: one for one in everything(TOLD[model])}
    keys = shape_of(model).keys | {kind_of(model).names[0]: "name", "": "eintrag"}
    cited = Citation.objects.filter(content_type__model=model._meta.model_name, object_id__in=[*documents])
    silent = [
        (documents[pk]["name"], field)
        for pk, field, source, value in cited.values_list("object_id", "field", "source_id", "value")
        if not any(
            one.get("quelle") == source and bool(one.get("andere_angabe")) == bool(value)
            for one in documents[pk]["belege"].get(keys.get(field, field), ())
        )
    ]

    assert silent == []
    assert cited.exists() or not kind_of(model).is_cited


def test_it_is_all_of_more_than_two_thousand_statements():
    proofs = Counter(key for name in lists_of_records() for one in everything(name) for key in _proofs(one))

    assert proofs["quelle"] > 2000


def lists_of_records() -> list[str]:
    return [name for model, name in TOLD.items() if kind_of(model).is_record]


def _proofs(value):
    if isinstance(value, dict):
        yield from ("quelle" for one in value.get("belege", ()) if isinstance(one, dict) and "quelle" in one)
        yield from (
            "quelle" for one in (value["belege"].values() if isinstance(value.get("belege"), dict) else ()) for _ in one
        )
        for one in value.values():
            yield from _proofs(one)
    elif isinstance(value, list):
        for one in value:
            yield from _proofs(one)


@pytest.mark.once
def test_nobody_is_named_who_is_not_released():
    """Neither by name nor by a way to reach them, wherever the API answers."""
    said = "\n".join(_all_answers())
    names = {f"{one.given_name} {one.family_name}" for one in Person.objects.all()}
    ways = {*Channel.objects.filter(person__isnull=False).values_list("value", flat=True)}

    assert len(names) > 30 and len(ways) > 10
    assert [name for name in names if name in said] == []
    assert [way for way in ways if way in said] == []
    assert "/ansprechpersonen/" not in said


def _all_answers():
    for name in OPEN:
        for one in everything(name):
            yield from texts(one)
    addresses = [f"{ROOT}/suche?q={word}" for word in ("netz", "GRW", "Ansprechperson", "Piefke", "Mannheim")]
    for name in ("netzwerke", "foerderprogramme", "organisationen"):
        addresses += [f"{ROOT}/{name}/{one['adresse'].split('/')[-2]}/kontakt" for one in everything(name)]
    addresses += [f"{ROOT}/facetten/{name}" for name in OPEN]
    for concern in ("vorhaben-foerdern", "beitreten", "ausland", "netzwerk-gruenden", "unternehmen-gruenden"):
        addresses += [f"{ROOT}/foerderkontakt?anliegen={concern}&region={region}" for region in ("berlin", "mannheim")]
    for address in addresses:
        yield from texts(get(address))


def test_who_is_released_is_named(settings):
    settings.PORTAL_CACHE = False
    Person.objects.filter(family_name="Piefke").update(open_data_on="2020-01-01")
    said = "\n".join(text for one in everything("foerderprogramme") for text in texts(one))

    assert "Monika Piefke" in said and "/ansprechpersonen/monika-piefke/" in said
    assert Client().get("/ansprechpersonen/monika-piefke/").status_code == 200
