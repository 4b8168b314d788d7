"""Words of trades that say nothing alone: what titles of the classification are full of, and ends of compounds.

Written in the normalised form of `language.text` (umlauts as plain vowels), but for what titles begin with.
"""

import re

# Titles of those who have to do with things that others make.
HANDLING = re.compile(
    r"(Großhandel|Einzelhandel|Handelsvermittlung|Handel mit|Vermietung|Reparatur|Vermittlung|Installation|"
    r"Instandhaltung|Leasing|Versteigerung|Erbringung von (sonstigen )?Dienstleistungen für)"
)

# What stands in titles for any trade.
FUNCTION_WORDS = frozenset(
    """
    herstellung erbringung dienstleistung dienstleistungen tatigkeit tatigkeiten ware waren erzeugnis erzeugnisse
    erzeugnissen gewinnung verarbeitung bearbeitung veredlung teil teile teilen zubehor bereich betrieb betriebe
    gerat gerate geraten einrichtung einrichtungen ausrustung ausrustungen apparat apparate apparaten material
    materialien produkt produkte produkten gut guter gutern zweck zwecke art form formen unternehmen privatpersonen
    verkauf kauf vermittlung vermittlungstatigkeiten vermietung verpachtung dritte hauptrichtung schwerpunkt
    angelegenheiten fuhrung anbau reparatur instandhaltung installation ausbau einbau anbringen sammlung sammeln
    behandlung beseitigung verwertung betreuung uberlassung verbreitung verleih vertrieb tatigen ernte arbeiten anlagen
    bedarf eigenbedarf haushalt haushalte haushalten menschen personen artikel artikeln gegenstande gegenstanden
    mittel mitteln stoffe stoffen sache sachen vorrichtungen instrumente instrumenten organisationen korperschaften
    einzelhandel grosshandel handelsvermittlung verkaufsraumen standen marken gebrauchsgutern grundstoffen
    wirtschaftszweige gesamtgewicht fahrzeug fahrer abruf rahmen hilfe ordnung bestimmte haushaltsbezogenen leistungen
    spezialitaten werkstoffe werkstoffen sonstige sonstiges sonstigen primarformen vermarktung
    """.split()
)  # fmt: skip

# Who does it, and doing it, in one family: „Lackiererei“, „Lackierer“, „lackieren“.
ACTORS = tuple(
    "ereibetrieb ereien erinnen erei erin ungen ung meisterin meister ern ende ers er en iert t".split()
)  # fmt: skip

# What somebody is, not what they work in.
ANYBODY = frozenset(
    """
    betrieb firma firmen unternehmen unternehmer gewerbe gewerbebetrieb dienstleister dienstleistung service sonstige
    sonstiges andere anderes diverse verschiedene verschiedenes allgemein allgemeines verein verband behorde amt
    institution einrichtung organisation gesellschaft konzern holding kunde partner mitglied hersteller anbieter
    lieferant produzent branche privat privatperson freiberufler selbstandige selbstandig zentrale filiale niederlassung
    geschaft laden buro mittelstand kmu
    """.split()
)

ASKED_FOR = frozenset("beratung beratungen berater beraterin beraterinnen".split())  # of anybody, in titles too
CRAFT = "handwerk"  # is in the name of a field of what is made by hand

# Ends of compounds that say only that it is a trade: what it is about stands before them. Longest first.
GENERAL = tuple(
    sorted(
        """
        bau bauer bauerei technik techniker technologie betrieb betriebe fachbetrieb fachbetriebe meisterbetrieb
        handwerk handwerker handwerksbetrieb buro buros dienst dienste dienstleister dienstleistung dienstleistungen
        service firma firmen unternehmen unternehmer gewerbe branche industrie wirtschaft hersteller herstellung
        produktion produzent produzenten fertigung fertiger verarbeitung verarbeiter bearbeitung bearbeiter werkstatt
        werkstatten werk werke fabrik fabriken manufaktur manufakturen studio studios meister meisterin meisterei
        monteur monteure mechanik mechaniker mechanikerin installateur installation installationen montage planer
        planung entwickler entwicklung anbieter vertrieb wartung fahrer fahrerin teile produkte produkt anlagen anlage
        zellen zelle linien stationen systeme system gerate maschinen verarbeitend konstruktion gestaltung gestalter
        spezialist experte experten
        profi profis arbeiten arbeiter kunst kunstler praxis praxen erzeugung erzeuger zucht zuchter macher
        veredelung veredlung zulieferer lieferant lieferanten
        """.split(),
        key=lambda end: (-len(end), end),
    )
)  # fmt: skip
