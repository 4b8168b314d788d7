"""What visitors and the network itself said of an entry, and the question to the network by mail."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from accounts.requests import EditorRequest
from core.words import _
from desk.pages import desk_page, form_url, show
from networks.models import Network
from publishing.history import type_of
from publishing.permissions import can_edit, check_edit, check_see
from reports import enquiries as asking
from reports.attempts import attempts_of
from reports.models import Enquiry

SHOWN = 24  # months, and questions


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def enquiries(request: EditorRequest, pk: int) -> HttpResponse:
    check_see(request.user, Network)
    network = get_object_or_404(Network, pk=pk)
    email, error = "", ""
    if request.method == "POST":
        check_edit(request.user, network)
        email = request.POST.get("email", "").strip()[:200]
        try:
            validate_email(email)
            asking.send(network, email, request.user)
        except ValidationError as refused:
            error = " ".join(refused.messages)
        else:
            messages.success(request, _("Die Nachfrage geht an {email}.").format(email=email))
            return redirect(request.path)
    about = {"content_type": type_of(network), "object_id": network.pk}
    addresses = asking.addresses_of(network)
    context = {
        "network": network,
        "form_url": form_url(network),
        "attempts": attempts_of(network)[: 2 * SHOWN],
        "enquiries": Enquiry.objects.filter(**about).select_related("sent_by")[:SHOWN],
        "addresses": addresses,
        "facts": asking.facts_of(network),
        "may_ask": can_edit(request.user, network) and network.is_published,
        "days": asking.DAYS,
        "email": email or next(iter(addresses), ""),
        "error": error,
    }
    return show(request, "reports/enquiries.html", _("Lebt es noch?"), context, 400 if error else 200)
