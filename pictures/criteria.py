"""What a picture needs before release."""

from core.words import _lazy
from pictures import files
from pictures.models import Picture
from publishing.criteria import criterion


@criterion(Picture, _lazy("Bilddatei"), field="file")
def picture_has_file(picture: Picture) -> bool:
    return files.has(picture.file)


@criterion(Picture, _lazy("Bildnachweis und Lizenz"), field="credit")
def picture_has_credit(picture: Picture) -> bool:
    return bool(picture.credit.strip() and picture.licence)


@criterion(Picture, _lazy("Beschreibung oder „Schmuck ohne eigene Aussage“"), field="description")
def picture_is_described(picture: Picture) -> bool:
    return picture.is_decorative or bool(picture.description.strip())
