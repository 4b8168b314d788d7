"""Lists of entries with chosen columns: to look at, to print, to take along, and to keep as a view."""
