"""Full-page pictures of the main pages at 390, 820 and 1440 px, light and dark, into shots/.

usage: shots.py [BASE_URL]     of a running portal, http://127.0.0.1:8000 by default
"""

import os
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PAGES = {
    "start": "/",
    "netzwerke": "/netzwerke/?region=berlin",
    "filter": "/netzwerke/?region=berlin&ansicht=filter",
    "leer": "/netzwerke/?region=lausitz&feld=fintech",
    "netzwerk": "/netzwerke/its-bb/",
    "netzwerk-gross": "/netzwerke/mannheim-medical-technology-cluster/",
    "region": "/regionen/rhein-neckar/",
    "regionen": "/regionen/",
    "felder": "/felder/",
    "programm": "/foerderprogramme/pfi/",
    "programme": "/foerderprogramme/",
    "kontakt": "/ansprechpersonen/kai-pflanz/",
    "kontakte": "/ansprechpersonen/",
    "termine": "/veranstaltungen/",
    "organisation": "/organisationen/wirtschaftsfoerderung-mannheim/",
    "quelle": "/quellen/amt24-netzwerke/",
    "thema": "/themen/warum-netzwerke/",
    "themen": "/themen/",
    "beitrag": "/themen/deep-dive-17-berliner-netzwerkfoerderung/",
    "serie": "/serien/cluster-in-mannheim/",
    "suche": "/suche/?q=mannheim",
    "fehler": "/gibt-es-nicht/",
}
WIDTHS = (390, 820, 1440)
ROOT = Path(__file__).resolve().parent.parent
# As root there is no sandbox; the others keep the browser from looking for other hosts.
FLAGS = ["--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def main() -> None:
    base = sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    only = set(sys.argv[2:]) or set(PAGES)
    folder = ROOT / "shots"
    folder.mkdir(exist_ok=True)
    flags = FLAGS + (["--no-sandbox"] if os.geteuid() == 0 else [])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or None, args=flags)
        for scheme in ("light", "dark"):
            for width in WIDTHS:
                page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
                for name, path in PAGES.items():
                    if name in only:
                        page.goto(base + path)
                        page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
        browser.close()
    print(f"Bilder liegen in {folder}.")


if __name__ == "__main__":
    main()
