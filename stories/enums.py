from django.db.models import TextChoices

from core.words import _lazy


class StoryKind(TextChoices):
    TOPIC = "thema", _lazy("Thema")
    STORY = "beitrag", _lazy("Beitrag")


class PartKind(TextChoices):
    SECTION = "abschnitt", _lazy("Abschnitt")
    QUESTION = "frage", _lazy("Frage und Antwort")
    TIP = "tipp", _lazy("Tipp")
    LIST = "liste", _lazy("Liste von Einträgen")
    PICTURE = "bild", _lazy("Bild")
