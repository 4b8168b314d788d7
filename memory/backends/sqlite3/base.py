from django.db.backends.sqlite3 import base

from memory.backends import Stamping


class DatabaseWrapper(Stamping, base.DatabaseWrapper):
    pass
