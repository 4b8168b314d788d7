from django.conf import settings as django_settings
from hypothesis import settings

# The same examples every time, and no stop-watch: a busy machine is not a bug. The environment that
# settings need is in pyproject.toml, because Django reads it before this file.
settings.register_profile("portal", deadline=None, derandomize=True, database=None)
settings.load_profile("portal")


def pytest_configure():
    """A hash that is slow on purpose would be most of the time of tests that sign in."""
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
