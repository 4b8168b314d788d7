"""The engine of the public pages (see `TEMPLATES` in the settings): what their templates may use.

Django's own engine stays for the editors' pages. Neither finds the other's files: `templates/public` is this one's
root, `templates/editors` the other's.
"""

import re
from collections.abc import Callable, Iterable, MutableMapping
from datetime import date, datetime
from functools import partial
from json import JSONEncoder
from keyword import iskeyword
from typing import Any

from django.template import defaultfilters, engines
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from jinja2 import Environment, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Macro, missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, _escape_inner, escape

from core import words
from core.text import quoted
from core.words import _, _lazy, language, ngettext
from inputs.web import host, href


def day_of(value: date | None) -> str:
    """„04.10.2021“; of a moment, the day that it is here. Django's own reads its format anew each time."""
    if value is None:
        return ""
    here = value.astimezone(timezone.get_default_timezone()) if isinstance(value, datetime) else value
    return f"{here.day:02}.{here.month:02}.{here.year:04}"


# What is printed here was made for it a moment before, and holds nothing that holds it.
_encoded = JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def json_of(value: Any) -> Markup:
    """For a data block of a page, which only „<“ could end; a third faster than Jinja2's own."""
    return Markup(_encoded(value).replace("<", "\\u003c"))


def joined(values: Iterable[Any], between: str = "", attribute: str | None = None) -> str:
    """Jinja2's `join`; without looking first whether it is to wait for the parts, a microsecond each time."""
    parts = list(values) if attribute is None else [getattr(value, attribute) for value in values]
    if all(type(part) is str for part in parts):
        return between.join(parts)
    return Markup(escape(between)).join(parts)


