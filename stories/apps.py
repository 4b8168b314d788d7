from django.apps import AppConfig

from core.words import _lazy


class StoriesConfig(AppConfig):
    name = "stories"
    verbose_name = _lazy("Themen und Beiträge")

    def ready(self):
        from open_data.selection import add_list
        from pages import told
        from stories import criteria  # noqa: F401  registers what its records need before release
        from stories.filters import SeriesFilter, StoryFilter, story_index
        from stories.woven import told_of

        add_list(StoryFilter, story_index)
        add_list(SeriesFilter)
        told.register(told_of)
