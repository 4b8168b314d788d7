"""The policy that every page is shown under."""

from wsgiref.headers import Headers

import pytest
from django.conf import settings


@pytest.mark.django_db
def test_every_answer_has_the_policy(client):
    for path in ("/", "/nichts/", "/redaktion/", "/robots.txt", "/gesundheit/", "/static/413.html"):
        policy = client.get(path).headers["Content-Security-Policy"].split("; ")

        assert {"default-src 'self'", "img-src 'self' data:", "script-src 'self'", "frame-ancestors 'none'"} <= {
            *policy
        }
        assert not [part for part in policy if "unsafe" in part]


@pytest.mark.django_db
def test_pages_of_errors_for_developers_have_their_styles(client, settings):
    settings.DEBUG = True

    assert "Content-Security-Policy" not in client.get("/nichts/").headers


def test_static_files_may_be_kept_and_say_so_once():
    headers = Headers([("Cache-Control", "max-age=315360000, public, immutable")])

    settings.WHITENOISE_ADD_HEADERS_FUNCTION(headers, "", "")

    assert headers["Cache-Control"] == "max-age=315360000, immutable"
