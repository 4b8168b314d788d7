"""Words that say nothing about what is searched: function words, question words, and the verbs of asking.

Written in the normalised form of `language.text` (umlauts as plain vowels).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

_GERMAN = """
aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bist bitte da dabei
dafur damit dann das dass dazu dein deine dem den denn der deren des dessen dich die dies diese diesem diesen dieser
dieses dir doch dort du durch ein eine einem einen einer eines einige er es etwas euch euer eure fur gegen ganz
gerade gern gerne hab habe haben hat hatte hatten hier hin ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in
ins ist ja je jede jedem jeden jeder jedes jemand jemanden jetzt kann kannst kein keine keinen konnen konnte konnten
man mein meine meinem meinen meiner meines mich mir mit mochte mochten muss mussen nach nicht noch nun nur ob oder
ohne per schon sehr seid sein seine seinem seinen seiner seit sich sie sind so soll sollen sollte sowie statt uber um
und uns unser unsere unserem unseren unserer unter viel viele vom von vor war ware waren was weil wenn werde werden
wie wieder will wir wird wirklich wo wollen wollte wollten wurde wurden zu zum zur zwischen mal her irgendwo irgendwie
irgendein irgendeine irgendeinen einmal
"""
_QUESTIONS = """
wer wen wem wessen was wann wo wohin woher wofur womit worum warum wieso weshalb wie wieviel wieviele welche
welchem welchen welcher welches gibt geben finde finden findet fand such suche suchen sucht brauche brauchen
braucht benotige rufe rufen anrufen rufst hilft helfen hilf helft mache machen macht bekomme bekommen bekommt
erhalte erhalten kenne kennt kennen weiss wissen frage fragen geht gehen stattfindet stattfinden stattgefunden
statt bedeutet bedeuten heisst heissen wende wenden erreiche erreichen hilfe zustandig zustandige zustandigen
zustandiger telefon telefonnummer durchwahl rufnummer mail email mailadresse tun kontaktdaten adresse anschrift
eigentlich vielleicht hallo danke nahe gab gabs gaben gibts fanden lief liefen kam kamen kommt kommen los uberhaupt
bringt bringen gesucht wozu weiter weiterhilft weiterhelfen
"""
# Titles of people, and how questions about something go on; unlike the words above they may be parts of compounds.
_ASKING = """
frau herr herrn dr doktor prof professor professorin dipl ing bitte gross grosse grosser lang lange lauft laufen dauert
dauern endet enden hoch alt sitzt sitzen steht stehen steckt stecken hinter kostet kosten bezahlt bezahlen zahlt zahlen
leitet leiten koordiniert koordinieren gehort gehoren wegen bedeutung homepage website webseite webseiten webadresse
internetseite internetadresse ruckruf ausserdem aktuell aktuelle aktueller genau eigentlich mochtest melde melden
anmelden kontaktiere kontaktieren fragt schreibe schreiben info infos informationen partner tel fon
offnungszeit offnungszeiten sprechzeiten geoffnet anfahrt geschaftsstelle
handy handynummer fax faxnummer telefax ags nuts plz postleitzahl
raum grossraum umkreis umland umgebung leute menschen jemand
mitmachen
ehemals ehemalig ehemalige ehemaliger vormals fruher heute
unterstutzung mieten anmieten nordlich sudlich ostlich westlich
guten tag moin servus sagen kriegen sitzt betreut betreuen kummert kummern betreibt betreiben organisiert organisieren
verantwortlich verantwortliche verantwortlicher zustandigkeit auskennt auskennen beteiligt aktiv rund
unterschied unterschiede unterscheidet unterscheiden vergleich vergleichen vs versus
fertig fertiggestellt lohnt lohnen davon vorteil vorteile nutzen springt raus heraus
nachste nachsten nachster nachstes kommende kommenden kommender vergangene vergangenen bisherige
"""
# Who leads; they ask for a person, whom an entry need not call so.
_LEADING = """
chef chefin leitung leiter leiterin geschaftsfuhrung geschaftsfuhrer geschaftsfuhrerin vorstand vorstandin vorsitz
vorsitzende vorsitzender sprecher sprecherin management manager managerin
"""
_ENGLISH = """
a an and any are at by can do does find for from get help how i in is looking me my near need of on or our please the
there to us want we what when where which who with you your
"""


def _conjugated(words: Iterable[str]) -> Iterator[str]:
    """With what „ich“, „du“ and „er“ say of each verb: „sitzen“ → „sitze“."""
    for word in words:
        yield word
        if word.endswith("en") and len(word) > 5:
            yield from (word.removesuffix("en") + end for end in ("e", "st", "t"))


STOPWORDS = frozenset(_conjugated(f"{_GERMAN} {_QUESTIONS} {_ENGLISH}".split()))
ASKING = frozenset(_conjugated(_ASKING.split()))
# Whoever says one of these speaks in a sentence, with words that no entry need have.
SPEAKING = frozenset("ich wir mir mich uns wer wen wem was wann wie wo man".split())
LEADING = frozenset(_LEADING.split())
_LEADING_ENDS = tuple(word for word in LEADING if len(word) > 4)
BEFORE_PLACES = frozenset("aus bei in nach nahe raum um".split())
# Of a step or a way nobody's entry says what it is; beside other words they need not occur.
FILLING = frozenset(
    "schritt schritte schritten weg wege wegen sache sachen thema themen punkt punkte bereich bereiche frage fragen "
    "moglichkeit moglichkeiten art arten".split()
)
# Such an office promotes, it is not something to apply for.
PROMOTING = ("wirtschaftsforderung", "standortforderung", "strukturforderung")
# Whoever wants to found a network looks for help, not for one that there is.
SETTING_UP = frozenset(
    "grunden grunde grundet grundung aufbauen aufbau baue initiieren neugrundung aufmachen aufmache aufziehen aufziehe "
    "starten starte eroffnen eroffne anstossen etablieren".split()
)
_SET = frozenset("baue bauen baut mache machen macht ziehe ziehen zieht stelle stellen".split())  # „ein Netzwerk auf“
SET_UP = ("netzwerkgrundung", "clustergrundung")
APPLYING = {"stellen", "beantragen", "einreichen", "abgeben"}  # beside money
# Who holds an office in a town or a ministry; whoever asks for them at a place asks for who governs it.
_OFFICES = tuple(
    "burgermeister burgermeisterin landrat landratin minister ministerin prasident prasidentin senator "
    "senatorin".split()
)
MONTHS = tuple("januar februar marz april mai juni juli august september oktober november dezember".split())
WHY = "warum"
_WHY = frozenset("warum wieso weshalb wozu bringt bringen nutzt nutzen vorteil vorteile lohnt lohnen springt".split())
_HAS = frozenset("hab habe haben hat hatte hatten".split())
AS_PARTNER = frozenset("partner partnerin partnern partnerinnen kooperationspartner projektpartner".split())
_FOUNDING_SAYINGS = (("ins", "leben"), ("auf", "die", "beine"))
_SAYINGS = (
    *_FOUNDING_SAYINGS,
    ("unter", "die", "arme"),
    ("an", "die", "hand"),
    ("zur", "hand"),
    ("auf", "die", "sprunge"),
    ("rat", "und", "tat"),
    ("zur", "seite"),
    ("in", "die", "hand"),
)
_BEGIN_SAYINGS = frozenset(saying[-1] for saying in _SAYINGS)
OF_SAYINGS = frozenset(
    "greift greifen greife nimmt nehmen nehme stellt stellen stelle rufen rufe ruft druckt drucken".split()
)
_TOOK_PLACE = frozenset("war waren fand fanden gab gabs los passierte passiert stattgefunden".split())
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_APART = frozenset("unterschied unterschiede unterscheidet unterscheiden vergleich vs versus".split())
_ONE = ("ein", "eine", "der", "die", "das")
_HERE = frozenset("nahe umgebung gegend region umkreis stadt ort kreis landkreis bundesland".split())
_IN_THE = frozenset("nahe umgebung gegend region".split())  # also „in der Nähe“
LISTING = frozenset("liste listen ubersicht aufstellung verzeichnis".split())
# Who asks, after a word that says so: „mein Betrieb“.
OWN = frozenset("mein meine meinem meinen meiner unser unsere unserem unseren unserer".split())
HAVING = frozenset("habe haben hab fuhre fuhren leite leiten betreibe betreiben".split())  # „ich habe einen Betrieb“
ANY_FIRM = frozenset("betrieb firma unternehmen".split())  # beside two other words
WITH_WHOM = frozenset("betriebe betrieben firmen unternehmen unternehmern partner partnern kollegen nachbarn".split())
WHO_ASKS = frozenset("betrieb firma unternehmen geschaft startup handwerksbetrieb".split())


def leads(word: str) -> bool:
    """Whether it names somebody who leads, also of what: „Vertriebsleiter“."""
    return word.endswith(_LEADING_ENDS)


def holds_office(word: str) -> bool:
    """„Oberbürgermeister“, „Landrätin“."""
    return word.endswith(_OFFICES)


def sets_up(words: Sequence[str]) -> bool:
    """Whether somebody says to set something up: „gründen“, „machen … auf“, „ins Leben rufen“."""
    return (
        not SETTING_UP.isdisjoint(words)
        or not _SET.isdisjoint(words)
        and any(one == "auf" and other in ("", *SPEAKING) for one, other in pairwise([*words, ""]))
        or any(saying in _FOUNDING_SAYINGS for _, saying in sayings(words))
    )


def sayings(words: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Where words stand that together say something else than each of them: „unter die Arme greifen“."""
    for at in range(len(words)) if not _BEGIN_SAYINGS.isdisjoint(words) else ():
        for saying in _SAYINGS:
            if tuple(words[at : at + len(saying)]) == saying:
                yield at, saying


