from tests.factories import directory, no_index_of_another_test

__all__ = ["directory", "no_index_of_another_test"]
