"""At the lists of the admin and at the form of every entry: the ways to lists with chosen columns."""

from urllib.parse import urlencode

from django.contrib import admin
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from desk.admin import extend
from tables.columns import KINDS


@admin.action(description="Als Liste: Spalten wählen, exportieren, drucken", permissions=["view"])
def list_chosen(model_admin, request, queryset):
    """All of a list goes by its filters, some rows by their ids."""
    address = reverse("lists:table", args=[model_admin.model._meta.label_lower])
    if request.POST.get("select_across") == "1":
        query = QueryDict(request.GET.urlencode(), mutable=True)
        query["umfang"] = "alle"
        return redirect(f"{address}?{query.urlencode()}")
    keys = ",".join(str(pk) for pk in queryset.values_list("pk", flat=True))
    return redirect(f"{address}?{urlencode({'ids': keys, 'umfang': 'alle'})}")


extend(
    *(kind.model for kind in KINDS.values()),
    actions=[list_chosen],
    list_tools=["lists/admin_list_tools.html"],
    form_tools=["lists/admin_form_tools.html"],
)
