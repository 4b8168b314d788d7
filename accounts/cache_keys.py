"""Cache keys without their content: those that count attempts contain addresses and names of accounts."""

from django.utils.crypto import salted_hmac


def hashed_key(key: str, key_prefix: str, version: int) -> str:
    """KEY_FUNCTION of the cache: the same key gives the same hash, and nobody can read it back."""
    return salted_hmac("portal.cache", f"{key_prefix}:{version}:{key}", algorithm="sha256").hexdigest()
