"""A folder with the files of a directory."""

import pytest

from tests.networks_portal.loading import written


@pytest.fixture
def folder(tmp_path):
    return written(tmp_path)
