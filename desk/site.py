"""The admin of this portal: its names, and its lists of records under headings."""

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig

from core.kinds import kinds, side_by_side
from core.text import sort_key
from desk.offered import Offered


class DeskSite(admin.AdminSite):
    """An admin class may say under which heading its list stands (`menu`); else that is the name of its app."""

    site_header = "Netzwerkportal – Redaktion"
    site_title = "Redaktion"
    index_title = "Einträge pflegen"
    empty_value_display = "–"

    def each_context(self, request):
        """`desk_new`: the kinds of entries that the account may begin, with the address of the form; `has_desk`:
        whether there is anything here for it at all."""
        context = super().each_context(request)
        listed = {kind["model"]: kind for app in context["available_apps"] for kind in app["models"]}
        entries = [(kind, listed[kind.model]) for kind in side_by_side(kinds()) if kind.model in listed]
        new = [(kind.title, row["add_url"]) for kind, row in entries if kind.is_record and row["add_url"]]
        return context | {"desk_new": new, "has_desk": any(kind.is_record for kind, _ in entries)}

    def autocomplete_view(self, request):
        return Offered.as_view(admin_site=self)(request)

    def get_app_list(self, request, app_label=None):
        """Headings with what the account may see, sorted; for one app those that hold a list of it."""
        headings: dict[str, dict] = {}
        for app in super().get_app_list(request):
            for kind in app["models"]:
                name = getattr(self.get_model_admin(kind["model"]), "menu", app["name"])
                heading = headings.setdefault(name, app | {"name": name, "models": []})
                heading["models"].append(kind)
                if app["app_url"] in request.path:
                    heading["app_url"] = app["app_url"]  # by which the page knows where it is
        found = [heading for heading in headings.values() if app_label is None or _holds(heading, app_label)]
        for heading in found:
            heading["models"].sort(key=lambda kind: sort_key(kind["name"]))
        return sorted(found, key=lambda heading: sort_key(heading["name"]))


def _holds(heading: dict, app_label: str) -> bool:
    return any(kind["model"]._meta.app_label == app_label for kind in heading["models"])


class DeskSiteConfig(AdminConfig):
    """Stands in the settings in place of Django's own, so that `admin.site` is ours."""

    default_site = "desk.site.DeskSite"
