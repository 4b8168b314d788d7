"""What is done with the parts of a form before it is read: another one added, moved, taken out; pictures taken in.

All of it changes what was sent, so that the form comes back as it was typed and nobody needs JavaScript.
"""

from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils.text import Truncator

from accounts.held_forms import REVIEW
from accounts.requests import EditorRequest
from core.words import _
from desk.admin.forms import ARRANGE
from pictures.fields import SENT
from pictures.models import Picture
from pictures.taking import NotTaken, take_in
from publishing import actions
from publishing.permissions import can_add
from stories.choosing import FilterChoice
from stories.enums import PartKind
from stories.models import Part
from stories.part_forms import NEW_FILTER, NEW_PICTURE, NewPicture, place_of

PARTS = "parts"
MOST = 100


class Sent:
    """The parts as they were sent, to be changed."""

    def __init__(self, data: QueryDict):
        self.data = data.copy()
        total = self.data.get(f"{PARTS}-TOTAL_FORMS", "")
        self.total = min(int(total), MOST) if total.isdecimal() else 0

    def key(self, number: int, name: str) -> str:
        return f"{PARTS}-{number}-{name}"

    def of(self, number: int, name: str) -> str:
        return self.data.get(self.key(number, name), "")

    def arrange(self, step: str) -> None:
        """`step`: „dazu:tipp“, „hoch:2“, „runter:2“, „weg:2“, „doch:2“; any other only shows the form again."""
        verb, _colon, what = step.partition(":")
        number = int(what) if what.isdecimal() and int(what) < self.total else None
        if verb == "dazu" and what in PartKind.values and self.total < MOST:
            self._add(what)
        elif number is None:
            return
        elif verb in ("hoch", "runter"):
            self._move(number, -1 if verb == "hoch" else 1)
        elif verb == "weg":
            self.data[self.key(number, "DELETE")] = "on"
        elif verb == "doch":
            self.data.pop(self.key(number, "DELETE"), None)

    def take_filter(self, number: int) -> None:
        """What was chosen for a list becomes one of its lines."""
        form = FilterChoice(self.data, self.key(number, NEW_FILTER))
        if form.address:
            self.data[self.key(number, "entries")] = form.put_into(self.of(number, "entries"))
            self.data[form.add_prefix("line")] = form.address

    def _add(self, kind: str) -> None:
        places = [int(place) for number in range(self.total) if (place := self.of(number, "position")).isdecimal()]
        self.data[self.key(self.total, "kind")] = kind
        self.data[self.key(self.total, "certainty")] = Part._meta.get_field("certainty").get_default()
        self.data[self.key(self.total, "position")] = str(max(places) + 1) if places else ""
        self.total += 1
        self.data[f"{PARTS}-TOTAL_FORMS"] = str(self.total)

    def _move(self, number: int, by: int) -> None:
        """Past the next that stays. From then on every part says where it stands."""
        order = sorted(range(self.total), key=self._place)
        staying = [one for one in order if one == number or not self.of(one, "DELETE")]
        there = staying.index(number) + by
        if 0 <= there < len(staying):
            mine, other = order.index(number), order.index(staying[there])
            order.insert(other, order.pop(mine))
        for place, one in enumerate(order, 1):
            self.data[self.key(one, "position")] = str(place)

    def _place(self, number: int) -> tuple[bool, int, int]:
        return place_of(self.of(number, "position"), number)


def arranged(request: EditorRequest) -> dict[str, NotTaken]:
    """Puts what is to be read into the request; returns why pictures were not taken, by the prefix of their form.

    Reading a picture takes seconds, in which nobody may be kept from writing: before the transaction begins.
    """
    sent = Sent(request.POST)
    refused = {}
    takes = can_add(request.user, Picture)
    for number in range(sent.total):
        sent.take_filter(number)
        prefix = sent.key(number, NEW_PICTURE)
        file = request.FILES.get(f"{prefix}-file{SENT}")
        if takes and file:
            try:
                sent.data[f"{prefix}-file"] = take_in(file)
            except NotTaken as why:
                refused[prefix] = why
    if ARRANGE in sent.data:
        sent.arrange(str(sent.data[ARRANGE]))
    elif takes and REVIEW not in sent.data:
        for number in range(sent.total):
            if not (sent.of(number, "DELETE") or sent.key(number, NEW_PICTURE) in refused):
                _keep_picture(sent, number, request)
    request.POST = sent.data  # type: ignore[assignment]
    return refused


def _keep_picture(sent: Sent, number: int, request: EditorRequest) -> None:
    """A picture that has all it needs becomes a draft of its own, which the part names from then on, whatever the rest
    of the form may lack."""
    form = NewPicture(sent.data, prefix=sent.key(number, NEW_PICTURE))
    if not form.is_given or not form.is_valid():
        return
    picture: Any = form.instance
    named = (
        sent.of(number, "heading") or picture.description or _("Bild zu „{title}“").format(title=sent.data.get("title"))
    )
    picture.title = Truncator(named).chars(Picture._meta.get_field("title").max_length or 0)
    with transaction.atomic():
        picture.save()
        why = _("Mit einem Beitrag hochgeladen.")
        actions.record_new(picture, by=request.user, why=why)
    sent.data[sent.key(number, "picture")] = str(picture.pk)
    for name in form.fields:
        sent.data.pop(form.add_prefix(name), None)
