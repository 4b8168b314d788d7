"""Lists to take along: as tables, as whole records and on maps (`forms.py`), and all of them as files (`dump.py`)."""
