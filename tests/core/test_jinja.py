"""The engine of the public pages: what its templates may rely on."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import gettext_lazy
from jinja2 import UndefinedError

from core.jinja import public_environment
from tests.languages import wrapped_words


def shown(source: str, **context) -> str:
    return public_environment().from_string(source).render(context)


def test_a_name_that_nobody_gave_is_an_error():
    for source in ("{{ nmae }}", "{% if nmae %}{% endif %}", "{{ page.numbr }}"):
        with pytest.raises(UndefinedError):
            shown(source, page=object())


def test_what_is_printed_is_escaped_also_in_a_translated_sentence():
    assert shown("{{ x }}", x="<b>") == "&lt;b&gt;"
    assert shown("{% trans x=y %}<em>{{ x }}</em> 5 %{% endtrans %}", y="<b>") == "<em>&lt;b&gt;</em> 5 %"
    assert shown('{{ _("5 % <b>") }}') == "5 % &lt;b&gt;"


def test_a_sentence_is_parted_at_its_variables_and_keeps_its_percent_signs():
    source = "{% trans a=x, b=y %}{{ a }} von 100 %, {{ b }}{{ a }}{% endtrans %}"

    assert shown(source, x=1, y=None) == "1 von 100 %, None1"


def test_indentation_becomes_one_line_break_and_what_is_printed_keeps_its_blanks():
    assert shown("<ul>\n\n    <li>a  b\n\t</li>{{ x }}\n  </ul>", x=" c\n\n  d ") == (
        "<ul>\n<li>a  b\n</li> c\n\n  d \n</ul>"
    )


def test_lines_of_a_sentence_become_one_and_a_line_break_is_a_blank():
    assert shown("{% trans %}\n  Ein\n  Satz.\n{% endtrans %}\nNoch einer.") == "Ein Satz.\nNoch einer."


def test_numbers_choose_their_words():
    source = "{% trans count=x %}{{ count }} Netz{% pluralize %}{{ count }} Netze{% endtrans %}"

    assert [shown(source, x=number) for number in (0, 1, 2)] == ["0 Netze", "1 Netz", "2 Netze"]


def test_address_that_somebody_typed_passes_the_rule():
    assert shown("[{{ a|href }}][{{ b|href }}]", a="javascript:1", b="/a/") == "[][/a/]"


def test_every_language_has_templates_of_its_own():
    env = public_environment()
    german = env.get_template("404.html")
    with wrapped_words():
        other = env.get_template("404.html")

    assert german is env.get_template("404.html")
    assert other is not german
    assert other.environment.get_template("base.html") is not german.environment.get_template("base.html")


MACROS = """
{%- macro named(a, b="x") %}[{{ a }}{{ b }}]{% endmacro -%}
{%- macro boxed(title) %}<p title="{{ title }}">{{ caller() }}</p>{% endmacro -%}
"""


def test_macros_take_arguments_by_place_and_by_name_and_what_they_print_is_escaped_once():
    assert shown(MACROS + "{{ named('<', 2) }}{{ named(b=true, a=a) }}{{ named('&') }}", a=[1]) == (
        "[&lt;2][[1]True][&amp;x]"
    )
    assert shown(MACROS + "{% call boxed('<') %}{{ named(y, none) }}{% endcall %}", y="<b>") == (
        '<p title="&lt;">[&lt;b&gt;None]</p>'
    )


def test_a_macro_refuses_what_it_does_not_know():
    for call in ("named(1, 2, 3)", "named(c=1)", "boxed('x', 'y')"):
        with pytest.raises(TypeError):
            shown(MACROS + "{{ " + call + " }}")


def test_what_says_of_itself_that_it_is_html_is_printed_as_it_is():
    class Bold:
        def __html__(self):
            return "<b>"

    class Text(str):
        pass

    assert shown("{{ a }}{{ b }}{{ c }}{{ d }}", a=Bold(), b=Text("<i>"), c=1.5, d=gettext_lazy("<u>")) == (
        "<b>&lt;i&gt;1.5&lt;u&gt;"
    )


def test_arguments_left_out_have_their_defaults_beside_those_by_name_and_what_is_called():
    macros = (
        "{% macro row(a, b='x', c='y') %}{{ a }}{{ b }}{{ c }}{% endmacro %}"
        "{% macro box(title, level=2, open=false) %}{{ title }}{{ level }}{{ open }}:{{ caller() }}{% endmacro %}"
    )
    assert shown(macros + "{{ row(1) }}|{{ row(1, c=3) }}|{{ row(b=2, a=1) }}") == "1xy|1x3|12y"
    assert shown(macros + "{% call box('<') %}<i>{% endcall %}|{% call box('A', open=true) %}-{% endcall %}") == (
        "&lt;2False:<i>|A2True:-"
    )
    own = "{% macro note(title, caller=none) %}{{ title }}{% if caller %}:{{ caller() }}{% endif %}{% endmacro %}"
    assert shown(own + "{{ note(1) }}|{% call note(2) %}<i>{% endcall %}") == "1|2:<i>"


def test_attributes_are_found_at_objects_and_in_dicts_and_a_failing_one_is_missing():
    class Entry:
        name = "<Netz>"

        @property
        def broken(self):
            return self.nowhere

    assert shown("{{ a.name }}{{ b.name }}{{ b.deep.name }}", a=Entry(), b={"name": 1, "deep": Entry()}) == (
        "&lt;Netz&gt;1&lt;Netz&gt;"
    )
    assert shown("{{ a.nothing is defined }}{{ b.nothing is defined }}", a=Entry(), b={}) == "FalseFalse"
    with pytest.raises(UndefinedError):
        shown("{{ a.broken }}", a=Entry())


def test_a_day_is_that_of_here():
    late = datetime(2024, 5, 1, 22, 30, tzinfo=UTC)

    assert shown("{{ a|day }} {{ b|day }} {{ c|day }}.", a=date(987, 4, 3), b=late, c=None) == "03.04.0987 02.05.2024 ."


def test_a_part_of_the_frame_is_that_of_its_section():
    links = '{{ framed("partials/header.html", x, "Portal", "") }}'

    assert shown(links, x="regionen").count('aria-current="true"') == 2  # in the bar and in the menu
    assert '/regionen/" aria-current' in shown(links, x="regionen")
    assert "aria-current" not in shown(links, x="")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Netz", "„Netz“"),
        ("das Konsortium „Wasserstoff“", "„das Konsortium ‚Wasserstoff‘“"),
        ("it's.BB", "„it&#39;s.BB“"),
    ],
)
def test_what_is_quoted_has_its_own_marks_in_the_inner_form(text, words):
    assert shown("{{ x|quoted }}", x=text) == words
