"""Finds words for readers in Python source that nobody marked for translation.

`_("…")` is said when it runs; `_lazy("…")` is for what is made at import (core/words.py). A word in a string that is
neither is found by where it stands (a label, a help text, a choice) or by its form (words, an umlaut, a German
noun); what only looks like it (addresses, SQL, names of models) is told apart by where it stands, too.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Packages whose Python says something on the public site.
PACKAGES = """
    inputs core memory regions publishing pages networks programmes contacts pictures documents directory fit search
    reports linked networks_portal
""".split()
# Not for visitors: the desk's own, and what operators read.
ELSEWHERE = {"migrations", "admin", "admin.py", "admin_views.py", "management", "loading"}
# Path, or path and name in it → why its words are not for translation.
ALLOWED = {
    "core/fuzzy_dates.py::MONTHS": "dates are written as `parse` reads them back, in the language of the sources",
    "core/fuzzy_dates.py::SEASONS": "dates, as above",
    "core/fuzzy_dates.py::SEASON_NAMES": "dates, as above",
    "core/fuzzy_dates.py::PARTS_OF_YEAR": "dates, as above",
    "core/fuzzy_dates.py::display": "dates, as above",
    "core/fuzzy_dates.py::_display_plain": "dates, as above",
    "core/jinja.py::_Folded": "Python",
    "core/mail.py::send_now": "for the log",
    "documents/hidden.py::_TITLES": "words of the sources, compared with what they say",
    "inputs/amounts.py": "words of the sources, compared with what is typed",
    "inputs/slugs.py": "makes addresses",
    "linked/datasets.py::LEFT_OUT": "for whoever changes it",
    "linked/things": "names of schema.org",
    "linked/writers.py": "for programs",
    "networks_portal/health.py": "for operators",
    "networks_portal/policy.py": "for browsers",
    "networks_portal/server/worker.py": "answered before Django is asked",
    "networks_portal/settings.py": "for operators",
    "networks_portal/views/machines.py": "for programs",
    "inputs/full_names.py": "compared with what is typed",
    "regions/names.py::TOWNS": "compared with official designations",
    "regions/official.py": "data",
    "regions/postcodes.py": "for operators",
    "regions/words.py": "other words for places, compared with what is typed",
    "fit/needs.py::BODIES": "patterns for the texts of the sources",
    "search/documents.py::_document": "words a record is found by",
    "publishing/models/redirects.py::RemovedPage.reason": "a default, kept in the database",
    "publishing/signals.py::leave_tombstone": "kept in the database",
}
# Said as they are in every language.
PROPER_NAMES = {
    "Apache-2.0", "Django", "Fira Sans", "Gunicorn", "Markdown", "Netzwerkportal", "Psycopg", "Turtle",
}  # fmt: skip

NOW = {"_", "ngettext"}
LATER = {"_lazy"}
MARKERS = NOW | LATER

# Arguments of these are for programs, or for those who write them.
CODE_CALLS = set(
    """
    compile match fullmatch sub search findall finditer split rsplit partition rpartition replace translate maketrans
    startswith endswith removeprefix removesuffix strip lstrip rstrip index count encode decode
    execute executemany setattr hasattr import_module get_model cast TypeVar type namedtuple register
    debug info warning error exception critical log warn remembered remember F Prefetch values values_list only defer
    filter exclude order_by select_related prefetch_related annotate aggregate StringAgg path re_path reverse
    ForeignKey OneToOneField ManyToManyField GenericRelation GenericForeignKey Links Money
    TypeError ValueError RuntimeError LookupError KeyError IndexError AssertionError NotImplementedError
    ImproperlyConfigured TransactionManagementError ask ask_many
""".split()
)
# Of these the first.
DEFAULT_CALLS = {"get", "pop", "setdefault", "getattr"}
CODE_KEYWORDS = set(
    """
    to through related_name related_query_name to_field app_label model_name template_name content_type charset
    name prefix key codename index_together db_table id_for css_class separator autocomplete url_name
