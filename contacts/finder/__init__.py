"""The finder: from four answers to the person or office that is responsible."""
