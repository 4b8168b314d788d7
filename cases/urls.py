from django.urls import path

from cases import views

app_name = "cases"

urlpatterns = [
    path("vorgaenge/", views.case_list, name="cases"),
    path("vorgaenge/<int:pk>/", views.case_page, name="case"),
]
