"""What is said to readers: a text, or one that is translated when it is shown (`gettext_lazy`)."""

from django.utils.functional import Promise

Words = str | Promise
