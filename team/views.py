"""The page on which an administrator hands over the account of somebody who leaves."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from accounts.models import Editor
from accounts.requests import EditorRequest
from core.keys import typed_keys
from desk.pages import desk_page, show
from regions.models import Region
from team import leaving
from team.forms import SuccessorForm
from team.models import StandIn
from team.rights import lacking


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: EditorRequest, pk: int) -> HttpResponse:
    """What the account has in hand; with `nachfolge` what the successor gets and what nobody would be in charge of."""
    account = get_object_or_404(Editor, pk=pk)
    leaving.check_leaving(request.user, account)
    form = SuccessorForm(request.POST or request.GET or None, leaving=account)
    successor = form.cleaned_data["nachfolge"] if form.is_bound and form.is_valid() else None
    error = ""
    if request.method == "POST" and successor:
        try:
            return _handed_over(request, account, successor)
        except ValidationError as refused:
            error = " ".join(refused.messages)
    stands_in = StandIn.objects.filter(editor=account, until=None).select_related("deputy").first()
    after = successor or (stands_in.deputy if stands_in else None)
    context = {
        "account": account,
        "name": str(account),
        "form": form,
        "successor": successor,
        "successor_name": str(successor) if successor else "",
        "stands_in": stands_in,
        "holdings": leaving.holdings(account) if account.is_active else [],
        "gets": leaving.territory(account, successor) if successor else None,
        "lacking": _lacking(successor, account) if successor else [],
        "orphans": leaving.orphans(account, after) if after or not account.is_active else [],
        "error": error,
    }
    failed = request.method == "POST"
    return show(request, "team/leaving.html", f"Übergabe: {account}", context, 400 if failed else 200)


def _lacking(successor: Editor, account: Editor) -> list[str]:
    """Without what can be given right here."""
    gets = leaving.territory(account, successor)
    given = ("Region ", "Bereich ") if gets.packages is not None else ("Region ",)
    return [words for words in lacking(successor, account) if not words.startswith(given)]


def _handed_over(request: EditorRequest, account: Editor, successor: Editor) -> HttpResponse:
    regions = list(Region.objects.filter(pk__in=typed_keys(request.POST.getlist("region"))))
    with_packages = "bereiche" in request.POST
    left = leaving.hand_over(account, successor, request.user, regions=regions, with_packages=with_packages)
    kept = admin.site.get_model_admin(Editor)
    given = "".join(f", {region.name}" for region in regions)
    kept.log_change(request, account, f"Übergeben an {successor} und gesperrt.")
    kept.log_change(request, successor, f"Übernimmt von {account}: {left.moved} begonnen, {left.cases} Vorgänge{given}")
    messages.success(
        request,
        f"{successor} übernimmt {left.moved} begonnene Einträge und {left.cases} Vorgänge. "
        f"Das Konto {account} ist gesperrt; der Verlauf behält den Namen.",
    )
    if left.not_moved:
        names = ", ".join(f"„{label}“" for label in left.not_moved[:5])
        words = f"{len(left.not_moved)} nicht, weil die Rechte fehlen oder der Eintrag gelöscht ist: {names}."
        messages.warning(request, words)
    return redirect("hand_over", account.pk)
