"""Answers to HEAD without a body, which Django leaves to the server; gunicorn logs a warning for each."""


class HeadMiddleware:
    """Comes early, when the headers are those of GET already."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "HEAD":
            if response.streaming:
                response.streaming_content = ()
            else:
                response.content = b""
        return response