""".split()
)
READER_KEYWORDS = set(
    """
    verbose_name verbose_name_plural help_text label title violation_error_message error_message empty_label
    none yes no required invalid plural
""".split()
)
READER_NAMES = {"verbose_name", "verbose_name_plural", "label", "title", "help_text", "empty_label", "default_error"}

_HEADER = re.compile(r"(X|[A-Z][A-Za-z]+)(-[A-Z][A-Za-z]*)+|Accept|Vary|Cookie|Origin|Referer|Authorization|Lax")
_HEADER_VALUE = re.compile(r"max-age=|no-store|no-cache|filename=|charset=|^W/\"")
_SQL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|PRAGMA|EXISTS|SET LOCAL|CREATE|DROP|WITH)\b|.* (= %s|IS NULL)")
# The name of a property or kind of thing, with the prefix of its vocabulary.
_TERM = re.compile(r"[a-z]+:[A-Za-z]+")
_PATTERN = re.compile(r"\(\?|\\[bdsw]")
_CAMEL = re.compile(r"[A-Za-z]+[a-z0-9][A-Z]\w*")
_TAG = re.compile(r"<[^<>]*>|<[a-z][^<>]*$|^[^<>]*>")
_SAID_IN_TAG = re.compile(r"\b(?:aria-label|title|alt|placeholder)=\"([^\"]*)\"")
_JOINER = re.compile(r" [a-zäöü]{3,} ")
_STRFTIME = re.compile(r"%[a-zA-Z]")
_UMLAUT = re.compile(r"[äöüÄÖÜß]\w|\w[äöüß]")
_NOUN = re.compile(r"(?<![\w.\-])[A-ZÄÖÜ][a-zäöüß]{2,}(?![\w(]|\.\w)")
_WORD = re.compile(r"(?<![\w.\-/:])(?:[A-ZÄÖÜ]?[a-zäöüß]{2,}(?![\w=(:]|[.\-/]\w)|[A-ZÄÖÜ][a-zäöüß]+: )")
# Makes a part of a declaration, so that its words are made at import, too.
_DECLARES = re.compile(r"(Facet|Filter|Field|_facet|wording_of|^ready)$")
PLACE = "\0"  # where an f-string puts a value


def speaks(text: str) -> bool:
    """Whether a string has words for readers, by its form alone. Values of f-strings are given as `PLACE`.

    >>> speaks("Welches Netzwerk?"), speaks("Felder"), speaks("np-tag np-tag--small"), speaks("networks.Network")
    (True, True, False, False)
    """
    if _SQL.match(text) or _PATTERN.search(text) or _HEADER.fullmatch(text) or _HEADER_VALUE.search(text):
        return False
    if _TERM.fullmatch(text):
        return False
    if "<" in text:
        text = " ".join([*_SAID_IN_TAG.findall(text), _TAG.sub(" ", text)])
    if _JOINER.fullmatch(text):
        return True
    text = _STRFTIME.sub("", text).strip()
    if _UMLAUT.search(text):
        return True
    if " " not in text:
        return bool(_NOUN.search(text)) and not _CAMEL.search(text)
    return bool(_WORD.search(text))


@dataclass(frozen=True)
class Unmarked:
    """A string, the line it stands in, the name it belongs to, and whether it is said when code runs or at import."""

    node: ast.Constant | ast.JoinedStr
    owner: str
    is_running: bool

    @property
    def line(self) -> int:
        return self.node.lineno

    @property
    def text(self) -> str:
        return text_of(self.node).replace(PLACE, "…")


def sources(root: Path, package: str) -> Iterator[Path]:
    """The modules of a package that are looked at."""
    for path in sorted((root / package).rglob("*.py")):
        if ELSEWHERE.isdisjoint(path.relative_to(root).parts):
            yield path


def reason_for(place: str, one: Unmarked) -> str:
    """What allows a string of that file to be as it is: a key of `ALLOWED` or a proper name; else nothing."""
    if one.text in PROPER_NAMES:
        return one.text
    return key_of(place, one.owner)


def key_of(place: str, owner: str) -> str:
    """The key of `ALLOWED` for what belongs to that name in that file, or nothing."""
    ends = [len(owner), *(at for at, char in enumerate(owner) if char == ".")]
    keys = [*(f"{place}::{owner[:end]}" for end in ends), place, *map(str, Path(place).parents)]
    return next((key for key in keys if key in ALLOWED), "")


def text_of(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.Constant):
        return node.value
    return "".join(part.value if isinstance(part, ast.Constant) else PLACE for part in node.values)


def unmarked(source: str, place: str = "") -> list[Unmarked]:
    """The strings of a module that have words for readers and are not marked, in order.

    Where kinds are declared (`kinds.py`) only their names are for readers; the rest tells tools what to do and why.
    """
    reader = _Reader(declares_kinds=Path(place).name == "kinds.py")
    reader.visit(ast.parse(source))
    return sorted(reader.found, key=lambda one: (one.node.lineno, one.node.col_offset))


def said_at_import(source: str) -> Iterator[int]:
    """Lines where a word is translated once for all, as the module is imported."""
    reader = _Reader()
    reader.visit(ast.parse(source))
    return iter(sorted(reader.frozen))


def name_of(node: ast.expr) -> str:
    """The last part of what is called."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _is_text(node: ast.AST | None) -> bool:
    return isinstance(node, ast.JoinedStr) or isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_cache(decorator: ast.expr) -> bool:
    """What it decorates is asked once for all languages."""
    return name_of(decorator.func if isinstance(decorator, ast.Call) else decorator) in {"cache", "lru_cache"}


