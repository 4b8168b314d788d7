from django.urls import path

from open_data.feeds import views

app_name = "feeds"

urlpatterns = [
    path("<slug:name>/<slug:what>.atom", views.feed, name="feed"),
    path("veranstaltungen/kalender.ics", views.calendar, name="calendar"),
    path("veranstaltungen/<slug:slug>/termin.ics", views.event_calendar, name="event"),
]
