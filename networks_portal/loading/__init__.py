"""The directory as files: what the fixtures look like and how they are loaded."""
