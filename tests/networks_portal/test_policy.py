"""The policy that every page is shown under."""

import pytest


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
