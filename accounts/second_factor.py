"""Who needs a second factor, who has one, and how a colleague's lost one is taken away."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Editor
from accounts.sessions import end_sessions
from core.kinds import record_models

# Recovery codes alone are none: they exist beside one of these.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def _obliged() -> QuerySet[Editor]:
    if settings.MFA_REQUIRED == "none":
        return Editor.objects.none()
    if settings.MFA_REQUIRED == "all":
        return Editor.objects.all()
    powers = _powers()
    given = Exists(powers.filter(user=OuterRef("pk"))) | Exists(powers.filter(group__user=OuterRef("pk")))
    return Editor.objects.filter(Q(is_superuser=True) | given)


def _powers() -> QuerySet[Permission]:
    """Permissions to do more than look and write records, which wait for release: to release, to keep accounts,
    groups, regions, vocabulary, redirects, to merge and to erase; and whatever else will need one.
    """
    of_records = Q()
    for model in record_models():
        of_records |= Q(content_type__app_label=model._meta.app_label, content_type__model=model._meta.model_name)
    return Permission.objects.exclude(of_records).exclude(codename__startswith="view_")


def with_second_factor(editors: QuerySet[Editor]) -> QuerySet[Editor]:
    """Adds `has_second_factor` to each."""
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    return editors.annotate(has_second_factor=Exists(factors))


def must_have(editor: Editor) -> bool:
    """Does the setting demand a second factor of this account?"""
    return _obliged().filter(pk=editor.pk).exists()


def lacks(editor: Editor) -> bool:
    """Is it demanded and not set up yet? Asked with every request, so it is one query at most."""
    return with_second_factor(_obliged().filter(pk=editor.pk)).filter(has_second_factor=False).exists()


@transaction.atomic
def reset(editor: Editor) -> int:
    """Take away all factors and recovery codes and end the account's sessions; returns how many factors."""
    number, _ = Authenticator.objects.filter(user=editor).delete()
    end_sessions(editor)
    return number
