"""Two small files of a directory, and what loading them leaves."""

from collections import Counter

from django.apps import apps

VOCABULARY = """
regions:
  - {slug: ackerland, name: Ackerland, kind: land}
fields:
  - {slug: licht, name: Licht}
  - {slug: laser, name: Laser, parent: licht}
"""
DOCUMENT = """
source: amtsheft
sources:
  - {slug: amtsheft, title: Amtsheft, short_title: Heft, kind: artikel, as_of: "2018", as_of_reason: Zum Test.}
organisations:
  - {slug: lampenamt, name: Lampenamt, kind: behoerde}
networks:
  - slug: lichtnetz
    name: Lichtnetz
    kind: netzwerk
    summary: Verbindet Lampen.
    regions: [ackerland]
    fields: [laser]
    tags: [Lampe]
    cite: {name: "das Lichtnetz", kind: {at: "ein Netz", certainty: angedeutet, note: Aus dem Namen.}}
    names: [{kind: auch, name: Lampenbund, at: "im Lampenbund"}]
    figures: [{number: 12, counted: Partner, is_membership: true, as_of: "Ende 2018"}]
    milestones: [{kind: gruendung, date: "Sommer 2017", text: Angefangen.}]
    participations: [{organisation: lampenamt, role: traeger}]
"""


def written(folder):
    (folder / "0-vokabular.yaml").write_text(VOCABULARY)
    (folder / "1-heft.yaml").write_text(DOCUMENT)
    return folder


def rewrite(folder, old, new, name="1-heft.yaml"):
    path = folder / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


# The apps whose tables the directory fills.
FILLED = ("regions", "publishing", "networks", "programmes", "contacts", "taggit", "search")


def rows() -> Counter:
    found = (model for label in FILLED for model in apps.get_app_config(label).get_models(include_auto_created=True))
    return Counter({model._meta.label: model._base_manager.count() for model in found})


def totals(report) -> tuple[int, int, int]:
    return report.new.total(), report.changed.total(), report.removed.total()
