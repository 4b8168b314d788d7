"""The catalogue of what can be had here, as harvesters of GovData and the EU read it (DCAT-AP.de 3.0)."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from core.words import _
from linked.addresses import OPEN_DATA, ref, whole
from linked.datasets import DATASETS, Dataset
from linked.files import File, datasets_with_files
from linked.graph import German, Node, Ref, Typed
from open_data.api.answers import ROOT

_EU = "http://publications.europa.eu/resource/authority/"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_GERMAN = Ref(f"{_EU}language/DEU")
_GERMANY = {"@id": f"{_EU}country/DEU", "@type": "dct:Location"}
_SHA256 = {"@id": "http://spdx.org/rdf/terms#checksumAlgorithm_sha256", "@type": "spdx:ChecksumAlgorithm"}
_PUBLISHER, _CONTACT = "/impressum/#betreiber", "/impressum/#kontakt"
_API_ABOUT, _API_DESCRIBED = f"{OPEN_DATA}api/", "/api/openapi.json"


def named(part: str = "") -> str:
    """The address by which the catalogue, or a part of it, is known."""
    return whole(f"/katalog#{part}" if part else "/katalog")


def catalogue() -> list[Node]:
    changes = {dataset.key: dataset.changed for dataset in DATASETS}
    latest = max((changed for changed in changes.values() if changed), default=None)
    offered = datasets_with_files()
    datasets = [_dataset(dataset, files, changes[dataset.key]) for dataset, files in offered]
    return [
        {
            "@id": named(),
            "@type": "dcat:Catalog",
            "dct:title": German(_("Offene Daten: {name}").format(name=settings.SITE_NAME)),
            "dct:description": German(
                _(
                    "Verzeichnis regionaler Innovationsnetzwerke, ihrer Förderung und der Stellen, die zuständig sind. "
                    "Jede Angabe nennt ihre Quelle."
                )
            ),
            "dct:publisher": ref(_PUBLISHER),
            "dct:language": _GERMAN,
            "dct:spatial": _GERMANY,
            "dct:modified": _moment(latest),
            "dct:license": Ref(settings.DATA_LICENCE),
            "foaf:homepage": ref("/"),
            "dcat:themeTaxonomy": Ref(f"{_EU}data-theme"),
            "dcat:dataset": [Ref(dataset["@id"]) for dataset in datasets],
            "dcat:service": Ref(named("api")),
        },
        *datasets,
        *(_distribution(dataset, file) for dataset, files in offered for file in files),
        _service(),
        _publisher(),
        _contact(),
        _SHA256,
    ]


def _dataset(dataset: Dataset, files: list[File], changed: datetime | None) -> Node:
    return {
        "@id": named(dataset.key),
        "@type": "dcat:Dataset",
        "dct:title": German(dataset.title),
        "dct:description": German(dataset.about),
        "dct:identifier": named(dataset.key),
        "dct:publisher": ref(_PUBLISHER),
        "dcat:contactPoint": ref(_CONTACT),
        "dcat:keyword": [German(word) for word in dataset.keywords],
        "dcat:theme": [Ref(f"{_EU}data-theme/{code}") for code in dataset.themes],
        "dcat:landingPage": ref(dataset.path),
        "dct:language": _GERMAN,
        "dct:spatial": Ref(_GERMANY["@id"]),
        "dct:modified": _moment(changed),
        "dct:accrualPeriodicity": Ref(f"{_EU}frequency/IRREG"),
        "dct:accessRights": Ref(f"{_EU}access-right/PUBLIC"),
        "dct:provenance": {
            "@type": "dct:ProvenanceStatement",
            "rdfs:label": German(_("Aus öffentlichen Dokumenten, jede Angabe mit Quelle, Fundstelle und Stand.")),
        },
        "dcatde:politicalGeocodingLevelURI": Ref("http://dcat-ap.de/def/politicalGeocoding/Level/federal"),
        "dcatde:contributorID": Ref(settings.DATA_CONTRIBUTOR_ID) if settings.DATA_CONTRIBUTOR_ID else None,
        "dcat:distribution": [ref(_file(dataset, file)) for file in files],
    }


def _file(dataset: Dataset, file: File) -> str:
    return f"/katalog#{dataset.key}-{file.key}"


def _distribution(dataset: Dataset, file: File) -> Node:
    """`dcat:accessURL` and `dcat:downloadURL` are the same: who follows it has the file."""
    return {
        "@id": whole(_file(dataset, file)),
        "@type": "dcat:Distribution",
        "dct:title": German(_("{dataset} als {format}").format(dataset=dataset.title, format=file.title)),
        "dct:description": German(file.about) if file.about else None,
        "dcat:accessURL": ref(file.path),
        "dcat:downloadURL": ref(file.path),
        "dct:format": Ref(f"{_EU}file-type/{file.code}"),
        "dcat:mediaType": Ref(f"{_MEDIA_TYPES}{file.media_type}") if file.media_type else None,
        "dcat:compressFormat": Ref(f"{_MEDIA_TYPES}application/gzip") if file.is_packed else None,
        "dcat:byteSize": Typed(str(file.size), "xsd:nonNegativeInteger") if file.size is not None else None,
        "spdx:checksum": _checksum(file.checksum) if file.checksum else None,
        "dct:language": _GERMAN,
        "dct:license": Ref(settings.DATA_LICENCE),
        "dcatde:licenseAttributionByText": German(attribution()),
        "dcatap:availability": Ref(f"{_EU}planned-availability/AVAILABLE"),
        "adms:status": Ref(f"{_EU}distribution-status/COMPLETED"),
    }


def _checksum(sha256: str) -> Node:
    return {
        "@type": "spdx:Checksum",
        "spdx:algorithm": Ref(_SHA256["@id"]),
        "spdx:checksumValue": Typed(sha256, "xsd:hexBinary"),
    }


def _service() -> Node:
    return {
        "@id": named("api"),
        "@type": "dcat:DataService",
        "dct:title": German(_("Schnittstelle (API)")),
        "dct:description": German(
            _("Lesender Zugriff auf alle Einträge mit denselben Filtern wie auf den Seiten, jede Angabe mit Quelle.")
        ),
        "dcat:endpointURL": ref(ROOT),
        "dcat:endpointDescription": ref(_API_DESCRIBED),
        "dcat:landingPage": ref(_API_ABOUT),
        "dcat:servesDataset": [Ref(named(dataset.key)) for dataset in DATASETS],
        "dct:publisher": ref(_PUBLISHER),
        "dcat:contactPoint": ref(_CONTACT),
        "dct:license": Ref(settings.DATA_LICENCE),
        "dct:accessRights": Ref(f"{_EU}access-right/PUBLIC"),
        "dct:format": Ref(f"{_EU}file-type/JSON"),
    }


def publisher_name() -> str:
    """Whoever runs the portal; while it does not say so, the portal itself."""
    return settings.OPERATOR_NAME or settings.SITE_NAME


def attribution() -> str:
    """How others name where the data are from."""
    return settings.DATA_ATTRIBUTION or f"{publisher_name()}, {settings.SITE_URL}"


def _publisher() -> Node:
    kind = settings.DATA_PUBLISHER_TYPE
    return {
        "@id": whole(_PUBLISHER),
        "@type": "foaf:Agent",
        "foaf:name": German(publisher_name()),
        "foaf:homepage": ref("/"),
        "dct:type": Ref(f"http://purl.org/adms/publishertype/{kind}") if kind else None,
    }


def _contact() -> Node:
    """By mail where the operator has one, always by the page that says who that is."""
    mail = settings.OPERATOR_EMAIL
    return {
        "@id": whole(_CONTACT),
        "@type": ["vcard:Organization", "vcard:Kind"],
        "vcard:fn": German(publisher_name()),
        "vcard:hasURL": ref("/impressum/"),
        "vcard:hasEmail": Ref(f"mailto:{mail}") if mail else None,
    }


def _moment(day: datetime | None) -> datetime | None:
    return timezone.localtime(day) if day else None
