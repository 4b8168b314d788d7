from django.contrib import admin
from django_tasks_db.models import DBTaskResult

# Addresses of colleagues, which nobody needs to browse; what goes wrong is said on the health page and in the log.
admin.site.unregister(DBTaskResult)
