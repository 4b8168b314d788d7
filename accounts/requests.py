"""What a request is behind the doors of the editors' area."""

from django.http import HttpRequest

from accounts.models import Editor


class EditorRequest(HttpRequest):
    """For the types alone: whoever asks is signed in."""

    user: Editor
