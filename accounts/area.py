"""What knows who somebody is, for the editors' area alone: public pages know no session (a fortieth of one)."""

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.utils.deprecation import MiddlewareMixin

from accounts import AREA


class _InArea(MiddlewareMixin):
    """Put before one of Django's."""

    def __call__(self, request):
        if request.path_info.startswith(AREA):
            return super().__call__(request)
        return self.get_response(request)


class SessionInArea(_InArea, SessionMiddleware):
    pass


class AuthenticationInArea(_InArea, AuthenticationMiddleware):
    pass


class MessagesInArea(_InArea, MessageMiddleware):
    pass
