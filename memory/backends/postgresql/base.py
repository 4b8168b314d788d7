from django.db.backends.postgresql import base

from memory.backends import Stamping


class DatabaseWrapper(Stamping, base.DatabaseWrapper):
    pass
