"""What django-allauth keeps to itself and signing in here cannot do without; imported from nowhere else.

Counting attempts against limits of our own, an address behind a proxy, who is in the midst of signing in, and signing
out without a page of the library.
"""

from allauth.account.internal.flows.logout import logout
from allauth.account.internal.stagekit import unstash_login
from allauth.core.internal import ratelimit
from allauth.core.internal.httpkit import get_client_ip

__all__ = ["get_client_ip", "logout", "ratelimit", "unstash_login"]
