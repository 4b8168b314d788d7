"""Fields, target markets and regions."""

from typing import Any

from linked.addresses import whole
from linked.things.parts import REGIONS, Thing, area, at, thing


def term(record: Any) -> Thing:
    return at(
        record.get_absolute_url(),
        "DefinedTerm",
        name=record.name,
        alternateName=[name for name in record.synonym_list if name != record.name],
        description=record.definition,
        inDefinedTermSet=whole(f"/{record.url_prefix}/"),
        mainEntityOfPage=whole(record.get_absolute_url()),
    )


def region(record: Any) -> Thing:
    codes = (("AGS", record.ags), (f"NUTS {record.nuts_version}", record.nuts))
    return at(
        record.get_absolute_url(),
        REGIONS.get(record.kind, "Place"),
        name=record.name,
        identifier=[thing("PropertyValue", propertyID=name, value=code) for name, code in codes if code],
        containedInPlace=area(record.parent) if record.parent else None,
        mainEntityOfPage=whole(record.get_absolute_url()),
    )
