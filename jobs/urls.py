from django.urls import path

from jobs import views

app_name = "jobs"

urlpatterns = [
    path("was-ist-passiert/", views.job_list, name="jobs"),
    path("was-ist-passiert/vorschlaege/<int:pk>/", views.proposal_page, name="proposal"),
    path("was-ist-passiert/eintrag/<str:label>/<int:pk>/", views.jobs_of_entry, name="entry"),
    path("was-ist-passiert/<slug:what>/", views.job_page, name="job"),
    path("was-ist-passiert/<slug:what>/<str:label>/<int:pk>/", views.job_page, name="job_at"),
]
