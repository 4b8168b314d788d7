"""The engine of the public pages (see `TEMPLATES` in the settings): what their templates may use.

Django's own engine stays for the editors' pages. Neither finds the other's files: `templates/public` is this one's
root, `templates/editors` the other's.
"""

from collections.abc import MutableMapping
from typing import Any

from django.template import defaultfilters, engines
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator
from jinja2.visitor import NodeTransformer

from core.hrefs import host, href
from core.words import _, _lazy, language, ngettext

# What a page need not say; and the portal's name where a request is refused before anything is known.
UNSAID: dict[str, Any] = {
    "SITE_NAME": _lazy("Netzwerkportal"), "breadcrumbs": (), "canonical": "", "robots": "", "section": "",
}  # fmt: skip
FILTERS = {
    "date": defaultfilters.date,
    "host": host,
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


def environment(**options: Any) -> "PublicEnvironment":
    """Escapes everything, marks strings with `{% trans %}` and `_()`, and fails at a name that nobody gave."""
    env = PublicEnvironment(**options | _SETTINGS)
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(_, ngettext, newstyle=False)  # type: ignore[attr-defined]
    env.filters |= FILTERS
    env.globals |= UNSAID | {"static": static, "url": reverse}
    return env


class _Folder(NodeTransformer):
    """Puts in the place of a call what it gives, where that is the same for every page of a language."""

    constant = {"_": _, "gettext": _, "static": static}

    def visit_Call(self, node: nodes.Call, *args: Any, **kwargs: Any) -> nodes.Node:
        node = self.generic_visit(node)  # type: ignore[assignment]
        match node:
            case nodes.Call(node=nodes.Name(name=name), args=[nodes.Const(value=str(text))]) if name in self.constant:
                return nodes.Const(self.constant[name](text), lineno=node.lineno)
        return node


class _Folded(CodeGenerator):
    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:
        super().visit_Template(_Folder().visit(node), frame)


class PublicEnvironment(Environment):
    """Compiles the templates once for each language, with its words in them.

    To ask for the hundred words of a page each time took 0.4 of the 1.2 ms that a list takes.
    """

    code_generator_class = _Folded
    language: str | None = None
    by_language: dict[str | None, "PublicEnvironment"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by_language = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One dictionary where Jinja2 chains two, which every import of a macro then searches: a tenth of a page."""
        return {**self.globals, **(d or {})}

    def get_template(self, name: str | Template, *args: Any, **kwargs: Any) -> Template:
        """In the language that is active; within a template, in its own."""
        if self.language is not None:
            return super().get_template(name, *args, **kwargs)
        spoken = language()
        env = self.by_language.get(spoken)
        if env is None:
            env = self.overlay()
            env.language = spoken or ""
            self.by_language[spoken] = env
        return env.get_template(name, *args, **kwargs)


def public_environment() -> Environment:
    """The one that the pages of this process use."""
    return engines["jinja2"].env  # type: ignore[attr-defined]


def compile_templates() -> None:
    """All of them at once, before there are workers, which then share them."""
    env = public_environment()
    for name in env.list_templates():
        env.get_template(name)
