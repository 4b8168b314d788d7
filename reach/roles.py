"""Which of the functions that sources give people speak for the entry itself."""

import re

_FOR_IT = re.compile(
    r"manag|leiter|leitung|geschäftsf|vorstand|vorsitz|koordin|director|gründer|founder|begleitet|sprecher",
    re.IGNORECASE,
)


def speaks_for(role: str) -> bool:
    """Whether somebody named so works for the entry, as a network's manager does and a guest of honour does not."""
    return bool(_FOR_IT.search(role))
