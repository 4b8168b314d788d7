"""Where the source documents contradict each other, or themselves: both answers stand side by side, with both places.

Other names and spellings are none: they stand among the names of an entry. No two places of the documents name
different seats.
"""

import pytest

from core.kinds import record_models
from networks.models import Network
from tests.factories import read
from worklist.tasks import TASKS, Ground

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]
BETWEEN, WITHIN = "Quellen widersprechen sich", "Quelle widerspricht sich"
FACTS, HISTORY, FIGURES, LINKS, RELATIONS = "h-fakten", "h-verlauf", "h-zahlen", "h-links", "h-beziehungen"
PARTNERS = (
    "Factory, FinLeap, Next Big Thing, Fraunhofer Leistungszentrum Digitale Vernetzung",
    "Unternehmen, Start-ups, Hochschuleinrichtungen und Company Builder, ohne Namen und nur beim IoT-Hub",
)
CONSORTIUM = ("Das Konsortium aus Factory", "Konsortium von Unternehmen, Startups, Hochschuleinrichtungen und Company")
# Kind of statement, network, section, who contradicts whom, the two answers, the two places.
CONTRADICTIONS = [
    ("date", "mannheim-medical-technology-cluster", FACTS, WITHIN,
     ("2011", "neu etabliert (Stand 2023)"),
     ("Seit 2011 entwickelt das Mannheim Medical", "bei den neu etablierten vier Kompetenzfeldern")),
    ("date", "mannheim-medical-technology-cluster", HISTORY, WITHIN,
     ("2011", "neu etabliert (Stand 2023)"),
     ("Seit 2011 entwickelt das Mannheim Medical", "bei den neu etablierten vier Kompetenzfeldern")),
    ("legal form", "iot-hub-berlin", FACTS, WITHIN,
     ("Verein", "Konsortium"),
     ("die Rechtsform eines Vereins übergegangen", "IoT-Hub setzt sich zusammen aus einem Konsortium")),
    ("partners", "de-hub-berlin", RELATIONS, BETWEEN, PARTNERS, CONSORTIUM),
    ("partners", "konsortium-digihub-berlin", RELATIONS, BETWEEN, PARTNERS, CONSORTIUM),
    ("figure", "berlin-urban-tech-alliance", FIGURES, WITHIN,
     ("über 130", "· 130"),
     ("über 130 Urban Tech Startups mit Sitz", "möglichst viele dieser 130 Startups")),
    ("link", "nano-for-production", LINKS, WITHIN,
     ("https://www.nano.fraunhofer.de/", "Website der Fraunhofer-Allianz Nanotechnologie (so der Linktitel)"),
     ("Nano for Production", "Website der Fraunhofer-Allianz Nanotechnologie")),
    ("link", "silicon-saxony", LINKS, WITHIN,
     ("http://www.silicon-saxony.net/", "silicon-saxony.de (so die Adresse der Broschüre)"),
     ("Silicon Saxony", "MIKRO_dt_web_2013_3_.pdf")),
    ("link", "netzwerk-logistik-leipzig-halle", LINKS, WITHIN,
     ("http://www.logistik-mitteldeutschland.de/", "Netzwerk Logistik Mittelstand (so der Linktitel)"),
     ("Netzwerk Logistik Leipzig-Halle", "Website Netzwerk Logistik Mittelstand")),
    ("status", "de-hub-berlin", FACTS, BETWEEN,
     ("aktiv", "im Entstehen"), ("Beide Hubs stärken Berlin als", "entstehen in Berlin")),
    ("fields", "de-hub-berlin", FACTS, BETWEEN,
     ("FinTech", "nur Internet der Dinge (ausgewählt als de:hub IoT)"),
     ("de:hub Berlin IoT & FinTech", "hat Berlin als de:hub IoT ausgewählt")),
    ("kind", "startup-asiaberlin", FACTS, WITHIN,
     ("Netzwerk", "Plattform"), ("des Netzwerks Startup AsiaBerlin (SUAB)", "ist das erklärte Ziel der Plattform")),
    ("kind", "berlin-urban-tech-alliance", FACTS, WITHIN,
     ("Netzwerk", "Projekt"), ("sind Mitglieder des Netzwerks", '"Berlin Urban Tech Alliance" ist eines der Projekte')),
    ("kind", "cn-bc", FACTS, WITHIN,
     ("Vernetzungsprojekt", "Netzwerk"),
     ("die Mitglieder des Internationalisierungsprojekts", "Entstanden ist das Netzwerk nach der Organisation")),
]  # fmt: skip


@pytest.mark.once
@pytest.mark.parametrize("kind, slug, section, said, answers, places", CONTRADICTIONS)
def test_both_answers_stand_side_by_side_with_their_places(client, kind, slug, section, said, answers, places):
    text = read(client.get(f"/netzwerke/{slug}/"), section)

    assert said in text and (said == WITHIN) == (WITHIN in text)
    for answer, place in zip(answers, places, strict=True):
        assert text.index(answer) < text.index(f"„{place}") + len(place), (kind, answer)
    assert text.index(answers[0]) < text.index(answers[1], text.index(answers[0]) + 1)


def test_no_entry_contradicts_itself_otherwise():
    named = {slug for _kind, slug, *_rest in CONTRADICTIONS}
    for model in record_models():
        found = {one.slug for one in model.objects.filter(TASKS["widerspruch"].condition(model, Ground()))}
        assert found == (named if model is Network else set()), model


def test_notes_do_not_say_again_what_stands_side_by_side():
    notes = dict(Network.objects.values_list("slug", "note"))
    again = ("beschreib", "neu etabliert", "auch ein Projekt", "Plattform", "endet auf", "der Titel des Links")
    assert [(slug, words) for _kind, slug, *_rest in CONTRADICTIONS for words in again if words in notes[slug]] == [
        ("iot-hub-berlin", "beschreib")  # of the consortium, whose partners stand at the hubs together
    ]
