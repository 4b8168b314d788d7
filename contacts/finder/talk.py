"""What helps in a call: an opening sentence made from the answers, and what to have at hand."""

from contacts.enums import Concern, Role
from contacts.finder.questions import ANOTHER, ANY, Given
from core.words import Words, _, _lazy

# What somebody wants, in a sentence of their own.
_WISHES: dict[Concern, Words] = {
    Concern.PROJECT: _lazy("Wir planen ein Vorhaben in unserem Betrieb und suchen eine Förderung dafür."),
    Concern.START_UP: _lazy("Ich möchte ein Unternehmen gründen und suche Beratung und Förderung."),
    Concern.JOIN: _lazy("Wir suchen ein Netzwerk, bei dem wir mitmachen können."),
    Concern.PARTNERS: _lazy("Wir suchen einen Partner für eine Zusammenarbeit."),
    Concern.ABROAD: _lazy("Wir möchten mit unserem Angebot ins Ausland und suchen Unterstützung dafür."),
    Concern.FOUND: _lazy("Wir möchten ein Netzwerk gründen oder ausbauen und suchen eine Förderung dafür."),
    Concern.OTHER: _lazy("Ich habe eine Frage zur Förderung: …"),
}
_ABROAD_AS_NETWORK = _lazy("Wir möchten mit unserem Netzwerk ins Ausland und suchen Unterstützung dafür.")
_CALLERS: dict[Role, Words] = {
    Role.SME: _lazy("ich rufe für einen kleinen oder mittleren Betrieb an"),
    Role.NETWORK: _lazy("ich rufe für ein Netzwerk an"),
    Role.MUNICIPALITY: _lazy("ich rufe für eine Kommune an"),
    Role.UNIVERSITY: _lazy("ich rufe für eine Hochschule oder Forschungseinrichtung an"),
    Role.CITIZEN: _lazy("ich rufe als Privatperson an"),
}

PREPARE: dict[Concern, tuple[Words, ...]] = {
    Concern.PROJECT: (
        _lazy("Was Sie vorhaben, in zwei Sätzen: anschaffen, entwickeln, bauen, einstellen oder anderes"),
        _lazy("Ort des Betriebs, Branche und Zahl der Beschäftigten"),
        _lazy("Grobe Kosten, und was Sie selbst aufbringen"),
        _lazy("Ob Sie schon begonnen oder bestellt haben: Vieles muss vorher beantragt sein"),
    ),
    Concern.START_UP: (
        _lazy("Ihre Geschäftsidee auf einer Seite"),
        _lazy("Wo Sie gründen wollen und wann"),
        _lazy("Was Sie an Geld und Zeit selbst aufbringen"),
        _lazy("Ob Sie schon gegründet haben: Vieles muss vorher beantragt sein"),
    ),
    Concern.JOIN: (
        _lazy("Was Ihr Betrieb macht, in zwei Sätzen"),
        _lazy("Was Sie im Netzwerk suchen und was Sie beitragen können"),
        _lazy("Standort und Zahl der Beschäftigten"),
    ),
    Concern.PARTNERS: (
        _lazy("Welche Fähigkeit oder Technik Ihnen fehlt"),
        _lazy("Was Sie selbst einbringen"),
        _lazy("Bis wann die Zusammenarbeit beginnen soll und wie nah der Partner sein muss"),
    ),
    Concern.ABROAD: (
        _lazy("Zielland und was Sie dort vorhaben"),
        _lazy("Zahl der Beschäftigten, und ob Sie schon im Ausland verkaufen"),
        _lazy("Bei einem Netzwerk: sein Name, seine Träger und die Betriebe, die sich beteiligen"),
        _lazy("Zeitplan und grobe Kosten"),
    ),
    Concern.FOUND: (
        _lazy("Ziel des Netzwerks in zwei Sätzen"),
        _lazy("Wer mitmachen will: Betriebe, Hochschulen, Verbände"),
        _lazy("Sitz und Region, in der das Netzwerk arbeiten soll"),
        _lazy("Was schon da ist: Personal, Räume, eigenes Geld"),
    ),
    Concern.OTHER: (
        _lazy("Ihre Frage in einem Satz"),
        _lazy("Ort Ihres Betriebs oder Vorhabens"),
        _lazy("Mit wem Sie schon gesprochen haben"),
    ),
}  # fmt: skip


def opening(given: Given, place: str, field: str, is_near: bool) -> str:
    """The first sentences of a call. `place`, `field`: their names, empty where none is given; `is_near`: who is
    called is responsible next door, not here."""
    concern = Concern(given.anliegen)
    caller = _CALLERS[Role(given.rolle)] if given.rolle in _CALLERS else ""
    said = [_("Guten Tag, mein Name ist …, {caller}.").format(caller=caller) if caller else _("Guten Tag, hier ist …")]
    as_network = concern == Concern.ABROAD and given.rolle == Role.NETWORK
    said.append(str(_ABROAD_AS_NETWORK if as_network else _WISHES[concern]))
    if place:
        said.append(_("Unsere Region: {place}.").format(place=place))
    if field and given.feld not in (ANY, ANOTHER):
        said.append(_("Unser Feld: {field}.").format(field=field))
    if is_near:
        said.append(_("Ich weiß, dass Sie für unsere Region nicht zuständig sind. Können Sie trotzdem weiterhelfen?"))
    else:
        said.append(_("Bin ich damit bei Ihnen richtig?"))
    said.append(_("Wenn nicht: Wer ist zuständig, und wie erreiche ich die Person?"))
    return " ".join(said)
