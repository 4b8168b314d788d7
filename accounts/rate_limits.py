"""How long somebody who tried too often has to wait, and the page that says so."""

import math
import time

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.module_loading import import_string

from accounts.frame import frame_context
from accounts.internals import ratelimit

APPS = ("allauth.account", "allauth.mfa")
# When two processes count at the same moment, one is refused although it may try again at once.
SHORTEST = 10


def seconds_to_wait(request: HttpRequest, keys: tuple[str, ...] = ()) -> int:
    """Until the last limit that applies to this address, this account or one of these keys allows another try."""
    limits = {}
    for app in APPS:
        for action in import_string(f"{app}.app_settings.RATE_LIMITS"):
            for rate in ratelimit.get_rates(app=app, action=action):
                for key in _keys_of(request, rate, keys):
                    limits[ratelimit.get_cache_key(request, app=app, action=action, rate=rate, key=key)] = rate
    now, wait = time.time(), SHORTEST
    for name, history in cache.get_many(limits).items():
        rate = limits[name]
        recent = [at for at in history if at > now - rate.duration]
        if len(recent) >= rate.amount:
            # The newest come first: the last of those that fill the limit has to pass.
            wait = max(wait, recent[rate.amount - 1] + rate.duration - now)
    return math.ceil(wait)


def _keys_of(request, rate, keys):
    if rate.per == "key":
        return keys
    return [None] if rate.per == "ip" or request.user.is_authenticated else []


def waiting_time(seconds: int) -> str:
    """In words, rounded up so that nobody comes back too early."""
    if seconds <= 60:
        return f"{seconds} Sekunden"
    minutes = math.ceil(seconds / 60)
    return f"{minutes} Minuten"


def too_many_requests(request: HttpRequest, keys: tuple[str, ...] = ()) -> HttpResponse:
    """Status 429 with the waiting time in words and as Retry-After."""
    seconds = seconds_to_wait(request, keys)
    context = frame_context(request) | {"waiting_time": waiting_time(seconds)}
    response = TemplateResponse(request, "429.html", context, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response.render()
