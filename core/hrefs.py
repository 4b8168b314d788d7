"""What is said where somebody types an address that no link may lead to; the rule is that of `inputs.web`."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from core.words import _
from inputs.web import WEB, href, web_href

_check_web = URLValidator(schemes=WEB)


def validate_web(text: str) -> None:
    """Raises ValidationError unless it is a whole address of the web."""
    try:
        _check_web(text)
    except ValidationError:
        refused = True
    else:
        refused = not web_href(text)
    if refused:
        raise ValidationError(
            _("Bitte eine Adresse im Netz, die mit http:// oder https:// beginnt und keine Zugangsdaten enthält."),
            code="web",
        )


def validate_path(text: str) -> None:
    """Raises ValidationError unless it is a path of this site."""
    if not (text.startswith("/") and href(text)):
        raise ValidationError(_("Bitte einen Pfad dieser Website, zum Beispiel /netzwerke/."), code="path")


def validate_web_or_path(text: str) -> None:
    """Raises ValidationError unless it is an address of the web or a path of this site."""
    (validate_path if text.startswith("/") else validate_web)(text)
