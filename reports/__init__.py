"""What visitors tell the editors: „Fehler melden“."""
