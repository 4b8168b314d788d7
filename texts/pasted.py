"""A text copied from a PDF or a mail program, as people see it there: lines without the breaks of its page.

Words that were divided at a line's end are whole again, marks of quoted mail and numbers of pages are gone, and the
head of a mail is told apart from what the mail says.
"""

import re
from dataclasses import dataclass, field

_QUOTE_MARKS = re.compile(r"^\s{0,4}(?:> ?){1,20}")
_LEADER = re.compile(r"(?<=\w) ?\.{4,80} ?(?=\S)")
_UNDERLINE = re.compile(r"^={4,120}$")
_PAGE_NUMBER = re.compile(r"^\s*(?:[-–—] ?\d{1,3} ?[-–—]|(?:Seite|S\.|Page) \d{1,3}(?: ?(?:von|of|/) ?\d{1,3})?)\s*$")
_MAIL_FIELD = re.compile(
    r"^\s*\*?(?P<name>Von|From|Gesendet|Gesendet am|Sent|Datum|Date|An|To|Cc|Kopie|Betreff|Subject|Antwort an|"
    r"Reply-To|Absender|Empfänger)\*?: ?\*? ?(?P<value>.{0,500})$"
)
_FIELDS = {
    "von": "from", "from": "from", "absender": "from", "gesendet": "date", "gesendet am": "date", "sent": "date",
    "datum": "date", "date": "date", "betreff": "subject", "subject": "subject",
}  # fmt: skip
_WROTE = re.compile(r"^\s{0,4}(?:Am|On) .{5,90}\b(?:schrieb|wrote)\b.{0,140}:$")
_MAIL_RULE = re.compile(
    r"^\s*(?:[-_=*]{3,}.{0,60}(?:Nachricht|[Mm]essage|Mail).{0,20}[-_=*]{3,}|[-_=*]{3,}|Anfang der weitergeleiteten.*)$"
)
_DIVIDED = re.compile(r"(?<=[^\W\d_])-$")
_CAPITALS_BEFORE = re.compile(r"(?<![^\W_])[A-ZÀ-Þ0-9]{1,6}-$")
_STAYS_OPEN = re.compile(r"^(?:und|oder|bzw\.?|beziehungsweise|sowie|bis|als|wie|noch|&|/)(?![\w-])")
_STARTS_SMALL = re.compile(
    r"^(?!.{1,60}[»›→]$|\S{1,80}@|\S{1,60}\.(?:de|com|org|net|eu|info|example)\b|www\.|https?:)[a-zäöüß(]"
)
_GOES_ON = re.compile(r"[\w,;–&]$")
_ADDRESS_END = re.compile(r"(?:https?://|www\.)\S{3,400}[-/_.?=&]$")
_ADDRESS_REST = re.compile(r"^[\w%?=&#~+-]{1,100}(?:[/.?=&]\S{1,300})(?=\s|$)|^[\w%-]{1,60}/?(?=$)")
_BEGINS_ANEW = re.compile(
    r"^\s*(?:(?:[*+•·▪■●◦‣➢►✓→»›–—-]|>>) |\d{1,2}[.)] |#{1,6} |"
    r"(?:(?:Tel(?:efon|efax)?|Fon|Fax|Mobil|E-?Mail|Web|Internet)\b|"
    r"www\.|https?:)|"
    r"[A-ZÀ-Þ][\w /-]{1,30}: |[A-ZÀ-Þ][\wäöüß.-]{1,40}(?:straße|str\.|weg|platz|allee|gasse|ring|ufer) \d{1,4}\b|"
    r"\d{5} [A-ZÀ-Þ])"
)
# Below the second column of a table: „Förderung:   1) Programm X,“ goes on.
_HANGS = re.compile(r"\s{6,60}\S")
_LEFT_OPEN = re.compile(r"(?:[,;–&]| und| oder| sowie)$")
_SHORT = 40  # a line shorter than this is broken because it ends there
_WIDEST = 130  # what is longer was broken by nobody
_FULL, _RAGGED = 0.6, 15


@dataclass
class Pasted:
    """`head`: what the head of a mail says, `broken`: addresses that were put together of two lines."""

    lines: list[str]
    head: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)


