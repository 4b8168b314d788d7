"""What a text says according to somebody who read it: a file NN.json beside NN.txt, for the measure of the rules.

Fields, each may be missing or null: subject, kind, members [name], fundings [{programme, from, until, amount}],
events [{name, date, place}], contacts [{name, role, phone, mail}], quoted_only [name], figures [{what, number}],
dates [{what, date}], links [address], address.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from articles.measure import Expected, amount_of, plain
from inputs.phones import only_number
from texts.dates import edtf_of
from texts.enums import ProposalKind as Kind
from texts.proposal import name_key

_TITLES = re.compile(
    r"^(?:(?:Prof|Dr|Dipl|PD|Mag|Ing|h\. ?c|med|rer|nat|phil|jur|pol|Frau|Herr)\.?(?:-\w+\.?)? )+|"
    r",? (?:M\. ?A|B\. ?A|M\. ?Sc|B\. ?Sc|MBA|Ph\. ?D)\.?$"
)
_IN_BRACKETS = re.compile(r"(?<=\S) ?\(([^()]{2,80})\)")
_CARE_OF = re.compile(r"^c/o [^,]{2,80}, (?:[^,\d]{2,80}, ){0,2}")


@dataclass(frozen=True)
class Answer:
    """`subjects`: keys of names, any of which counts as the subject; `quoted`: who is no contact."""

    subjects: frozenset[str]
    kind: str
    expected: list[Expected]
    quoted: frozenset[str]


def read_answer(path: Path) -> Answer:
    """Raises ValueError where the file is no JSON object."""
    given = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(given, dict):
        raise ValueError(f"{path.name}: kein Objekt")
    names = given.get("subject") or []
    subjects = frozenset(name_key(name) for name in ([names] if isinstance(names, str) else names))
    return Answer(
        subjects,
        str(given.get("kind") or ""),
        list(_expected(given, subjects)),
        frozenset(_person_key(name) for name in given.get("quoted_only") or []),
    )


def _expected(given: dict, subjects: frozenset[str]) -> Iterator[Expected]:
    if subjects:
        yield Expected(Kind.NETWORK, subjects, str(given["subject"]))
    for name in given.get("members") or []:
        for kind in (Kind.MEMBER, Kind.ORGANISATION):
            yield Expected(kind, _with_short_form(name), name)
    for one in given.get("fundings") or []:
        keys, label = _programme_keys(str(one.get("programme") or "")), str(one.get("programme"))
        more = (("von", _text(one.get("from"))), ("bis", _text(one.get("until"))), ("betrag", _text(one.get("amount"))))
        yield Expected(Kind.FUNDING, keys, f"{label}: {more}", more=more)
        yield Expected(Kind.PROGRAMME, keys, label)
        for _, value in more[:2]:
            yield from _date(value, "", optional=True)
        if number := amount_of(more[2][1]):
            millions = {f"{number.normalize():f}", f"{(number / 10**6).normalize():f}"}
            yield Expected(Kind.FIGURE, frozenset(millions), label, optional=True)
    for one in given.get("events") or []:
        when, place = _text(one.get("date")), _text(one.get("place"))
        yield from _date(when, "", optional=True)
        label = f"{one['name']}: {when}, {place}"
        yield Expected(Kind.EVENT, frozenset({name_key(one["name"])}), label, more=(("wann", when), ("ort", place)))
    yield from _contacts(given)
    yield from _statements(given)


def _with_short_form(name: str) -> frozenset[str]:
    """„Handwerk im Verbund (HIV)“ is also found where only its full name is."""
    bare = re.sub(r"(?<=\S) \([^()]{2,15}\)$|^(?:\w*[Rr]ichtlinie|\w*[Pp]rogramm) (?=„)", "", name)
    return frozenset({name_key(name), name_key(bare)})


def _programme_keys(name: str) -> frozenset[str]:
    """„Landesprogramm X (EFRE)“, „Ministerium, Vorhaben „X““: who pays and what is paid from, as a reader says it."""
    names = [name, _IN_BRACKETS.sub("", name), *_IN_BRACKETS.findall(name), *re.findall(r"„([^“”]{3,80})[“”]", name)]
    return frozenset({*map(name_key, names), *_with_short_form(name)})


def _text(value) -> str:
    return "" if value is None else str(value)


def _person_key(name: str) -> str:
    return name_key(_TITLES.sub("", name))


def _contacts(given: dict) -> Iterator[Expected]:
    for one in given.get("contacts") or []:
        if name := _text(one.get("name")):
            yield Expected(Kind.PERSON, frozenset({_person_key(name)}), name, is_contact=True)
        for phone in _several(one.get("phone")):
            yield Expected(Kind.PHONE, _phone_keys(phone), phone)
        for mail in _several(one.get("mail")):
            yield Expected(Kind.EMAIL, frozenset({mail.casefold()}), mail)


def _several(value) -> list[str]:
    return [value] if isinstance(value, str) and value else list(value or [])


def _phone_keys(phone: str) -> frozenset[str]:
    """„…-22 oder -23“ are two numbers, each of which is right."""
    first, *others = re.split(r" (?:oder|und) -", phone)
    return frozenset(_phone_key(one) for one in (first, *(first[: -len(end)] + end for end in others)))


def _phone_key(phone: str) -> str:
    return only_number(phone) or phone.casefold()


def _statements(answer: dict) -> Iterator[Expected]:
    for one in answer.get("figures") or []:
        try:
            given = one["number"]
            worded = given.replace(".", "").replace(",", ".") if isinstance(given, str) else _text(given)
            keys = {number := f"{Decimal(worded).normalize():f}"}
        except InvalidOperation:
            stated = amount_of(_text(one["number"])) or Decimal(0)
            number = f"{stated.normalize():f}"
            keys = {number, f"{(stated / 10**6).normalize():f}"}
        yield Expected(Kind.FIGURE, frozenset(keys), f"{number} {one.get('what')}")
    for one in answer.get("dates") or []:
        yield from _date(_text(one.get("date")), _text(one.get("what")))
    for url in answer.get("links") or []:
        url = url if "://" in url else f"https://{url}"
        yield Expected(Kind.LINK, frozenset({url.rstrip("/").casefold()}), url)
    for address in _several(answer.get("address")):
        address = _CARE_OF.sub("", address)
        yield Expected(Kind.ADDRESS, frozenset({plain(address)}), address)


def _date(wording: str, what: str, optional: bool = False) -> Iterator[Expected]:
    if wording:
        keys = frozenset({(edtf_of(wording) or wording).casefold()})
        yield Expected(Kind.DATE, keys, f"{wording} {what}".strip(), optional=optional)
