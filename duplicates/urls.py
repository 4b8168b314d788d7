from django.urls import path

from duplicates.views import pairs, proposals

urlpatterns = [
    path("dubletten/", pairs.duplicate_list, name="duplicate_list"),
    path("dubletten/aehnlich/", pairs.namesake_list, name="namesake_list"),
    path("dubletten/aufheben/<int:pk>/", pairs.merge_undo, name="merge_undo"),
    path("dubletten/vorschlaege/", proposals.proposal_list, name="merge_proposal_list"),
    path("dubletten/vorschlaege/<int:pk>/", proposals.proposal, name="merge_proposal"),
    path("dubletten/<str:label>/<int:first>/<int:second>/kein-doppel/", pairs.no_duplicate, name="no_duplicate"),
    path("dubletten/<str:label>/<int:keep>/<int:drop>/", pairs.duplicate_merge, name="duplicate_merge"),
]
