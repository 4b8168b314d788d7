from django.apps import AppConfig


class SheetsConfig(AppConfig):
    """Tables as people keep them, CSV or XLSX, read into rows of text."""

    name = "sheets"
    default = True