# What a page need not say; and the portal's name where a request is refused before anything is known.
UNSAID: dict[str, Any] = {
    "SITE_NAME": _lazy("Netzwerkportal"), "breadcrumbs": (), "canonical": "", "robots": "", "section": "",
}  # fmt: skip
FILTERS = {
    "day": day_of,
    "host": host,
    "json": json_of,
    "href": href,
    "join": joined,
    "linebreaksbr": defaultfilters.linebreaksbr,
    "quoted": quoted,
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
    env.globals |= UNSAID | {"_": _, "static": static, "url": reverse, "framed": framed}
    return env


def framed(name: str, section: str, site_name: str, strip: str) -> Markup:
    """A part of the frame of all pages, which knows nothing else of a page; printed once."""
    env = public_environment()
    made = env.framed.get(key := (language(), name, section, site_name, strip))
    if made is None or env.auto_reload:
        values = {"section": section, "SITE_NAME": site_name, "KOPFZEILE_TEXT": strip}
        made = env.framed[key] = Markup(env.get_template(name).render(values))
    return made


_BREAK = re.compile(r"\n\s*")
_VARIABLE = re.compile(r"%\((\w+)\)s")


class _Folder(NodeTransformer):
    """Puts in the place of a call what it gives, where that is the same for every page of a language; parts a
    translated text at its variables; and leaves one line break of the blanks around it, a tenth of the bytes of a page.
    """

    constant = {"_": _, "gettext": _, "static": static, "url": reverse}

    def visit_Call(self, node: nodes.Call, *args: Any, **kwargs: Any) -> nodes.Node:
        node = self.generic_visit(node)  # type: ignore[assignment]
        match node:
            case nodes.Call(node=nodes.Name(name="ngettext"), args=[one, more, number]) if not words.has_languages:
                is_one = nodes.Compare(number, [nodes.Operand("eq", nodes.Const(1))])
                return nodes.CondExpr(is_one, one, more, lineno=node.lineno)
            case nodes.Call(node=nodes.Name(name=name), args=[nodes.Const(value=str(text))]) if name in self.constant:
                return nodes.Const(self.constant[name](text), lineno=node.lineno)
        return node

    def visit_TemplateData(self, node: nodes.TemplateData, *args: Any, **kwargs: Any) -> nodes.Node:
        node.data = _BREAK.sub("\n", node.data)
        return node

    def visit_Output(self, node: nodes.Output, *args: Any, **kwargs: Any) -> nodes.Node:
        """`{% trans %}` is one for itself."""
        node = self.generic_visit(node)  # type: ignore[assignment]
        match node.nodes:
            case [nodes.Mod(left=nodes.MarkSafeIfAutoescape(expr=text), right=nodes.Dict(items=pairs))]:
                values = {pair.key.as_const(): pair.value for pair in pairs}
            case [nodes.MarkSafeIfAutoescape(expr=text)]:
                values = {}
            case _:
                return node
        match text:
            case nodes.Const():
                return _parted(text, values)
            case nodes.CondExpr(test=test, expr1=nodes.Const() as one, expr2=nodes.Const() as more):
                return nodes.If(test, [_parted(one, values)], [], [_parted(more, values)], lineno=node.lineno)
        return node


def _parted(text: nodes.Const, values: dict[str, nodes.Expr]) -> nodes.Output:
    """A translated text as data and variables by turns, which `%` would put together for each page."""
    if not values:
        return nodes.Output([nodes.TemplateData(text.value, lineno=text.lineno)], lineno=text.lineno)
    pieces: list[nodes.Expr] = []
    for place, piece in enumerate(_VARIABLE.split(text.value)):
        data = nodes.TemplateData(piece.replace("%%", "%"), lineno=text.lineno)
        pieces.append(values[piece] if place % 2 else data)
    return nodes.Output(pieces, lineno=text.lineno)


def printed(value: Any) -> str:
    """What `escape` gives, as a plain string: a part of a page is joined at once."""
    kind = type(value)
    if kind is str:
        return _escape_inner(value)
    if kind is int:
        return str(value)
    return value if kind is Markup else escape(value)


_escaped = partial(str.__new__, Markup)


def called(block: Callable[[], str]) -> Callable[[], Markup]:
    """What stands in a `{% call %}`, for the macro that is called; it has no arguments."""
    return lambda: _escaped(block())


def public_macro(environment: Environment, function: Callable[..., str], *args: Any) -> Callable[..., str]:
    """Puts the arguments in their places by the quickest way; what is wrong with them, Jinja2 says.

    A function, as a page calls eighty: an object that is called looks for all that it knows each time. With `joined` a
    network's page is printed in 0.38 ms, not 0.40.
    """
    macro = Macro(environment, function, *args)
    if macro.catch_kwargs or macro.catch_varargs:
        return macro
    places, is_called = len(macro.arguments), macro.caller and not macro.explicit_caller
    names = (*macro.arguments, "caller") if is_called else tuple(macro.arguments)
    unsaid = [(missing,) * (places - given) for given in range(places + 1)]

    def call(*args: Any, **kwargs: Any) -> str:
        given = len(args)
        if given > places or is_called and "caller" not in kwargs:
            return macro(*args, **kwargs)
        if not kwargs:
            return _escaped(function(*args, *unsaid[given]))
        if is_called and len(kwargs) == 1:
            return _escaped(function(*args, *unsaid[given], kwargs["caller"]))
        rest = kwargs.copy()
        values = [rest.pop(name, missing) for name in names[given:]]
        return macro(*args, **kwargs) if rest else _escaped(function(*args, *values))

    return call


class _Folded(CodeGenerator):
    """Leaves out what Jinja2 does at run time for templates of other habits than these.

    Here everything is escaped, nothing that is called asks for Jinja2's context, and most attributes are there. A list
    takes 1.33 ms, not 1.72, and a network's page 1.47, not 1.70.
    """

    attributes = 0

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        self.writeline("from core.jinja import called, printed, public_macro")
        super().visit_Template(_Folder().visit(node), frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("printed(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """As Python looks it up; what is not found so, as Jinja2 does."""
        self.attributes += 1
        found, owner = f"found_{self.attributes}", f"owner_{self.attributes}"
        self.write(f"({found} if ({found} := getattr(({owner} := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr({owner}, {node.attr!r}))")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if node.dyn_args or node.dyn_kwargs or any(iskeyword(argument.key) for argument in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        match node:
            case nodes.FromImport(template=nodes.Const(value=name), with_context=False):
                self.write(f"environment.module({name!r})")
            case _:
                super()._import_common(node, frame)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        if isinstance(macro_ref.node, nodes.CallBlock) and not macro_ref.node.args:
            self.write("called(macro)")
            return
        name, arguments = getattr(macro_ref.node, "name", None), tuple(one.name for one in macro_ref.node.args)
        said = (name, arguments, macro_ref.accesses_kwargs, macro_ref.accesses_varargs, macro_ref.accesses_caller)
        self.write(f"public_macro(environment, macro, {', '.join(map(repr, said))}, context.eval_ctx.autoescape)")


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
        self.modules: dict[str, Any] = {}
        self.framed: dict[tuple[str | None, ...], Markup] = {}

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
            env.language, env.modules = spoken or "", {}
            self.by_language[spoken] = env
        return env.get_template(name, *args, **kwargs)

    def module(self, name: str) -> Any:
        """The macros of a template, which know nothing of the page that imports them; a page imports some twenty."""
        found = self.modules.get(name)
        if found is None or self.auto_reload:
            found = self.modules[name] = self.get_template(name).module
        return found


def public_environment() -> "PublicEnvironment":
    """The one that the pages of this process use."""
    return engines["jinja2"].env  # type: ignore[attr-defined]


def compile_templates() -> None:
    """All of them at once, before there are workers, which then share them."""
    env = public_environment()
    for name in env.list_templates():
        env.get_template(name)
