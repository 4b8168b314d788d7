"""Signing in to /redaktion/: invitations, passwords, second factor, sessions and limits, on top of django-allauth."""

# Accounts are known here and nowhere else.
AREA = "/redaktion/"
