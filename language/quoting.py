"""German quotation marks: what is quoted has its own in the inner form, „so ‚hier‘ zum Beispiel“."""

_INNER = str.maketrans("„“”", "‚‘‘")


def quoted(text: object) -> str:
    return f"„{str(text).translate(_INNER)}“"
