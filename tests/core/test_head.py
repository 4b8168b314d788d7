"""HEAD says what GET would, without a body; asked of the application as a server asks it."""

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory


def answer(method: str, path: str) -> tuple[str, dict, bytes]:
    started = []
    environ = RequestFactory().generic(method, path).environ
    body = get_wsgi_application()(environ, lambda status, headers, *rest: started.append((status, dict(headers))))
    content = b"".join(body)
    body.close()
    return *started[0], content


@pytest.mark.parametrize(
    "path", ["/", "/netzwerke/", "/gibt-es-nicht/", "/robots.txt", "/redaktion/konto/anmelden/", "/netzwerke/x.csv"]
)
@pytest.mark.django_db
def test_head_is_get_without_a_body(path):
    status, headers, body = answer("GET", path)
    other, short, nothing = answer("HEAD", path)

    assert body and nothing == b"" and other == status
    assert {name: short.get(name) for name in ("Content-Type", "Content-Length")} == {
        name: headers.get(name) for name in ("Content-Type", "Content-Length")
    }
