from django.urls import path

from directory.views import activities, bookmarks, compare, networks, organisations, vocabulary

app_name = "networks"

urlpatterns = [
    path("netzwerke/", networks.network_list, name="list"),
    path("netzwerke/<slug:slug>/", networks.network_detail, name="detail"),
    path("netzwerke/<slug:slug>/kontakt.vcf", networks.network_vcard, name="vcard"),
    path("netzwerke/<slug:slug>/mitglieder/", organisations.member_list, name="members"),
    path("vergleich/", compare.compare, name="compare"),
    path("merkliste/", bookmarks.bookmarks, name="bookmarks"),
    path("merkliste/netzwerke.csv", bookmarks.bookmarks_csv, name="bookmarks_csv"),
    path("merkliste/kontakte.vcf", bookmarks.bookmarks_vcf, name="bookmarks_vcf"),
    path("felder/", vocabulary.field_list, name="field_list"),
    path("felder/<slug:slug>/", vocabulary.field_detail, name="field_detail"),
    path("zielmaerkte/", vocabulary.market_list, name="market_list"),
    path("zielmaerkte/<slug:slug>/", vocabulary.market_detail, name="market_detail"),
    path("organisationen/", organisations.organisation_list, name="organisation_list"),
    path("organisationen/<slug:slug>/", organisations.organisation_detail, name="organisation_detail"),
    path("veranstaltungen/", activities.event_list, name="event_list"),
    path("veranstaltungen/archiv/<int:year>/", activities.event_archive, name="event_archive"),
    path("veranstaltungen/<slug:slug>/", activities.event_detail, name="event_detail"),
    path("orte/", activities.place_list, name="place_list"),
    path("orte/<slug:slug>/", activities.place_detail, name="place_detail"),
    path("projekte/", activities.project_list, name="project_list"),
    path("projekte/<slug:slug>/", activities.project_detail, name="project_detail"),
]
