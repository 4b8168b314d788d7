"""Whoever makes the index anew at a terminal sees how far it is; elsewhere nothing is written."""

import io

from search.management.commands.rebuild_index import Bar


class Terminal(io.StringIO):
    def __init__(self, is_terminal: bool = True):
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal

    def write(self, text: str, ending: str = "") -> int:
        return super().write(text + ending)


def test_bar_fills_and_keeps_its_width():
    stream = Terminal()
    bar = Bar(stream, 200)
    for done in (0, 100, 100, 200):
        bar.show(done)

    lines = stream.getvalue().split("\r")[1:]
    assert lines == [
        f"[{'.' * 40}] 0 von 200",
        f"[{'#' * 20}{'.' * 20}] 100 von 200",  # once
        f"[{'#' * 40}] 200 von 200\n",
    ]


def test_nothing_is_written_where_nobody_reads():
    stream = Terminal(is_terminal=False)
    Bar(stream, 0).show(1)

    assert stream.getvalue() == ""
