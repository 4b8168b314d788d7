"""The words of events: what one is called, and where it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from texts.dates import A_MONTH
from texts.patterns import QUOTED, STOP, TOPIC

NOUN = (
    r"(?:[Tt]ag|[Tt]age|[Tt]agen|[Tt]agung|[Mm]esse|[Kk]ongress|[Kk]onferenz|[Ww]orkshop|[Tt]reffen|[Vv]ersammlung|"
    r"[Ss]eminar|"
    r"[Ww]ebinar|[Gg]ipfel|[Ss]ymposium|[Ff]est|[Ff]orum|[Aa]bend|[Ff]rühstück|[Mm]arkt|[Nn]acht|[Bb]örse|"
    r"[Gg]espräch|[Ss]alon|"
    r"[Ww]erkschau|[Aa]usstellung|[Rr]undgang|[Ss]tammtisch|[Ee]xkursion|[Ss]chulung|[Bb]arcamp|[Hh]ackathon|"
    r"[Kk]ick-[Oo]ff|"
    r"[Aa]uftakt|[Vv]eranstaltung|[Ss]prechstunde|[Rr]oadshow|[Cc]amp|[Tt]alk|[Vv]ortrag|[Ff]eier|[Mm]eetup|"
    r"[Ss]ummit|[Dd]ay|"
    r"[Ww]oche|[Gg]ala|[Ee]röffnung|[Ee]inweihung|[Ff]ührung|[Vv]erleihung|[Pp]remiere|[Üü]bergabe|"
    r"[Ss]itzung|[Tt]raining|[Dd]ating|[Pp]itch|[Pp]icknick|[Ll]auf|[Tt]urnier|[Pp]arty|[Kk]onzert|[Ll]esung|"
    r"[Bb]egehung|"
    r"[Tt]our|[Ff]estival|[Kk]urs|[Ll]ehrgang|[Ss]lam|[Ee]xpo|[Ss]chau|[Kk]olloquium|[Bb]runch|\B[Ww]erkstatt|"
    r"\B[Ff]ahrt|"
    r"[Dd]ialog|[Ff]estakt|[Üü]bung|[Ee]mpfang|[Kk]lausur|[Ff]achtag|[Tt]ermin|[Jj]ubiläum)(?:es|s|n|en|e)?"
)
NAMED = re.compile(
    rf"(?<![\w-])(?P<noun>(?=[A-ZÀ-Þ0-9])(?:[A-ZÀ-Þ0-9][\wäöüß-]{{0,40}})?{NOUN})(?![\w-])(?P<quoted> {QUOTED})?"
    rf"(?P<rest>(?: (?:der|des|für|und|zum|zur) (?:[a-zäöü]{{3,20}}e[nrs] )?(?!{TOPIC}(?:straße|halle|haus|"
    rf"platz)){TOPIC}|"
    rf" {TOPIC}){{0,3}})"
)
IN_QUOTES = re.compile(rf"(?<![\w-])(?=[A-ZÀ-Þ0-9])(?:[A-ZÀ-Þ0-9][\wäöüß-]{{0,40}})?{NOUN}(?![\w-])")
NO_EVENT = re.compile(
    r"^(?:Tag|Tage[ns]?|Sonntags?|Montags?|Dienstags?|Mittwochs?|Donnerstags?|Freitags?|Samstags?|Feiertage?[ns]?|"
    r"Alltags?|"
    r"Landtags?|Bundestags?|Kreistags?|Arbeitsmarkte?s?|Markt|Weltmarkts?|Absatzmarkt\w*|Abend(?:s|e|en)?|Nacht|"
    r"Nächten?|Märkten?|Woche[n]?|"
    r"Supermarkt\w*|"
    r"Vertrag|Antrags?|Auftrag|Beitrag|Veranstaltung(?:en)?|Vortage?|Werktage?n?|Gespräch[es]*|Markte?s?|Festes|"
    r"Feier|Baumarkt|Termine?n?|"
    r"Wochentag\w*|Jahrestage?s?|Mitte|Vorabend|Heimatmarkt|Jahrgang|Ertrag|Betrag\w*|Geburtstag\w*|Stichtag\w*)$"
)
# What only ends like an event, whatever stands behind it: „Raumfahrt“, „Fortführung der Arbeit“.
_ENDS_LIKE_ONE = re.compile(
    r"^(?:(?:Fort|Weiter|Ein|Durch|Aus|Zu|Zusammen|Über|Rück|Herbei|Wieder\w{0,8}|Geschäfts|Feder|Unternehmens|"
    r"Buch|Kassen|Personal|Mitarbeiter\w{0,5}|Markt|Prozess|Projekt|Protokoll)führung(?:en)?|"
    r"(?:Raum|Luft|See|\w{0,12}[Ss]chiff|Wohl|Zu|Ab|Ein|Durch|Auf|Vor|Weiter)fahrt|"
    r"(?:Ab|Ver|Kreis|\w{1,20}[Kk]reis|Lebens|Um|Vor|An|Durch|Zu|Über)l[aä]uf(?:e?s|en?)?|"
    r"(?:Dis|Ex|Kon|Wechsel|Aktien|Börsen)kurs(?:e?s|en?)?|(?:Aus|Ein|Ver)übung|Umschulung(?:en)?|"
    r"(?:Vor|Um|Rück|Aus)schau|"
    r"(?:Konto|Insolvenz|Verfahrens|Filial)eröffnung|(?:Betriebs|Unternehmens|Firmen|Hof|Daten)übergabe|"
    r"Manifest(?:e?s|en?)?|"
    r"(?:Strom|Energie|Wohnungs|Immobilien|Finanz|Binnen|Leit|Ziel|Massen|Zukunfts)m[aä]rkt(?:e?s|en?)?)$"
)
PLACE = re.compile(
    r"(?<!\w)(?:(?:in|auf|an) (?:der|dem|den|die|das)|im|ins|am|in|auf|beim|bei der|bei den|bei|aus dem|vor dem|zur) "
    r"(?P<place>(?:(?:Alte|Neue|Große|Kleine|Historische)[nrs]? )?[A-ZÀ-Þ][\wäöüß.-]{2,40}(?: (?:(?:am|an der|im|in|"
    r"zu|der|des|von) )?"
    r"[A-ZÀ-Þ][\wäöüß.-]{1,40}){0,4})"
)
_NO_PLACE = re.compile(
    r"^(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Rahmen|Jahre?|Zukunft|"
    r"Anschluss|"
    r"Mittelpunkt|Vordergrund|Frühjahr|Frühling|Sommer|Herbst|Winter|Anfang|Ende|Uhr|Mitglieder\w*|Zusammenarbeit|Euro|"
    r"Fokus|Kalender|"
    r"Zentrum steh|Beisein|Betrieb$|Programm|Verbund|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|"
    r"Abend|Gespräch|Mitglied|Thema|Themen|Form|Kooperation|Einsatz|Durchschnitt|Vergleich|Schnitt|Start|Einsatz|"
    r"Bord|Lager|Gang)\b"
)
# „am 9. Mai 2026 (Alte Mühle)“, „(Termin: 19. September 2025, Bad Elster)“
_BESIDE_DAY = re.compile(r" ?\((?P<bracket>[A-ZÀ-Þ][^\d():]{2,60})\)|, (?P<last>[A-ZÀ-Þ][^\d():,]{2,60})\)")
A_DAY = re.compile(rf"\d\. ?(?:{A_MONTH}|\d{{1,2}}\.)")
_SMALL = frozenset(
    "der die das des dem den für im in am an auf und zur zum von vom mit bei beim ohne the of & – - über".split()
)
_INFLECTED = ("en", "er", "es", "em", "e")
_NOTE = re.compile(r" \([^()]{2,40}: [^()]{2,80}\)?$")  # „(Ausrichter: Holzallianz)“
_NO_PLACE_YET = re.compile(r"(?i)\b(?:wird|werden|folgt|bekannt|anmeldung|eintritt|uhr|ab|statt)\b")
DEADLINE = re.compile(
    r"(?i)anmeldeschluss|anmeldung(?:en)? (?:bis|sind)|bewerbungsschluss|frist|bis zum|bis spätestens|gegründet|"
    r"gründete|stand\b|seit "
)


@dataclass(frozen=True)
class Found:
    start: int
    end: int
    name: str
    when: str
    edtf: str
    place: str
    sure: bool


def nouns(sentence: str) -> Iterator[re.Match]:
    for match in NAMED.finditer(sentence):
        whole = match["rest"].startswith((" der", " des")) or match["quoted"]
        noun = match["noun"]
        if (whole or not NO_EVENT.match(noun)) and not _ENDS_LIKE_ONE.match(noun) and noun not in STOP:
            yield match


def is_title(words: str) -> bool:
    """„Feldgespräch Lupine“, „Tag der offenen Tür“ are, „Wir treffen uns beim Fest“ is a sentence."""
    own = words.strip(" ,:;–—-(|").split()
    return (
        bool(own)
        and own[0] not in STOP
        and all(
            not word[0].islower() or word in _SMALL or before in _SMALL and word.endswith(_INFLECTED)
            for before, word in pairwise(("", *own))
        )
    )


def place_name(text: str) -> str:
    text = _NOTE.sub("", text).strip(" .;,(")
    text = text if "(" in text else text.strip(" )")
    if _NO_PLACE_YET.search(text[:60]):
        return ""
    if match := PLACE.match(text):
        text = match["place"]
    return text[:120] if text and (text[0].isupper() or text == "online") else ""


def place_in(sentence: str, named: re.Match, start: int, end: int) -> str:
    """The one in brackets or a comma behind the day; else the first behind the day, else behind the name, else any,
    up to an event that has a day of its own.
    """
    if beside := _BESIDE_DAY.match(sentence, end):
        return beside["bracket"] or beside["last"]
    if another := next((one for one in nouns(sentence) if one.start() > end and one.start() >= named.end()), None):
        if day := A_DAY.search(sentence, end):
            sentence = sentence[: min(another.start(), day.start())]
    places = [
        match
        for match in PLACE.finditer(sentence)
        if not (match.start("place") < named.end() and match.end() > named.start())
        and not _NO_PLACE.match(match["place"])
        and not start <= match.start("place") < end
        and not sentence.endswith("hier ", 0, match.start())
    ]
    places.sort(key=lambda match: (match.start() < end, match.start() < named.end(), match.start()))
    return places[0]["place"].rstrip(".") if places else ""
