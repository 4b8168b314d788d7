from allauth.account.decorators import secure_admin_login
from allauth.account.views import logout
from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path
from django.views.generic import RedirectView

from accounts.frame import in_admin_frame
from networks_portal import health
from networks_portal.sitemaps import SITEMAPS
from networks_portal.views import home, machines, pages, regions, unconfirmed

# The admin has no door of its own: no password without limits and second factor.
admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("", home.home, name="home"),
    path("finden/", home.find, name="find"),
    path("", include("directory.urls.networks")),
    path("", include("directory.urls.programmes")),
    path("", include("fit.urls")),
    path("", include("contacts.urls")),
    path("", include("pictures.urls")),
    path("", include("pages.urls")),
    path("", include("finding.urls")),
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
    path("", include("open_data.api.urls")),
    path("", include("reports.urls")),
    path("", include("linked.urls")),
    path("robots.txt", machines.robots),
    path(".well-known/security.txt", machines.security),
    path(health.PATH.lstrip("/"), health.health, name="health"),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("redaktion/konto/", include("accounts.urls")),
    path("redaktion/logout/", in_admin_frame(logout), name="admin_logout"),
    path("redaktion/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("redaktion/", include("worklist.urls")),
    path("redaktion/", include("drafting.urls")),
    path("redaktion/", include("transfer.urls")),
    path("redaktion/", include("lists.urls")),
    path("redaktion/", include("contacts.desk_urls")),
    path("redaktion/", include("duplicates.urls")),
    path("redaktion/", include("reports.desk_urls")),
    path("redaktion/", include("links.urls")),
    path("redaktion/", include("erasure.urls")),
    path("redaktion/", include("cases.urls")),
    path("redaktion/", include("team.urls")),
    path("redaktion/", include("jobs.urls")),
    path("redaktion/", include("lookup.urls")),
    path("redaktion/", include("pictures.desk_urls")),
    path("redaktion/", include("past.urls")),
    path("redaktion/", include("desk.urls")),
    path("redaktion/", admin.site.urls),
]

handler400 = "networks_portal.views.pages.bad_request"
handler404 = "networks_portal.views.pages.not_found"
handler429 = "accounts.rate_limits.too_many_requests"
handler500 = "networks_portal.views.pages.server_error"
