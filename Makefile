SHELL := /bin/bash
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV := .venv
PY := $(VENV)/bin/python
# Python compiles what it imports, a fraction of what is installed: half a second of the first start.
PIP := $(PY) -m pip --disable-pip-version-check --quiet install --no-compile --require-hashes

# Stamps: what is installed is installed again only when its lock file changes.
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev

.PHONY: help serve test lint coverage format messages css bench bench-serve memory growth hostile shots clean lock editor fixtures migrate

help: ## Diese Übersicht
	@grep -hE '^[a-z-]+:.*## ' Makefile | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

serve: $(RUNTIME) ## Portal starten (PORT, HOST, WEB_CONCURRENCY, DATABASE_URL werden beachtet)
	@exec scripts/serve.sh

test: $(DEV) ## Alles prüfen: Stil, Tests auf SQLite und PostgreSQL, Browser
	@exec scripts/test.sh

lint: $(DEV) ## Stil von Python und Templates und die Typen (mypy) prüfen
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(PY) scripts/type_errors.py
	scripts/lint_templates.sh

coverage: $(DEV) ## Zeilen zählen, die Tests ausführen (auf SQLite); je Paket mindestens 90 %
	@exec $(PY) scripts/covered_lines.py

format: $(DEV) ## Python und Templates einheitlich formatieren
	$(VENV)/bin/ruff check --fix --exit-zero --quiet .
	$(VENV)/bin/ruff format .
	@# Its exit code only says whether it changed something.
	scripts/lint_templates.sh --reformat || true

messages: $(DEV) ## Zu übersetzende Texte sammeln (locale/django.pot)
	@exec scripts/messages.sh

css: ## Stilvorlage aus styles/ neu übersetzen (braucht Node 20)
	@exec scripts/css.sh

bench: $(DEV) ## Geschwindigkeit messen
	@exec scripts/bench.sh

memory: $(DEV) ## Speicher des Webservers messen (BENCH_SIZES, BENCH_DATA)
	@exec scripts/memory.sh

growth: $(DEV) ## Wachstum der Rechenzeit bei feindlichen Eingaben messen
	@exec $(PY) scripts/growth.py

hostile: $(DEV) ## Antworten während feindlicher Uploads messen
	@exec $(PY) scripts/hostile_uploads.py

bench-serve: $(RUNTIME) ## Mit erfundenen Einträgen starten (BENCH_DATA, BENCH_STATE, BENCH_PORT)
	@exec scripts/bench_serve.sh

shots: $(DEV) ## Bildschirmfotos der Seiten aufnehmen
	@CHROMIUM=$$(scripts/browser.sh) exec $(PY) scripts/shots.py

editor: migrate ## Konto für die Redaktion anlegen
	@exec $(PY) manage.py createsuperuser

fixtures: migrate ## Verzeichnis aus fixtures/ (neu) laden
	@exec $(PY) manage.py load_directory

migrate: $(RUNTIME) ## Datenbank auf den neuesten Stand bringen
	@$(PY) scripts/secret_key.py && exec $(PY) manage.py migrate --verbosity 1

lock: ## Abhängigkeiten neu festschreiben (UPGRADE=1: auf neueste Fassungen)
	@exec scripts/lock.sh

clean: ## Umgebung, Datenbank und Zwischenablagen löschen
	rm -rf $(VENV) .state .pytest_cache .ruff_cache .mypy_cache .hypothesis styles/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Is there and leads nowhere when the machine's Python was replaced; then it is made anew.
$(PY):
	@python=$$(scripts/python.sh) && echo "Lege die Python-Umgebung an …" && "$$python" -m venv --clear $(VENV)

$(RUNTIME): requirements.lock $(PY)
	@echo "Installiere, was zum Betrieb gebraucht wird …"
	@$(PIP) -r requirements.lock
	@touch $@

$(DEV): requirements-dev.lock $(PY)
	@echo "Installiere, was zum Betrieb und Prüfen gebraucht wird …"
	@$(PIP) -r requirements-dev.lock
	@touch $@ $(RUNTIME)
