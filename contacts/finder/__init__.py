"""The finder (ux 4.7): from four answers to the person or office that is responsible."""
