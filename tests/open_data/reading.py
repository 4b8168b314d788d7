"""What programs read: everything of the API, page after page, and whether it is as described."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.test import Client

ROOT = "/api/v1"
TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict}


def get(address: str, status: int = 200, **headers) -> Any:
    response = Client(headers=headers or None).get(address.partition("127.0.0.1:8000")[2] or address)
    assert response.status_code == status, (address, response.content[:500])
    return json.loads(response.content)


def pages(name: str, asked: dict | str = "") -> Iterator[dict]:
    """All answers of a list."""
    query = asked if isinstance(asked, str) else urlencode(asked, doseq=True)
    address: str | None = f"{ROOT}/{name}?{query}"
    while address:
        page = get(address)
        yield page
        address = page.get("weiter")


def everything(name: str, asked: dict | str = "anzahl=500&nur=alles") -> list[dict]:
    return [one for page in pages(name, asked) for one in page["eintraege"]]


def lists() -> list[str]:
    return [one["name"] for one in get(ROOT)["listen"]]


def texts(value: Any) -> Iterator[str]:
    """All strings in it, keys too."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, str):
        yield value


def wrong(value: Any, schema: dict, description: dict, path: str = "") -> Iterator[str]:
    """Where a value is not as its schema says, or has what the schema does not know."""
    if name := schema.get("$ref"):
        schema = description["components"]["schemas"][name.rpartition("/")[2]]
    if "const" in schema and value != schema["const"] or value not in schema.get("enum", [value]):
        yield f"{path}: {value!r}"
    if "type" not in schema:
        return
    kind = TYPES[schema["type"]]
    if not isinstance(value, kind) or isinstance(value, bool) and kind is not bool:
        yield f"{path}: {value!r} is no {schema['type']}"
    elif isinstance(value, list):
        for one in value:
            yield from wrong(one, schema["items"], description, f"{path}[]")
    elif isinstance(value, dict) and "properties" in schema:
        yield from (f"{path}.{key} is missing" for key in schema.get("required", ()) if key not in value)
        for key, one in value.items():
            if key in schema["properties"]:
                yield from wrong(one, schema["properties"][key], description, f"{path}.{key}")
            else:
                yield f"{path}.{key} is not described"