def asks_for_partners(words: Sequence[str]) -> bool:
    """„einen Partner für …“, not „als Partner gesucht“."""
    return any(one in AS_PARTNER and other in ("fur", "bei", "zum", "zur") for one, other in pairwise(words))


def says_when(word: str) -> bool:
    """A month or a year."""
    return word in MONTHS or bool(_YEAR.fullmatch(word))


def asks_why(words: Sequence[str]) -> bool:
    """Whether a query asks what for: „Was bringt mir …“, „Wozu …“, „Was habe ich davon“, „Was hat man von einem …“."""
    of_it = "davon" in words or not _HAS.isdisjoint(words) and ("von", "einem") in pairwise(words)
    return not _WHY.isdisjoint(words) or "was" in words and of_it


def asks_to_explain(words: Sequence[str]) -> bool:
    """Whether a query asks what something is, or what sets two things apart."""
    pairs = set(pairwise(words))
    return not _APART.isdisjoint(words) or "was" in words and any(("ist", one) in pairs for one in _ONE)


def asks_when(words: Sequence[str]) -> bool:
    """Whether a query asks what took place: „im Mai 2021“, „was war los“."""
    pairs = pairwise(words)
    is_past = not _TOOK_PLACE.isdisjoint(words) and any(map(_YEAR.fullmatch, words))
    return is_past or "los" in words or any(one in MONTHS and _YEAR.fullmatch(other) for one, other in pairs)


def means_here(words: Sequence[str]) -> bool:
    """Whether a query asks for what is near whoever asks: „in meiner Nähe“, „bei uns“, „vor Ort“."""
    pairs = set(pairwise(words))
    return (
        not pairs.isdisjoint({("bei", "mir"), ("bei", "uns"), ("vor", "ort"), ("um", "ecke")})
        or any(one in OWN and other in _HERE for one, other in pairs)
        or any(one in ("der", "hier") and other in _IN_THE for one, other in pairs)
    )
