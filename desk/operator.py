"""What the operator has to say of itself on the legal pages, and what of it is missing."""

from django.conf import settings
from django.core import checks

from core.words import Words, _lazy

# Setting → what the pages lack without it. Where one of several is enough, they stand together.
REQUIRED: dict[tuple[str, ...], Words] = {
    ("OPERATOR_NAME",): _lazy("wer das Portal betreibt (Impressum, Datenschutz)"),
    ("OPERATOR_ADDRESS",): _lazy("die Anschrift (Impressum)"),
    ("OPERATOR_EMAIL",): _lazy("eine E-Mail-Adresse (Impressum, Barrierefreiheit)"),
    ("OPERATOR_PHONE",): _lazy("eine Telefonnummer (Impressum)"),
    ("OPERATOR_PRIVACY_CONTACT",): _lazy("die datenschutzbeauftragte Stelle (Datenschutz)"),
    ("OPERATOR_PRIVACY_AUTHORITY", "OPERATOR_LAND"): _lazy("die Aufsichtsbehörde (Datenschutz)"),
    ("OPERATOR_HOSTING",): _lazy("wo das Portal läuft (Datenschutz)"),
    ("OPERATOR_ACCESSIBILITY_STATE",): _lazy("der Stand der Vereinbarkeit (Barrierefreiheit)"),
    ("OPERATOR_ENFORCEMENT_BODY", "OPERATOR_LAND"): _lazy("die Durchsetzungsstelle (Barrierefreiheit)"),
}


def missing() -> list[tuple[str, Words]]:
    """The settings that are empty, „A oder B“ where one is enough, and what pages therefore do not say."""
    return [
        (" oder ".join(names), what)
        for names, what in REQUIRED.items()
        if not any(getattr(settings, name, "") for name in names)
    ]


@checks.register(checks.Tags.compatibility, deploy=True)
def check_operator(app_configs, **kwargs) -> list[checks.CheckMessage]:
    return [
        checks.Warning(f"Auf den rechtlichen Seiten fehlt {what}.", hint=f"{name} setzen.", id="desk.W001")
        for name, what in missing()
    ]
