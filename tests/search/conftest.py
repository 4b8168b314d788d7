import pytest

from tests.kept_index import kept_index


@pytest.fixture(autouse=True)
def no_index_of_another_test(request):
    """As everywhere, but the index follows every save at once: that is what is tested here."""
    with kept_index("directory" in request.fixturenames):
        yield
