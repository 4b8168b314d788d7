"""Pages that allauth does not have: the account itself, an invitation, and the end of all sessions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import invitations, second_factor
from accounts.forms import InvitedPasswordForm
from accounts.internals import logout, ratelimit
from accounts.models import Editor, SignIn
from accounts.requests import EditorRequest
from accounts.sessions import end_sessions
from accounts.sign_ins import last_visit

SHOWN = 10


@never_cache
@login_required
@require_safe
def home(request: EditorRequest) -> HttpResponse:
    """My account: name, roles, ways to sign in, last sign-ins."""
    editor = request.user
    context = {
        "groups": [group.name for group in editor.groups.all()],
        "has_second_factor": second_factor.with_second_factor(Editor.objects.filter(pk=editor.pk))
        .get()
        .has_second_factor,
        "must_have_second_factor": second_factor.must_have(editor),
        "visit": last_visit(editor),
        "sign_ins": editor.sign_ins.all()[:SHOWN],
        "days": SignIn.DAYS,
    }
    return TemplateResponse(request, "account/home.html", context)


@require_POST
@login_required
def leave_everywhere(request: EditorRequest) -> HttpResponse:
    """End every session of the account, this one too."""
    end_sessions(request.user, keep=request.session.session_key)
    logout(request, show_message=False)
    messages.success(request, "Sie sind überall abgemeldet.")
    return redirect("account_login")


@never_cache
@sensitive_post_parameters("password1", "password2")
@ratelimit.decorator(app="allauth.account", action="reset_password_from_key")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Choose the first password. Looking at the page does not use the link up: mail scanners look, too."""
    found = invitations.find_open(token)
    if found is None:
        return TemplateResponse(request, "account/invitation_closed.html", status=410)
    form = InvitedPasswordForm(found.editor, request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not invitations.accept(token, save_password=lambda editor: _set_password(form, editor)):
            return TemplateResponse(request, "account/invitation_closed.html", status=410)
        logout(request, show_message=False)
        messages.success(request, "Ihr Passwort ist gespeichert. Melden Sie sich jetzt damit an.")
        return redirect("account_login")
    context = {"form": form, "invited": found.editor, "expires_at": found.expires_at}
    return TemplateResponse(request, "account/invitation.html", context)


def _set_password(form: InvitedPasswordForm, editor: Editor) -> None:
    editor.set_password(form.cleaned_data["password1"])
    editor.save(update_fields=["password"])
