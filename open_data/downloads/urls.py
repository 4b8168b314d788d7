from django.urls import path

from open_data.downloads import views
from open_data.downloads.forms import FORMS

app_name = "downloads"

urlpatterns = [
    path(f"<slug:name>/{form.file}", views.download, {"form": form.key}, name=form.key) for form in FORMS.values()
]
