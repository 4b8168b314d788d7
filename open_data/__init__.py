"""The same records for machines: what is selected (`selection.py`), and in which clothes it is given."""