class _Reader(ast.NodeVisitor):
    """Goes through a module and knows where it is."""

    def __init__(self, declares_kinds: bool = False) -> None:
        self.declares_kinds = declares_kinds
        self.found: list[Unmarked] = []
        self.frozen: list[int] = []
        self.owners: list[str] = []
        self.depth = 0  # of functions
        self.in_choices = False

    def _judge(self, node: ast.AST, for_readers: bool = False) -> None:
        """A string that stands for readers by its place needs only a letter."""
        text = text_of(node)  # type: ignore[arg-type]
        if self.declares_kinds and not for_readers:
            return
        if any(char.isalpha() for char in text) if for_readers else speaks(text):
            self.found.append(Unmarked(node, ".".join(self.owners), bool(self.depth)))  # type: ignore[arg-type]
        if isinstance(node, ast.JoinedStr):
            for part in node.values:
                if isinstance(part, ast.FormattedValue):
                    self.visit(part.value)

    def _all(self, nodes) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node)

    def _values(self, nodes, skipped: bool) -> None:
        """`skipped`: strings among them are for programs."""
        for node in nodes:
            if skipped and isinstance(node, ast.Tuple):
                self._values(node.elts, skipped)
            elif not (skipped and _is_text(node)):
                self.visit(node)
            elif isinstance(node, ast.JoinedStr):
                self._all(part.value for part in node.values if isinstance(part, ast.FormattedValue))

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self._judge(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self._judge(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # else it is a docstring
            self.visit(node.value)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._all(node.decorator_list + node.keywords)
        before, self.in_choices = self.in_choices, any(name_of(base).endswith("Choices") for base in node.bases)
        self.owners.append(node.name)
        self._all(node.body)
        self.owners.pop()
        self.in_choices = before

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._all([*node.decorator_list, *node.args.defaults, *node.args.kw_defaults])
        declares = _DECLARES.search(self.owners[-1] if node.name == "__init__" and self.owners else node.name)
        if any(_is_cache(decorator) for decorator in node.decorator_list):
            declares = declares or "language" not in {one.arg for one in node.args.args}
        self.owners.append(node.name)
        depth, self.depth = self.depth, self.depth if declares else self.depth + 1
        self._all(node.body)
        self.depth = depth
        self.owners.pop()

    def visit_Raise(self, node: ast.Raise) -> None:
        self.depth += 1  # what is raised is not kept
        self.generic_visit(node)
        self.depth -= 1

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._all([*node.args.defaults, *node.args.kw_defaults])
        self.depth += 1
        self.visit(node.body)
        self.depth -= 1

    def visit_Assign(self, node: ast.Assign) -> None:
        names = [name_of(target) for target in node.targets]
        if {"__all__", "__doc__"} & set(names):
            return
        owner = next(iter(names), "")
        self.owners.append(owner)
        if self.in_choices and isinstance(node.value, ast.Tuple) and _is_text(node.value.elts[-1]):
            self._judge(node.value.elts[-1], for_readers=True)
        elif owner in READER_NAMES and _is_text(node.value):
            self._judge(node.value, for_readers=True)
        else:
            self.visit(node.value)
        self.owners.pop()

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.owners.append(name_of(node.target))
        self._all([node.value])
        self.owners.pop()

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self.visit(node.value)
        if not _is_text(node.slice):
            self.visit(node.slice)

    def visit_Dict(self, node: ast.Dict) -> None:
        """What kind of thing one is, a vocabulary of others says."""
        for key, value in zip(node.keys, node.values, strict=True):
            is_kind = isinstance(key, ast.Constant) and str(key.value).startswith("@")
            if key is not None and not is_kind:
                self.visit(key)
            self._values([value], skipped=is_kind)

    def visit_Compare(self, node: ast.Compare) -> None:
        self._values([node.left, *node.comparators], skipped=True)

    def visit_Call(self, node: ast.Call) -> None:
        name = name_of(node.func)
        self.visit(node.func)
        made = node.func.value if isinstance(node.func, ast.Attribute) else None
        of_later = isinstance(made, ast.Call) and name_of(made.func) in LATER  # _lazy("…").format(…)
        if not self.depth and (name in NOW or of_later):
            self.frozen.append(node.lineno)
        if name in MARKERS:
            self._values(node.args, skipped=True)
        elif name.endswith("Field") and node.args and name not in CODE_CALLS:
            if _is_text(node.args[0]):
                self._judge(node.args[0], for_readers=True)
            else:
                self.visit(node.args[0])
            self._values(node.args[1:], skipped=False)
        elif name in DEFAULT_CALLS:
            self._values(node.args[:1], skipped=True)
            self._values(node.args[1:], skipped=False)
        else:
            self._values(node.args, skipped=name in CODE_CALLS)
        for keyword in node.keywords:
            is_said = keyword.arg in READER_KEYWORDS and (name == "Kind" or not self.declares_kinds)
            if is_said and _is_text(keyword.value):
                self._judge(keyword.value, for_readers=True)
            else:
                self._values([keyword.value], skipped=keyword.arg in CODE_KEYWORDS)


def shadowed(source: str) -> list[int]:
    """Lines where something else is called `_` in a function that also translates with it."""
    found = set()
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef | ast.Lambda):
            nodes = list(ast.walk(function))
            if any(isinstance(node, ast.Call) and name_of(node.func) == "_" for node in nodes):
                found |= {
                    node.lineno
                    for node in nodes
                    if isinstance(node, ast.Name) and node.id == "_" and isinstance(node.ctx, ast.Store)
                }
    return sorted(found)


def marked(source: str) -> Iterator[str]:
    """The words that a module marks."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and name_of(node.func) in MARKERS:
            yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str))


def hidden(source: str) -> list[int]:
    """Lines of marks that no extraction finds: within an f-string, or of what is no string."""
    tree = ast.parse(source)
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            found |= {call.lineno for call in ast.walk(node) if _marks(call)}
        elif _marks(node) and not all(
            _is_plain(arg) for arg in node.args[: 2 if "ngettext" in name_of(node.func) else 1]
        ):
            found.add(node.lineno)
    return sorted(found)


def _marks(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and name_of(node.func) in MARKERS


def _is_plain(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
