"""Back to earlier states of an entry, and what happened in the whole portal."""
