"""Which documents this code makes. An index of another generation is made anew when the portal starts."""

# Raised with every change of what records are found by or shown with; tests/search/test_generation.py tells when.
GENERATION = 1
