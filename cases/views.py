from django.http import HttpResponse

from accounts.requests import EditorRequest
from desk.pages import desk_page


@desk_page
def case_list(request: EditorRequest) -> HttpResponse:
    return HttpResponse()


@desk_page
def case_page(request: EditorRequest, pk: int) -> HttpResponse:
    return HttpResponse()
