"""The only HTML that Python puts together: what an admin's list shows in a column, for which Django has no template."""

from django.utils.html import format_html
from django.utils.safestring import SafeString


def link(url: str, label: object) -> SafeString:
    return format_html('<a href="{}">{}</a>', url, label)


def strong(text: object) -> SafeString:
    return format_html("<strong>{}</strong>", text)
