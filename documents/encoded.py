"""Documents as JSON: one is the same in whatever list it stands, so what is asked again and again is encoded once."""

import json
from collections.abc import Collection
from typing import Any

from django.conf import settings

from core.kinds import Kind
from documents.build import documents_of
from documents.shape import shape_of
from memory.pieces import pieces

_MEGABYTE = 1024 * 1024


def encoded(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), check_circular=False).encode()


def encoded_documents(kind: Kind, pks: list[int], only: Collection[str] | None = None) -> list[bytes]:
    """`documents_of`, from memory where nothing changed since: for lists of a few, that are shown often."""

    def make(some: list[int]) -> dict[int, bytes]:
        return {document["id"]: encoded(document) for document in documents_of(kind, some, only)}

    # A shape is of a kind, a language and a site.
    name = shape_of(kind.model), None if only is None else frozenset(only)
    return pieces.of(name, pks, make, settings.DOCUMENTS_MB * _MEGABYTE)
