"""The records for programs at /api/v1/: read only, JSON, the parameters of the pages.

Small views of our own: what can be asked stands in the FilterSets, what is answered in the kinds (`core.kinds`), and a
description of both (`description.py`) is made from them. A framework would want all of it declared once more, as
classes; django-ninja took 12 MB of every worker for that.
"""
