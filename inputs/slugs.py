"""ASCII slugs for German names."""

import re

from django.utils.text import slugify

from inputs.text import few_accents, plain_letter

_SPELLED_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "+": " plus "}
)
_DROPPED = re.compile(r"['´`‘’ʼ]|\be\.\s?V\.")


def german_slug(text: str, max_length: int = 120) -> str:
    """„it’s.BB e. V.“ → ``its-bb``, „IoT+ Network“ → ``iot-plus-network``, „Ayşe Yılmaz“ → ``ayse-yilmaz``; umlauts are
    spelled out.
    """
    spelt = _DROPPED.sub("", few_accents(text)).translate(_SPELLED_OUT)
    plain = spelt if spelt.isascii() else "".join(map(plain_letter, spelt))
    return slugify(re.sub(r"[.:/&|]", " ", plain))[:max_length].strip("-")
