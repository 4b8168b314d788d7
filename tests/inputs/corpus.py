"""Inputs as people and programs really write them, each with what is right: files of a line for each, tab between."""

from pathlib import Path

HERE = Path(__file__).parent


def cases(name: str) -> list[list[str]]:
    """The lines of a file, each as its columns; „\\n“ inside stands for the end of a line."""
    lines = (HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [[column.replace("\\n", "\n") for column in line.split("\t")] for line in lines if line]
