"""The admin of this portal: its names, and its lists of records under headings."""

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig

from core.text import sort_key


class DeskSite(admin.AdminSite):
    """An admin class may say under which heading its list stands (`menu`); else that is the name of its app."""

    site_header = "Netzwerkportal – Redaktion"
    site_title = "Redaktion"
    index_title = "Einträge pflegen"
    empty_value_display = "–"

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
