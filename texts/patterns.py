"""Pieces of regular expressions for German names, shared by the rules."""

import re

from texts.document import Document

# A capitalised word: „Rhein-Neckar“, „AsiaBerlin“, „IoT+“, „Pepperl+Fuchs“, „Energie-“ before „und“.
# No loop is unbounded: the time they take together would grow with the square of a text.
WORD = r"(?:[A-ZÀ-ÖØ-ÞČŁŚŠŞŽ](?:[\wäöüß]|[-’‘´'+.&/:](?=[A-Za-zÄÖÜäöüß0-9])){0,120}[+-]?)"
# A name that looks like no German word: „media:net“, „food.net:z“, „it’s.BB“; „Gründer:innen“ is one.
MARKED = (
    r"(?:[A-Za-zÄÖÜäöü]{2,60}(?:\.[a-z]{1,60})?:(?!(?:innen|in|r|n|e|er|ern|rin|frau|mann)(?!\w))[a-z]{1,60}(?![\w/@])|"
    r"[a-z]{1,4}[’‘´'][a-z]\.[A-Z]{2,60}(?![A-Z]))"
)
TOPIC = r"[A-ZÀ-ÖØ-ÞČŁŚŠŞŽ][\wäöüß-]{1,120}"
TOPICS = rf"{TOPIC}(?:, {TOPIC}){{0,20}}(?:,? (?:und|&) (?:der |den )?{TOPIC})?"
LEGAL = (
    r"(?:e\. ?V\.|e\. ?K\.|eV\b|gGmbH|gAG|GmbH(?: & Co\. (?:KG|OHG))?|mbH|mbB|PartG|KGaA|AG|SE|KG|eG|eGbR|UG|OHG|GbR|"
    r"KdöR|AöR|Sp\. ?z ?o\. ?o\.|s\. ?r\. ?o\.|S\. ?à ?r\. ?l\.|S\. ?r\. ?l\.|B\. ?V\.|S\. ?A\.|a\. ?s\.|Ltd\.?|"
    r"Inc\.?)(?!\w)"
)
ABBREVIATION = re.compile(r" {0,3}\((?:kurz:? +|Abk\.?:? +)?([A-ZÀ-Þ][\w+-]{1,11}(?: [A-ZÀ-Þ]{2,8})?)\)")
QUOTED = r"[„“”\"»]([^„“”\"»«\n]{2,120})[“”\"«]"
PLACE_SUFFIX = rf"(?: (?:{TOPIC}))"

