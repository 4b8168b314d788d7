"""What somebody else did after a page was opened is told in words, and nothing is half done."""

from tests.desk_pages import *  # noqa: F403
