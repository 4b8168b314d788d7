"""What stands in an address or a posted form is in its one form before a view reads it."""

from django.http import HttpResponse
from django.test import RequestFactory

from inputs.middleware import CleanInputMiddleware

TYPED = "Mu\u0308nchen\u200b, Halle\u00a0(Saale)"
SEEN = "München, Halle (Saale)"


def seen_by_a_view(request):
    def view(request):
        middleware.process_view(request, view, (), {})  # as Django does between
        return HttpResponse()

    middleware = CleanInputMiddleware(view)
    middleware(request)
    return request


def test_addresses_and_posted_forms_are_cleaned_whatever_their_fields_are_called():
    request = seen_by_a_view(RequestFactory().post(f"/?ort={TYPED}&ort=Kiel&erfunden={TYPED}", {"name": [TYPED, "b"]}))

    assert dict(request.GET.lists()) == {"ort": [SEEN, "Kiel"], "erfunden": [SEEN]}
    assert request.POST.getlist("name") == [SEEN, "b"]


def test_a_password_is_compared_as_it_was_typed():
    request = seen_by_a_view(RequestFactory().post("/", {"password": TYPED, "oldpassword": TYPED, "login": TYPED}))

    assert (request.POST["password"], request.POST["oldpassword"], request.POST["login"]) == (TYPED, TYPED, SEEN)


def test_what_needs_no_cleaning_is_not_copied():
    plain = RequestFactory().post("/?ort=Kiel", {"name": "Lichtnetz"})
    address, posted = plain.GET, plain.POST

    request = seen_by_a_view(plain)

    assert request.GET is address and request.POST is posted