# Capitalised at the beginning of a sentence, but no part of a name.
STOP = set(
    """Der Die Das Den Dem Des Ein Eine Einer Eines Einem Einen Dieser Diese Dieses Diesem Diesen Jener Jedes Jeder Jede
    Unser Unsere Unserem Unseren Unserer Ihr Ihre Ihrem Ihren Sein Seine Mein Kein Keine Alle Allen Viele Mehrere Einige
    Im In Am An Auf Aus Bei Bis Durch Für Gegen Mit Nach Ohne Seit Über Um Unter Von Vom Vor Zu Zum Zur Zwischen Neben
    Als Auch Aber Dabei Damit Daher Dann Dort Doch Denn Da Dazu Darüber Daraus Wenn Weil Wie Was Wer Wo Wann Warum
    Und Oder Sowie So Sie Er Es Wir Ich Ab Beim Gemeinsam Inzwischen Heute Künftig Zudem Zusätzlich Insgesamt Jährlich
    Rund Etwa Laut Neu Neue Neuer Neues Neuen Cross Nur Noch Nun Schon Bereits Weitere Weiterer Weiteren Beide Beiden
    Erste Erster Ersten Zwei Drei Vier Fünf Sechs Sieben Acht Neun Zehn Zwölf Gründung Partner Partnern Mitglied
    Mitglieder Mitgliedern Unternehmen Veranstaltungen Events Lösungen Themen Unternehmens Firma Firmen
    Projekt Projekte Kontakt Foto Website Während Mehr
    Hier Jetzt Zurzeit Derzeit Ziel Ziele Ende Anfang Mitte Dank Trotz Wegen Welche
    Welcher Welches Dein Deine Jahre Jahren""".split()
)
# Words before a name that say what it is.
GENERIC = re.compile(
    r"^(?:(?:Branchen|Dach|Fach)?[Vv]erband(?:e?s)?|(?:Träger)?[Vv]ereins?|Unternehmens?|Firmen?|Partner[ns]?|"
    r"Mitglieder[n]?|Neulinge?|Neumitglied|Neuzugang|"
    r"Verbands|Stiftung der|Anbieters?|Herstellers?|Betreibers?|Trägers?|Startups?|Start-ups?|Agentur der|"
    r"\w{0,30}(?:[Ff]ührer|[Pp]artner|[Kk]oordinator|[Tt]räger|[Gg]ründer|[Ss]precher)in|"
    r"(?=[A-ZÀ-Þ])[\w-]{0,30}(?i:tochter(?:gesellschaft|firma|unternehmen)?|ausgründung|spin-?off|start-?up|"
    r"(?:familien|traditions)(?:betrieb|unternehmen|firma))s?|"
    r"(?=[A-ZÀ-Þ])\w{0,30}(?i:hersteller|bauer|zulieferer|dienstleister|betreiber|entwickler|spezialist|anbieter|"
    r"verarbeiter|ausrüster|sorger)s?|(?:Hub|Cluster|Netzwerk|Verbund|Projekt)partner[ns]?|"
    r"(?:Managing )?\S*(?:[Dd]irector|[Ff]ounder|[Gg]eschäftsführer(?:in)?|[Ll]eiter(?:in)?|CEO|CTO|[Mm]anager(?:in)?|"
    r"[Vv]orstand|[Vv]orsitzender?|[Mm]anagement)) +"
)


def strip_lead(text: str, start: int, end: int) -> tuple[int, int]:
    """Leaves out articles and words that say what follows, at the beginning of a name."""
    while start < end:
        name = text[start:end]
        first = name.split(maxsplit=1)
        if len(first) == 2 and first[0].capitalize() in STOP:
            start += len(name) - len(first[1])
        elif match := GENERIC.match(name):
            start += match.end()
        else:
            break
    return start, end


def recased(document: Document, name: str) -> str:
    """„GREEN INDUSTRY CLUSTER“ as the text writes it elsewhere; unchanged where it does not."""
    if not name.isupper() or " " not in name:
        return name
    spellings = (document.text[place : place + len(name)] for place in document.places(name, any_case=True))
    return next((spelling for spelling in spellings if not spelling.isupper()), name)


_NEUTER = re.compile(
    r"(?:[Mm]inisterium|[Zz]entrum|[Ii]nstitut|[Aa]mt|[Mm]useum|[Nn]etzwerk|[Kk]onsortium|[Kk]linikum)$"
)
_GENITIVE = re.compile(
    r"\b(\w{0,120}(?:[Mm]inisterium|[Zz]entrum|[Ii]nstitut|[Kk]onsortium|[Kk]linikum|[Mm]useum|[Nn]etzwerk|"
    r"[Cc]luster|[Vv]erein|"
    r"[Ff]achbereich|[Kk]linik|[Ff]ond|[Bb]üro|[Hh]ub))s\b"
)


def base_form(name: str) -> str:
    """The name without the genitive of its head and with its adjective in the nominative.

    >>> base_form("Sächsischen Staatsministeriums für Wirtschaft")
    'Sächsisches Staatsministerium für Wirtschaft'
    """
    name = _GENITIVE.sub(lambda match: match[1] + ("s" if match[1].endswith("ond") else ""), name, count=1)
    words = name.split()
    if len(words) > 1 and re.fullmatch(r"[A-ZÀ-Þ]\w+ische", words[0]) and _NEUTER.search(words[1]):
        words[0] += "s"
    if len(words) > 1 and re.fullmatch(r"[A-ZÀ-Þ]\w+en", words[0]) and words[0] not in STOP:
        head = next((word for word in words[1:4] if _NEUTER.search(word)), "")
        if head:
            words[0] = f"{words[0][:-2]}es"
        elif words[1].startswith("Fonds"):
            words[0] = f"{words[0][:-2]}er"
    return " ".join(words)
