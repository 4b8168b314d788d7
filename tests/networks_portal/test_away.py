"""Without its database the portal says so, in German, and when to come back; nothing of it asks the database."""

import pytest
from django.conf import settings as django_settings

from tests.test_project import run_manage

NOWHERE = {
    "sqlite": "sqlite:////gibt/es/nicht/db.sqlite3",
    "postgresql": "postgres://portal:geheim@127.0.0.1:9/portal",
}
# Public, of the desk, below the views, in the handler of another error, writing.
ASK = """
from django.test import Client
client = Client(raise_request_exception=False)
for path in ("/", "/netzwerke/", "/suche/?q=licht", "/redaktion/", "/redaktion/konto/anmelden/", "/gibt-es-nicht/"):
    response = client.get(path, headers={"host": "localhost", "cookie": f"sessionid={'a' * 32}"})
    page = response.content.decode()
    print(path, response.status_code, response.headers.get("Retry-After"), "nicht erreichbar" in page)
response = client.post("/redaktion/konto/anmelden/", {"login": "a", "password": "b"}, headers={"host": "localhost"})
print(response.status_code, "geheim" in response.content.decode())
print(client.get("/gesundheit/").status_code)
"""


@pytest.mark.parametrize("kind", NOWHERE)
def test_everything_answers_503_with_a_page(tmp_path, kind):
    place = {"SECRET_KEY": "x", "STATE_DIR": str(tmp_path), "STATIC_MANIFEST": "off", "DATABASE_URL": NOWHERE[kind]}
    result = run_manage("shell", "--no-imports", "-c", ASK, **place)

    *pages, written, health = result.stdout.splitlines()
    assert [page.split()[1:] for page in pages] == [["503", "30", "True"]] * 6, result.stdout + result.stderr
    assert written == "503 False" and health == "503"


@pytest.mark.django_db
def test_form_larger_than_any_of_ours_is_told_its_size(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = client.post("/fehler-melden/", {"text": "x" * 2000})

    assert response.status_code == 413 and "Das ist zu groß" in response.content.decode()


@pytest.mark.parametrize("status", [413, 500, 503])
def test_pages_of_last_resort_need_nothing(status):
    page = (django_settings.BASE_DIR / "static" / f"{status}.html").read_text()

    assert f"Fehler {status}" in page and '<html lang="de">' in page and "{%" not in page
