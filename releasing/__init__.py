"""What waits for release: in which order, narrowed down to what, and what of it can be decided in a list."""
