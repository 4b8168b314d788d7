#!/usr/bin/env python3
# ruff: noqa: E501  the samples are tables
"""Render the sample pages of this folder with the real base.html.

    render.py FOLDER          every sample as a page of its own, for a server that also serves /static/
    render.py --guide         styles/guide.html: all samples on one page, to look things up

Needs Django and Jinja2; no settings of the project, no database.
"""

import math
import random
import re
import sys
from pathlib import Path

import django
from django.conf import settings
from django.template import engines

SITE = {"SITE_NAME": "Netzwerkportal", "KOPFZEILE_TEXT": "", "preview": None}
HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SAMPLES = {
    "start": ("Startseite", "", []),
    "liste": ("Liste mit Filter", "netzwerke", [{"label": "Netzwerke"}]),
    "filter": ("Filter auf kleinen Bildschirmen", "netzwerke", [{"label": "Netzwerke", "url": "/netzwerke/"}, {"label": "Filter"}]),
    "leer": ("Leere Liste", "netzwerke", [{"label": "Netzwerke"}]),
    "netzwerk": ("Netzwerk", "netzwerke", [{"label": "Netzwerke", "url": "/netzwerke/"}, {"label": "it’s.BB"}]),
    "kontakte": ("Kontaktkarten", "", [{"label": "Ansprechpersonen"}]),
    "region": ("Region", "regionen", [{"label": "Regionen", "url": "/regionen/"}, {"label": "Berlin"}]),
    "index-liste": ("Index mit Anzahlen", "felder", [{"label": "Felder"}]),
    "programm": ("Förderprogramm", "foerderung", [{"label": "Förderprogramme", "url": "/foerderprogramme/"}, {"label": "PfI"}]),
    "termine": ("Termine", "termine", [{"label": "Termine"}]),
    "suche": ("Suche", "", [{"label": "Suche"}]),
    "text": ("Textseite", "", [{"label": "Themen", "url": "/themen/"}, {"label": "Warum Netzwerke?"}]),
}  # fmt: skip


def hero_graph() -> str:
    """36 nodes, each tied to its two nearest: the picture that real relations draw later."""
    dice = random.Random(11)
    nodes = []
    while len(nodes) < 36:
        node = (dice.randint(24, 536), dice.randint(24, 376))
        if all(math.dist(node, other) > 52 for other in nodes):
            nodes.append(node)
    edges = set()
    for node in nodes:
        for other in sorted(nodes, key=lambda n: math.dist(n, node))[1:3]:
            edges.add(tuple(sorted((node, other))))
    lines = "".join(f"M{a[0]} {a[1]}L{b[0]} {b[1]}" for a, b in sorted(edges))
    full, rim = ("".join(f"M{x} {y}h0" for x, y in nodes[start::3]) for start in (0, 1))
    paths = {"line": lines, "full": full, "rim": rim, "hole": rim}
    return "".join(f'<path class="np-graph__{kind}" d="{path}"/>' for kind, path in paths.items())


def render(name: str) -> str:
    _, section, breadcrumbs = SAMPLES[name]
    context = SITE | {
        "section": section,
        "breadcrumbs": breadcrumbs,
        "graph": hero_graph(),
        "filterview": name == "filter",
    }
    source = "liste" if name == "filter" else name
    return engines["jinja2"].get_template(f"{source}.html").render(context)


def prefixed(text: str, name: str) -> str:
    """Make a sample's ids its own, so that several samples fit on one page."""
    text = re.sub(r'\b(id|for|aria-labelledby)="([\w-]+)"', rf'\1="{name}-\2"', text)
    return re.sub(r'href="#([\w-]+)"', rf'href="#{name}-\1"', text)


def guide() -> str:
    page = render("text").replace("Warum Netzwerke? –", "Gestaltung –")
    top, rest = page.split('<nav class="np-crumbs"', 1)
    bottom = rest.split("</main>", 1)[1]
    links = "".join(f'<li><a href="#muster-{name}">{label}</a></li>' for name, (label, _, _) in SAMPLES.items())
    parts = [
        '<main class="np-main" id="inhalt" tabindex="-1"><div class="np-wrap"><div class="np-head"><h1>Gestaltung</h1>'
        "<p>Alle Muster mit ihrem Markup. Klassen je Muster: styles/README.md; Vorlagen: styles/guide/.</p></div>"
        f'<nav class="np-toc" aria-label="Muster"><p>Muster</p><ul>{links}</ul></nav></div>'
    ]
    for name, (label, _, _) in SAMPLES.items():
        if name == "filter":
            heading = '<p class="np-wrap">Wie die Liste, mit <code>&lt;body class="np-filterview"&gt;</code>.</p>'
            parts.append(f'<h2 class="np-wrap np-month" id="muster-{name}">{label}</h2>{heading}')
            continue
        inner = re.search(r"<main[^>]*>(.*)</main>", render(name), re.DOTALL).group(1)
        parts.append(f'<h2 class="np-wrap np-month" id="muster-{name}">{label}</h2>{prefixed(inner, name)}')
    return (top + "".join(parts) + "</main>" + bottom).replace('"/static/', '"../static/')


def main() -> None:
    template_settings = {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [HERE, ROOT / "templates" / "public"],
        "OPTIONS": {"environment": "core.jinja.environment"},
    }
    sys.path.insert(0, str(ROOT))
    settings.configure(TEMPLATES=[template_settings], STATIC_URL="/static/", USE_I18N=False)
    django.setup()
    if sys.argv[1:] == ["--guide"]:
        (HERE.parent / "guide.html").write_text(guide(), encoding="utf-8")
        return
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for name in SAMPLES:
        (target / f"{name}.html").write_text(render(name), encoding="utf-8")
    for name in ("404", "410"):
        more = {"suggestion": "", "reason": "", "successor": ""}
        text = engines["jinja2"].get_template(f"{name}.html").render(SITE | more)
        (target / f"{name}.html").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
