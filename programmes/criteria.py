"""What programmes and support offers need before release."""

from django.utils.text import format_lazy

from core.words import _lazy
from programmes.models import Programme, SupportOffer
from publishing.criteria import criterion, sources_name_no_contact

MAX_WORDS = 60


@criterion(Programme, _lazy("Kurz gesagt"), field="summary")
def programme_has_summary(programme: Programme) -> bool:
    return bool(programme.summary.strip())


@criterion(
    Programme,
    format_lazy(_lazy("Kurz gesagt in höchstens {max_words} Wörtern"), max_words=MAX_WORDS),
    blocking=False,
    field="summary",
)
def programme_is_brief(programme: Programme) -> bool:
    return len(programme.summary.split()) <= MAX_WORDS


@criterion(Programme, _lazy("Wo es gilt"), blocking=False, field="regions")
def programme_has_region(programme: Programme) -> bool:
    return programme.regions.exists()


@criterion(Programme, _lazy("Wer finanziert oder vergibt"), blocking=False, field="financings")
def programme_has_financing(programme: Programme) -> bool:
    return programme.financings.exists()


@criterion(
    Programme,
    _lazy("Eine zuständige Person oder der Beleg, dass die Quelle keine nennt"),
    blocking=False,
    field="responsibilities",
)
def programme_has_contact(programme: Programme) -> bool:
    return programme.responsibilities.exists() or sources_name_no_contact(programme)


@criterion(SupportOffer, _lazy("Kurz gesagt"), field="summary")
def offer_has_summary(offer: SupportOffer) -> bool:
    return bool(offer.summary.strip())
