"""Erasing what the portal keeps about a person (DSGVO, Art. 17), its history included."""
