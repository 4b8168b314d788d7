"""Cells that a spreadsheet would run as a formula."""

STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str) -> str:
    """With an apostrophe before what would be run, as spreadsheets write it themselves."""
    return f"'{cell}" if cell.startswith(STARTS) else cell


def as_written(cell: str) -> str:
    """Without the apostrophe that `harmless` put there."""
    return cell[1:] if cell.startswith(tuple(f"'{start}" for start in STARTS)) else cell
