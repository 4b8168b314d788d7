"""HEAD says what GET would, without a body; asked of the application as a server asks it."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory


def answer(method: str, path: str):
    """Without the test client, which takes bodies away by itself."""
    return WSGIHandler().get_response(RequestFactory().generic(method, path))


@pytest.mark.once
@pytest.mark.parametrize(
    "path", ["/", "/netzwerke/", "/gibt-es-nicht/", "/robots.txt", "/redaktion/konto/anmelden/", "/netzwerke/x.csv"]
)
@pytest.mark.django_db
def test_head_is_get_without_a_body(path):
    long, short = answer("GET", path), answer("HEAD", path)

    assert b"".join(long) and b"".join(short) == b"" and short.status_code == long.status_code
    for name in ("Content-Type", "Content-Length"):
        assert short.headers.get(name) == long.headers.get(name)
