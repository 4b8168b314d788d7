"""Tables in: read a file, map its columns, compare it row by row, take over what was chosen, undo it."""
