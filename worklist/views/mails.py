"""When an account wants which mail, and who stands in while it is away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.models import Editor
from accounts.requests import EditorRequest
from desk.pages import show, signed_in
from team.forms import AwayForm, MailForm
from team.models import MailWish, StandIn
from team.rights import lacking
from team.standing_in import represented
from worklist.models import DigestSetting


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def mails(request: EditorRequest) -> HttpResponse:
    """Two forms and, where somebody stands in, what that account may not do."""
    me = request.user
    step = request.POST.get("schritt", "") if request.method == "POST" else ""
    if step == "zurueck":
        if _away(me).delete()[0]:
            messages.success(request, "Willkommen zurück. Die Vertretung ist beendet.")
        return redirect("account_mails")
    wish = MailWish.objects.filter(editor=me).first() or MailWish(editor=me)
    setting = DigestSetting.objects.filter(editor=me).first()
    away = _away(me).first() or StandIn(editor=me)
    mail_form = MailForm(
        request.POST if step == "mails" else None,
        instance=wish,
        initial={"weekly": setting is None or setting.is_wanted},
    )
    away_form = AwayForm(request.POST if step == "weg" else None, instance=away)
    if step == "mails" and mail_form.is_valid():
        mail_form.save()
        DigestSetting.objects.update_or_create(editor=me, defaults={"is_wanted": mail_form.cleaned_data["weekly"]})
        messages.success(request, "Gespeichert.")
        return redirect("account_mails")
    if step == "weg" and away_form.is_valid():
        _said(request, away_form.save())
        return redirect("account_mails")
    away = _away(me).select_related("deputy").first()
    context = {
        "mail_form": mail_form,
        "away_form": away_form,
        "away": away,
        "lacking": lacking(away.deputy, me) if away else [],
        "represented": represented(me),
        "wants_weekly": setting is None or setting.is_wanted,
    }
    status = 400 if step else 200
    return show(request, "worklist/mails.html", "Mails und Vertretung", context, status)


def _away(editor: Editor):
    return StandIn.objects.filter(editor=editor, until__isnull=False)


def _said(request: EditorRequest, away: StandIn) -> None:
    messages.success(request, f"{away.deputy} vertritt Sie vom {away.since:%d.%m.%Y} bis {away.until:%d.%m.%Y}.")
    if missing := lacking(away.deputy, request.user):
        words = f"{away.deputy} bekommt dadurch keine Rechte. Dafür fehlen sie: {', '.join(missing)}."
        messages.warning(request, words)
