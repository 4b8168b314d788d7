"""Finding things on the desk: one search over everything in the head of every page, and its help."""
