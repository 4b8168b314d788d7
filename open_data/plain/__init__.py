"""Lists as plain pages: whole, to print, and in the pages of others."""
