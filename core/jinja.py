"""The engine of the public pages (see `TEMPLATES` in the settings): what their templates may use.

Django's own engine stays for the editors' pages. Neither finds the other's files: `templates/public` is this one's
root, `templates/editors` the other's.
"""

from functools import cache
from typing import Any

from django.template import defaultfilters, engines
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined

from core.hrefs import href
from core.words import _, _lazy, ngettext

# What a page need not say; and the portal's name where a request is refused before anything is known.
UNSAID: dict[str, Any] = {
    "SITE_NAME": _lazy("Netzwerkportal"), "breadcrumbs": (), "canonical": "", "robots": "", "section": "",
}  # fmt: skip
FILTERS = {
    "date": defaultfilters.date,
    "href": href,
    "linebreaks": defaultfilters.linebreaks_filter,
    "linebreaksbr": defaultfilters.linebreaksbr,
    "truncatewords": defaultfilters.truncatewords,
}
_SETTINGS = {
    "undefined": StrictUndefined,
    "extensions": ["jinja2.ext.i18n"],
    "lstrip_blocks": True,
    "cache_size": -1,
}


def environment(**options: Any) -> Environment:
    """Escapes everything, marks strings with `{% trans %}` and `_()`, and fails at a name that nobody gave."""
    env = Environment(**options | _SETTINGS)
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(_, ngettext, newstyle=False)  # type: ignore[attr-defined]
    env.filters |= FILTERS
    # An address stays as long as the process; Django looks it up anew, 10 µs for each of the fifty icons of a list.
    env.globals |= UNSAID | {"static": cache(static), "url": reverse}
    return env


def public_environment() -> Environment:
    """The one that the pages of this process use."""
    return engines["jinja2"].env  # type: ignore[attr-defined]


def compile_templates() -> None:
    """All of them at once, before there are workers, which then share them."""
    env = public_environment()
    for name in env.list_templates():
        env.get_template(name)
