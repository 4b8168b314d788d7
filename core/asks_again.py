"""What forms of the admin do when two people save at the same moment."""

from django.db import IntegrityError


class AsksAgain:
    """For ModelAdmin: what was free when a form was checked may be taken when it is saved; then it is checked again.

    Now it sees what the other one saved, and says in words what stands against it. Nothing of the first try stays.
    """

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            return super().changeform_view(request, *args, **kwargs)
