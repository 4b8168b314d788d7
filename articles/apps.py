from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """What a text says as a whole: what it is about, what belongs to what, and where it comes from."""

    name = "articles"
    default = True
