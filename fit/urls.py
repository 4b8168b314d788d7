from django.urls import path

from fit import views

app_name = "fit"

urlpatterns = [path("passendes-netzwerk/", views.fit, name="fit")]
