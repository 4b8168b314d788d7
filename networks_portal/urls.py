from allauth.account.decorators import secure_admin_login
from allauth.account.views import logout
from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path
from django.views.generic import RedirectView

from accounts.frame import in_admin_frame
from networks_portal import health
from networks_portal.sitemaps import SITEMAPS, index
from networks_portal.views import home, machines, pages, regions, unconfirmed

# The admin has no door of its own: no password without limits and second factor.
admin.site.login = secure_admin_login(admin.site.login)

desk = [
    path("konto/", include("accounts.urls")),
    path("logout/", in_admin_frame(logout), name="admin_logout"),
    path("password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    *(path("", include(f"{room}.urls")) for room in ("worklist", "drafting", "transfer", "lists")),
    path("", include("contacts.desk_urls")),
    path("", include("duplicates.urls")),
    path("", include("reports.desk_urls")),
    path("", include("links.urls")),
    path("", include("erasure.urls")),
    path("", include("cases.urls")),
    path("", include("team.urls")),
    path("", include("jobs.urls")),
    path("", include("lookup.urls")),
    path("", include("pictures.desk_urls")),
    path("", include("past.urls")),
    path("", include("desk.urls")),
    path("", admin.site.urls),
]

# What is asked most comes first: a resolver tries one after the other, a microsecond each.
urlpatterns = [
    path("", home.home, name="home"),
    path("api/", include("open_data.api.urls")),
    path("finden/", home.find, name="find"),
    path("", include("directory.urls.networks")),
    path("", include("finding.urls")),
    path("", include("directory.urls.programmes")),
    path("", include("fit.urls")),
    path("", include("contacts.urls")),
    path("", include("pictures.urls")),
    path("", include("stories.urls")),
    path("", include("pages.urls")),
    path("", include("open_data.downloads.urls")),
    path("", include("open_data.plain.urls")),
    path("", include("open_data.feeds.urls")),
    path("", include("open_data.explained.urls")),
    path("regionen/", regions.region_list, name="region_list"),
    path("regionen/<slug:slug>/", regions.region_detail, name="region_detail"),
    path("ueber/", pages.about, name="about"),
    path("ueber/unbestaetigt/", unconfirmed.unconfirmed_list, name="unconfirmed"),
    path("ueber/unbestaetigt/<slug:prefix>/", unconfirmed.unconfirmed_list, name="unconfirmed"),
    path("ueber/lizenzen/", pages.licences, name="licences"),
    path("impressum/", pages.imprint, name="imprint"),
    path("datenschutz/", pages.privacy, name="privacy"),
    path("barrierefreiheit/", pages.accessibility, name="accessibility"),
    path("", include("reports.urls")),
    path("", include("linked.urls")),
    path("robots.txt", machines.robots),
    path(".well-known/security.txt", machines.security),
    path(health.PATH.lstrip("/"), health.health, name="health"),
    path("sitemap.xml", index),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("redaktion/", include(desk)),
]

handler400 = "networks_portal.views.pages.bad_request"
handler404 = "networks_portal.views.pages.not_found"
handler429 = "accounts.rate_limits.too_many_requests"
handler500 = "networks_portal.views.pages.server_error"
