import pytest


@pytest.fixture(autouse=True)
def address(settings):
    """Links of mails lead to the address of the site, which each has."""
    settings.SITE_URL = "https://portal.example"