def as_seen(text: str) -> Pasted:
    """The lines of a plain text as a reader takes them, in time linear to its length."""
    lines = [_LEADER.sub(": ", _QUOTE_MARKS.sub("", line)).rstrip() for line in text.split("\n")]
    lines = [_as_heading(line, following) for line, following in zip(lines, [*lines[1:], ""], strict=True)]
    head, lines = _without_heads(["" if _WROTE.match(line) else line for line in lines])
    lines = _without_page_numbers(lines)
    broken: list[str] = []
    return Pasted(_joined(lines, broken), head, broken)


def _as_heading(line: str, following: str) -> str:
    """A line that is underlined is a heading; the line below it is nothing."""
    if _UNDERLINE.match(line):
        return ""
    return f"# {line}" if line and len(line) < _WIDEST and _UNDERLINE.match(following) and line[0].isalnum() else line


def _without_heads(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """The fields of the innermost head of a mail, and the lines without any."""
    head: dict[str, str] = {}
    kept: list[str] = []
    place = 0
    while place < len(lines):
        end, found = place, {}
        while end < len(lines) and (match := _MAIL_FIELD.match(lines[end])):
            found[match["name"].casefold()] = match["value"].strip()
            end += 1
        if len(found) > 1 and {"from", "subject"} & {_FIELDS.get(name, "") for name in found}:
            head |= {_FIELDS[name]: value for name, value in found.items() if name in _FIELDS}
            if kept and _MAIL_RULE.match(kept[-1]):
                kept.pop()
            kept.append("")
        else:
            end = max(end, place + 1)
            kept += lines[place:end]
        place = end
    return head, kept


def _without_page_numbers(lines: list[str]) -> list[str]:
    """Numbers of pages are left out, with the blank lines around them where a sentence goes on behind."""
    kept: list[str] = []
    after_number = False
    for line in lines:
        if _PAGE_NUMBER.match(line):
            after_number = True
        elif line or not after_number:
            if after_number and _STARTS_SMALL.match(line):
                while kept and not kept[-1]:
                    kept.pop()
                if kept and _GOES_ON.search(kept[-1]):
                    line = f"{kept.pop()} {line}"
            elif after_number:
                kept.append("")
            kept.append(line)
            after_number = False
    return kept


def _joined(lines: list[str], broken: list[str]) -> list[str]:
    width = _width(lines)
    joined: list[str] = []
    pieces: list[str] = []  # of the line that is being put together
    last = ""
    for line in lines:
        glue = _glue(last, line, width) if last and line else None
        if glue is None:
            joined.append("".join(pieces))
            pieces = [line]
        else:
            rest = line.lstrip()
            if glue == "" and (start := _ADDRESS_END.search(last[-450:])):
                broken.append(start[0] + rest.split(maxsplit=1)[0])
            if glue == "-":
                pieces[-1] = pieces[-1][:-1]
            pieces += [glue.strip("-"), rest]
        last = line
    return [*joined, "".join(pieces)][1:]


def _glue(line: str, following: str, width: int) -> str | None:
    """What joins two lines: a blank, nothing, „-“ for a hyphen that goes; None where the second begins anew."""
    begin = following.lstrip()
    if _ADDRESS_END.search(line[-450:]) and _ADDRESS_REST.match(begin) and len(line) >= _SHORT:
        return ""
    if _DIVIDED.search(line) and begin[0].isalpha() and not _MAIL_FIELD.match(line):
        if _STAYS_OPEN.match(begin):
            return " "
        return "-" if begin[0].islower() and not _CAPITALS_BEFORE.search(line[-8:]) else ""
    if _BEGINS_ANEW.match(following):
        return None
    if _HANGS.match(following) and _LEFT_OPEN.search(line):
        return " "
    small = _STARTS_SMALL.match(begin) and (begin[0] != "(" or len(line) >= _FULL * width)
    if len(line) >= _SHORT and _GOES_ON.search(line) and small:
        return " "
    if not width or len(line) > width + _RAGGED or len(line) < _FULL * width:
        return None
    return " " if len(line) + 1 + len(begin.split(maxsplit=1)[0]) > width else None


def _width(lines: list[str]) -> int:
    """How wide the page was that broke the lines; 0 where nothing shows that one did."""
    sure = [
        len(line)
        for line, following in zip(lines, lines[1:], strict=False)
        if _SHORT <= len(line) <= _WIDEST
        and _STARTS_SMALL.match(following)
        and (_GOES_ON.search(line) or _DIVIDED.search(line))
    ]
    return max(sure, default=0)
