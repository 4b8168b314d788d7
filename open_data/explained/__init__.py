"""Pages that explain to people what can be had here for machines, and to programmers how it is asked for."""
