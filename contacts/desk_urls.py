from django.urls import path

from contacts.objection_views import objection

urlpatterns = [path("personen/<int:pk>/widerspruch/", objection, name="objection")]
