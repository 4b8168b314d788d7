"""What a cell lists: „Köln | Bonn“, „A, B und C“, or a line each. Names with a comma or „und“ stay whole."""

import re
from collections.abc import Callable

from tables.names import CellError

BETWEEN = " | "
MAX_PARTS = 100
_MARKS = str.maketrans(";\n", "||")
# Between names or inside one, by what is known.
_JOINTS = re.compile(r" ?, ?| ?/ ?| ?& ?| ?\+ ?| (?:und|u\.|sowie) ")
_BULLET = re.compile(r"^[-–•*·‣▪]\s+")
_LONGEST = 12  # joints in a name


def split(text: str, marks: dict[int, int] = _MARKS, most: int = MAX_PARTS) -> list[str]:
    """Between |, ; and line breaks. Raises CellError for more than any record has."""
    parts = [part for piece in text.translate(marks).split("|") if (part := _BULLET.sub("", piece.strip()))]
    _bounded(len(parts), most)
    return parts


def _bounded(number: int, most: int) -> None:
    if number > most:
        raise CellError(f"{number} Angaben in einer Zelle; erlaubt sind {most}.")


def parted(text: str, is_known: Callable[[str], bool], most: int = MAX_PARTS) -> list[str]:
    """Also at commas, slashes and „und“, the longest known names first. What nobody knows is parted at commas only:
    „Handel und Gewerbe“ may be one. Raises CellError for more than any record has.
    """
    pieces = split(text, most=most)
    found = [name for piece in pieces for name in _named(" ".join(piece.split()), is_known, most)]
    _bounded(len(found), most)
    return found


def _named(text: str, is_known: Callable[[str], bool], most: int) -> list[str]:
    joints = list(_JOINTS.finditer(text))
    if len(joints) > 2 * most:
        _bounded(len(joints), most)
    starts = [0, *(joint.end() for joint in joints)]
    ends = [*(joint.start() for joint in joints), len(text)]
    found: list[str] = []
    at, unknown = 0, 0  # the first word that is to be read, and the first of those before it that nobody knows
    while at < len(starts):
        reach = range(min(len(ends), at + _LONGEST) - 1, at - 1, -1)
        last = next((end for end in reach if is_known(text[starts[at] : ends[end]])), None)
        if last is None:
            at += 1
            continue
        found += _unknown(text, starts[unknown:at], ends[unknown:at])
        found.append(text[starts[at] : ends[last]])
        at = unknown = last + 1
    found += _unknown(text, starts[unknown:], ends[unknown:])
    return [name for name in found if name]


def _unknown(text: str, starts: list[int], ends: list[int]) -> list[str]:
    names: list[str] = []
    begin = 0
    for at, end in enumerate(ends):
        joint = text[end : starts[at + 1]] if at + 1 < len(starts) else ""
        if not joint or joint.strip() == "," or joint.startswith(" /"):
            names.append(text[starts[begin] : end])
            begin = at + 1
    return names
