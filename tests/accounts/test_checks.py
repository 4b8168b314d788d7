"""What `check --deploy` warns of, and settings that are refused."""

import pytest

from accounts.checks import check_sign_in
from tests.test_project import run_manage

SAFE = {
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "MFA_REQUIRED": "reviewers",
    "ALLOWED_HOSTS": ["portal.example"],
}


def found(settings, **values) -> list[str]:
    for name, value in (SAFE | values).items():
        setattr(settings, name, value)
    return [warning.id for warning in check_sign_in(None)]


def test_safe_settings_are_quiet(settings):
    assert found(settings) == []


@pytest.mark.parametrize(
    ("number", "values"),
    [
        ("W001", {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}),
        ("W002", {"MFA_REQUIRED": "none"}),
        ("W003", {"CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}}),
        ("W004", {"ALLOWED_HOSTS": ["*"]}),
    ],
)
def test_unsafe_settings_are_named(settings, number, values):
    assert found(settings, **values) == [f"accounts.{number}"]


def test_unknown_demand_is_refused(tmp_path):
    result = run_manage("check", SECRET_KEY="x", STATE_DIR=str(tmp_path), MFA_REQUIRED="ja")

    assert result.returncode != 0 and "erlaubt sind none, reviewers und all" in result.stderr


def test_environment_sets_length_and_hours(tmp_path):
    code = (
        "from django.conf import settings as s; print(s.SESSION_COOKIE_AGE, s.AUTH_PASSWORD_VALIDATORS[1]['OPTIONS'])"
    )
    result = run_manage(
        "shell", "--no-imports", "-c", code, SECRET_KEY="x", STATE_DIR=str(tmp_path), SESSION_HOURS="2",
        PASSWORD_MIN_LENGTH="16",
    )  # fmt: skip

    assert result.stdout.startswith("7200 ") and "{'min_length': 16}" in result.stdout, result.stderr
