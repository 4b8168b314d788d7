"""What programmes and support offers need before release."""

from programmes.models import Programme, SupportOffer
from publishing.criteria import criterion, sources_name_no_contact

MAX_WORDS = 60


@criterion(Programme, "Kurz gesagt")
def programme_has_summary(programme: Programme) -> bool:
    return bool(programme.summary.strip())


@criterion(Programme, f"Kurz gesagt in höchstens {MAX_WORDS} Wörtern", blocking=False)
def programme_is_brief(programme: Programme) -> bool:
    return len(programme.summary.split()) <= MAX_WORDS


@criterion(Programme, "Wo es gilt", blocking=False)
def programme_has_region(programme: Programme) -> bool:
    return programme.regions.exists()


@criterion(Programme, "Wer finanziert oder vergibt", blocking=False)
def programme_has_financing(programme: Programme) -> bool:
    return programme.financings.exists()


@criterion(Programme, "Eine zuständige Person oder der Beleg, dass die Quelle keine nennt", blocking=False)
def programme_has_contact(programme: Programme) -> bool:
    return programme.responsibilities.exists() or sources_name_no_contact(programme)


@criterion(SupportOffer, "Kurz gesagt")
def offer_has_summary(offer: SupportOffer) -> bool:
    return bool(offer.summary.strip())
