"""What holds for every template: who may write HTML, that words can be translated, and how lines look."""

import ast
import re
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.template import engines
from jinja2 import nodes

from core.jinja import public_environment

PUBLIC, EDITORS = settings.BASE_DIR / "templates" / "public", settings.BASE_DIR / "templates" / "editors"
NAMES = sorted(str(path.relative_to(PUBLIC)) for path in PUBLIC.rglob("*") if path.is_file())
PACKAGES = [app for app in settings.INSTALLED_APPS if (settings.BASE_DIR / app).is_dir()]

# Where Python writes HTML, and why no template does.
HTML_IN_PYTHON = {
    "core/jinja.py": "what a macro printed, which is escaped",
    "core/admin_html.py": "columns of the admin's lists, for which Django asks Python",
    "pages/markdown.py": "what editors wrote, cleaned by nh3",
}
TAGS = (
    "a abbr address article aside b blockquote br button circle code dd del details div dl dt em fieldset figure form "
    "h1 h2 h3 h4 h5 h6 hr i img input ins label legend li line mark nav ol option p path pre script select "
    "small span strong style sub summary sup svg table tbody td textarea th thead title tr u ul use"
).split()
TAG = re.compile(rf"(?<!\?P)</?(?:{'|'.join(TAGS)})(?=[\s/>])", re.IGNORECASE)
TRUSTED = {"mark_safe", "SafeString", "SafeData", "SafeText", "Markup"}


def modules():
    for app in PACKAGES:
        for path in sorted((settings.BASE_DIR / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(settings.BASE_DIR).as_posix(), ast.parse(path.read_text())


def html_of(tree: ast.Module) -> list[str]:
    """Strings with tags in them, and names by which text passes for HTML."""
    docstrings = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings:
            found += [node.value] if TAG.search(node.value) else []
        elif isinstance(node, ast.Name | ast.Attribute):
            found += {node.id if isinstance(node, ast.Name) else node.attr} & TRUSTED
    return found


def test_python_writes_no_html():
    found = {name: html for name, tree in modules() if (html := html_of(tree))}

    assert set(found) == set(HTML_IN_PYTHON), {name: found[name] for name in set(found) - set(HTML_IN_PYTHON)}


def test_html_in_python_would_be_seen():
    assert html_of(ast.parse('"""<p>"""\nx = f"<p class=\'{y}\'>"')) == ["<p class='"]
    assert html_of(ast.parse("html.mark_safe(x)")) == ["mark_safe"]
    assert html_of(ast.parse("r'(?P<label>x)', '<slug:slug>/'")) == []


# --- Words

SEEN = ("alt", "aria-label", "aria-description", "content", "label", "placeholder", "title")
# Words that are the same in every language, or none.
UNMARKED = re.compile(r"width=device-width, initial-scale=1|light dark|noindex|de|UTF-8|np-[\w-]+")
HOLE = "0"  # in the place of what a template prints


class Reader(HTMLParser):
    """The texts of a page and of the attributes that somebody reads or hears."""

    def __init__(self):
        super().__init__()
        self.texts: list[str] = []

    def handle_starttag(self, tag, attrs):
        shown = (*SEEN, "value") if tag in ("button", "option") or ("type", "submit") in attrs else SEEN
        self.texts += [value for name, value in attrs if name in shown and value and tag != "option"]

    def handle_data(self, data):
        self.texts.append(data)


def unmarked(source: str) -> list[str]:
    """Texts with letters that stand in a template as they are, outside of `{% trans %}` and `_()`."""
    tree = public_environment().parse(source)
    pieces = []
    for output in tree.find_all(nodes.Output):
        pieces += [node.data if isinstance(node, nodes.TemplateData) else HOLE for node in output.nodes]
    reader = Reader()
    reader.feed("".join(pieces))
    reader.close()
    texts = [text.strip(f" {HOLE}\n") for text in reader.texts]
    # A word may also hide in an expression: „x if y else 'Wort'“.
    texts += [node.value for output in tree.find_all(nodes.Output) for node in output.nodes for node in said(node)]
    return [text for text in texts if re.search(r"[^\W\d_]", text) and not UNMARKED.fullmatch(text)]


def said(node: nodes.Node):
    """The constants that an expression prints as they are, with a blank or a capital in them."""
    match node:
        case nodes.Const(value=str(text)) if re.search(r"[A-ZÄÖÜ]|\w \w", text):
            yield node
        case nodes.CondExpr():
            yield from said(node.expr1)
            yield from said(node.expr2) if node.expr2 else ()
        case nodes.Or() | nodes.And() | nodes.Add():
            yield from said(node.left)
            yield from said(node.right)
        case nodes.Concat():
            for part in node.nodes:
                yield from said(part)


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_public_template_is_marked(name):
    assert unmarked((PUBLIC / name).read_text()) == []


@pytest.mark.parametrize(
    "source, words",
    [
        ("<p>Wort {{ x }}</p>", ["Wort"]),
        ("<p>{% if x %}Wort{% endif %}</p>", ["Wort"]),
        ("<a title='Wort'>{{ x }}</a>", ["Wort"]),
        ("<input type='submit' value='Wort'>", ["Wort"]),
        ("{% macro m() %}<p>{% for x in y %}Wort{% endfor %}</p>{% endmacro %}", ["Wort"]),
        ("{% set x %}Wort{% endset %}", ["Wort"]),
        ("{{ x or 'Wort' }}", ["Wort"]),
        ("{{ 'Ein Wort' if x else _('anderes') }}", ["Ein Wort"]),
        ("<p class='wort' data-x='Wort'>{% trans %}Wort{% endtrans %} {{ _('Wort') }} · 1</p>", []),
        ("<input name='q' value='wort'>", []),
    ],
)
def test_unmarked_words_would_be_seen(source, words):
    assert unmarked(source) == words


# --- Order


def test_each_engine_knows_only_its_own_templates():
    ours, theirs = engines["jinja2"], engines["django"]
    own = sorted(str(path.relative_to(EDITORS)) for path in EDITORS.rglob("*") if path.is_file())

    assert not set(NAMES) & set(own)
    assert [str(path) for path in ours.template_dirs] == [str(PUBLIC)]
    assert [str(path) for path in theirs.dirs] == [str(EDITORS)]


def test_comments_of_editors_templates_end_on_their_line():
    """Django prints the others."""
    texts = {str(path): path.read_text() for path in EDITORS.rglob("*.html")}

    assert [path for path, text in texts.items() if re.search(r"\{#(?:(?!#\}).)*$", text, re.MULTILINE)] == []


@pytest.mark.parametrize("name", NAMES)
def test_lines_of_public_templates_are_short(name):
    assert [line for line in (PUBLIC / name).read_text().splitlines() if len(line) > 120] == []


# Asked for by Django itself.
BY_DJANGO = {"403.html", "403_csrf.html"}


def test_every_public_template_is_used():
    files = [*PUBLIC.rglob("*.html"), *(path for app in PACKAGES for path in (settings.BASE_DIR / app).rglob("*.py"))]
    texts = {path: path.read_text() for path in files}
    used = {name for name in NAMES for path in files if path != PUBLIC / name and f'"{name}"' in texts[path]}

    assert set(NAMES) - used == BY_DJANGO
