"""Tables in and out: read a file, map its columns, compare it row by row, take over what was chosen, undo it."""
