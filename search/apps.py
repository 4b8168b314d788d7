from django.apps import AppConfig

from core.words import _lazy


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _lazy("Suche")

    def ready(self):
        from core import text_search
        from search import signals  # noqa: F401  connects the receivers
        from search.query import find_keys

        text_search.register(find_keys)
