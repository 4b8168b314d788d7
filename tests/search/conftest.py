import pytest

from tests.factories import directory, forget_indexes

__all__ = ["directory"]


@pytest.fixture(autouse=True)
def no_index_of_another_test():
    """As everywhere, but the index follows every save at once: that is what is tested here."""
    forget_indexes()
