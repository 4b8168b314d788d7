from datetime import date

from django.urls import path, register_converter

from open_data.downloads import views
from open_data.downloads.forms import FORMS

app_name = "downloads"


class Day:
    """2026-11-30"""

    regex = r"\d{4}-\d{2}-\d{2}"
    to_python = staticmethod(date.fromisoformat)
    to_url = staticmethod(str)


register_converter(Day, "day")

urlpatterns = [
    *(path(f"<slug:name>/{form.file}", views.download, {"form": form.key}, name=form.key) for form in FORMS.values()),
    path("offene-daten/abzug/aktuell/<str:file>", views.latest, name="latest"),
    path("offene-daten/abzug/<day:day>/<str:file>", views.dumped, name="dump"),
]
