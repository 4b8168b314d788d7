"""The jobs, one module each: its form and how it is written."""
