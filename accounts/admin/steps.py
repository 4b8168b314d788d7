"""Accounts in the admin: by invitation only, with what an administrator may do for a colleague."""

from dataclasses import dataclass
from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from accounts import invitations, second_factor
from accounts.enums import InvitationState
from accounts.models import Editor, Invitation
from accounts.sessions import end_sessions

# Rows of these are secrets, or never used.
for hidden in (EmailAddress, Authenticator):
    if admin.site.is_registered(hidden):
        admin.site.unregister(hidden)


class InviteForm(forms.ModelForm):
    """A new account has no password; the invited person chooses one."""

    class Meta:
        model = Editor
        fields = ["username", "email", "first_name", "last_name", "groups", "regions"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
        self.fields["email"].help_text = f"Dorthin geht die Einladung. Sie gilt {Invitation.DAYS} Tage und einmal."

    def save(self, commit=True):
        self.instance.is_staff = True
        self.instance.set_unusable_password()
        return super().save(commit)


class InvitationFilter(admin.SimpleListFilter):
    title = "Einladung"
    parameter_name = "einladung"

    def lookups(self, request, model_admin):
        return InvitationState.choices

    def queryset(self, request, queryset):
        oldest = timezone.now() - timedelta(days=Invitation.DAYS)
        waiting = {"invitation__accepted_at": None, "invitation__revoked_at": None}
        rules = {
            InvitationState.OPEN: waiting | {"invitation__sent_at__gt": oldest},
            InvitationState.EXPIRED: waiting | {"invitation__sent_at__lte": oldest},
            InvitationState.ACCEPTED: {"invitation__accepted_at__isnull": False},
            InvitationState.REVOKED: {"invitation__accepted_at": None, "invitation__revoked_at__isnull": False},
        }
        return queryset.filter(invitation__isnull=False, **rules[self.value()]) if self.value() in rules else queryset


@dataclass(frozen=True)
class Step:
    """Something an administrator does to one account, after a page that asks."""

    label: str
    question: str
    possible: callable
    done: str


def _tell(request, template: str, editor: Editor, address: str) -> None:
    """Tell an address what an administrator did to the access of its account."""
    words = {"by": request.user.get_username(), "username": editor.get_username()}
    get_adapter(request).send_notification_mail(template, editor, words, address)


def _invitation(editor: Editor) -> Invitation | None:
    return getattr(editor, "invitation", None)


STEPS = {
    "einladen": Step(
        "Einladung erneut senden",
        "Es geht eine neue Einladung hinaus. Frühere Links gelten dann nicht mehr.",
        lambda editor: bool(_invitation(editor) and not editor.invitation.accepted_at and editor.email),
        "Einladung erneut gesendet.",
    ),
    "zurueckziehen": Step(
        "Einladung zurückziehen",
        "Der Link in der Einladung gilt dann nicht mehr. Das Konto bleibt ohne Passwort bestehen.",
        lambda editor: bool(_invitation(editor) and editor.invitation.is_open),
        "Einladung zurückgezogen.",
    ),
    "faktor-zuruecksetzen": Step(
        "Zweiten Faktor zurücksetzen",
        "Alle Passkeys, die Authenticator-App und die Wiederherstellungscodes dieses Kontos werden gelöscht und seine "
        "Anmeldungen beendet. Vergewissern Sie sich vorher auf anderem Weg, dass wirklich diese Person darum bittet.",
        lambda editor: Authenticator.objects.filter(user=editor).exists(),
        "Zweiter Faktor zurückgesetzt.",
    ),
    "abmelden": Step(
        "Überall abmelden",
        "Alle Anmeldungen dieses Kontos enden sofort, auf allen Geräten.",
        lambda editor: True,
        "Überall abgemeldet.",
    ),
}


class AccountAdminMixin:
    """For the admin of Editor, before Django's own UserAdmin."""

    add_form = InviteForm
    add_form_template = None
    change_form_template = "admin/accounts/editor/change_form.html"
    add_fieldsets = [
        (None, {"fields": ["username", "email", ("first_name", "last_name")]}),
        ("Rollen", {"fields": ["groups", "regions"]}),
    ]

    def get_list_display(self, request):
        return [*super().get_list_display(request), "invitation_column", "second_factor_column"]

    def get_list_filter(self, request):
        return [*super().get_list_filter(request), InvitationFilter]

    def get_queryset(self, request):
        return second_factor.with_second_factor(super().get_queryset(request).select_related("invitation"))

    @admin.display(description="Einladung")
    def invitation_column(self, editor):
        invitation = _invitation(editor)
        if invitation is None:
            return "–"
        until = f" bis {timezone.localtime(invitation.expires_at):%d.%m.%Y}" if invitation.is_open else ""
        return f"{invitation.state.label}{until}"

    @admin.display(description="Zweiter Faktor", boolean=True)
    def second_factor_column(self, editor):
        return editor.has_second_factor

    # Nobody gains rights by changing an account that has more of them.

    def _above(self, request, editor) -> bool:
        return bool(editor and editor.is_superuser and not request.user.is_superuser)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not self._above(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not self._above(request, obj)

    def get_readonly_fields(self, request, obj=None):
        fields = list(super().get_readonly_fields(request, obj))
        return fields if request.user.is_superuser else [*fields, "is_superuser", "user_permissions"]

    def user_change_password(self, request, *args, **kwargs):
        raise PermissionDenied("Passwörter setzt nur, wem das Konto gehört.")

    # Telling the holder: who changes where links to a new password go could sign in as somebody else.

    def save_model(self, request, obj, form, change):
        before = Editor.objects.get(pk=obj.pk) if change else None
        super().save_model(request, obj, form, change)
        if before and before.email != obj.email:
            self._moved(request, before, obj)

    def _moved(self, request, before: Editor, editor: Editor) -> None:
        """Tells the former address; links to a new password end by themselves, being made for one address."""
        if before.email:
            _tell(request, "account/email/address_changed", editor, before.email)
        invitation = _invitation(editor)
        if invitation and invitation.is_open:
            invitations.revoke(invitation)
            words = "Die Einladung an die bisherige Adresse gilt nicht mehr. Senden Sie der neuen eine Einladung."
            messages.warning(request, words)

    # Inviting

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if not change:
            self._invite(request, form.instance)

    def _invite(self, request, editor) -> None:
        invitations.invite(editor=editor, by=request.user)
        messages.success(request, f"Einladung an {editor.email} geht gleich hinaus.")

    # Steps

    def get_urls(self):
        name = "accounts_editor_step"
        return [path("<int:pk>/konto/<slug:step_key>/", self.admin_site.admin_view(self.step_view), name=name)] + (
            super().get_urls()
        )

    def change_view(self, request, object_id, form_url="", extra_context=None):
        editor = self.get_object(request, object_id)
        steps = self._steps(request, editor) if editor else []
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "steps": steps})

    def _steps(self, request, editor):
        """Addresses and labels of what can be done now; for the own account there are its own pages."""
        if editor == request.user or not self.has_change_permission(request, editor):
            return []
        return [
            (reverse("admin:accounts_editor_step", args=[editor.pk, key]), step.label)
            for key, step in STEPS.items()
            if step.possible(editor)
        ]

    def step_view(self, request, pk, step_key):
        """Ask on GET, do it on POST, and log it."""
        editor, step = self.get_object(request, str(pk)), STEPS.get(step_key)
        if editor is None or step is None:
            raise Http404("Diese Seite gibt es nicht.")
        if editor == request.user or not self.has_change_permission(request, editor):
            raise PermissionDenied("Dieses Konto kann das mit jenem nicht tun.")
        back = redirect("admin:accounts_editor_change", pk)
        if not step.possible(editor):
            messages.warning(request, f"{step.label}: Das ist hier nicht (mehr) möglich.")
            return back
        if request.method != "POST":
            context = self.admin_site.each_context(request) | {"title": step.label, "step": step, "editor": editor}
            return TemplateResponse(request, "admin/accounts/editor/step.html", context | {"opts": self.opts})
        self._do(request, step_key, editor)
        self.log_change(request, editor, step.done)
        if step_key != "einladen":
            messages.success(request, f"{editor}: {step.done}")
        return back

    def _do(self, request, key, editor) -> None:
        match key:
            case "einladen":
                self._invite(request, editor)
            case "zurueckziehen":
                invitations.revoke(editor.invitation)
            case "faktor-zuruecksetzen":
                second_factor.reset(editor)
                _tell(request, "account/email/second_factor_reset", editor, editor.email)
            case "abmelden":
                end_sessions(editor)
