"""Secrets of the second factor are encrypted in the database: a copy of it alone signs nobody in."""

import base64
import logging
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

log = logging.getLogger(__name__)


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (salted_hmac("portal.second_factor", "", secret=key, algorithm="sha256").digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def encrypt(text: str) -> str:
    return _cipher().encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    """After the secret key was lost, a secret that no code fits: an administrator can reset the factor."""
    try:
        return _cipher().decrypt(text.encode()).decode()
    except InvalidToken:
        log.error("Ein zweiter Faktor ist mit keinem der geheimen Schlüssel lesbar.")
        return base64.b32encode(secrets.token_bytes(20)).decode()
