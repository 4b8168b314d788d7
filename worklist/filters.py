"""The cards as a filter of every record list."""

from django.contrib import admin

from worklist.tasks import TASKS, Ground


class WorkFilter(admin.SimpleListFilter):
    title = "Arbeitsliste"
    parameter_name = "arbeit"

    def lookups(self, request, model_admin):
        return [(task.key, task.title) for task in TASKS.values() if model_admin.model in task.models]

    def queryset(self, request, queryset):
        task = TASKS.get(self.value() or "")
        if task is None or queryset.model not in task.models:
            return queryset
        return queryset.filter(task.condition(queryset.model, Ground()))
