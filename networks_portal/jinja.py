"""What templates of public pages may use besides what the engine gives them: what only packages above it know."""

from typing import Any

from core import jinja
from linked import things
from pages.markdown import render_plain


def environment(**options: Any) -> jinja.PublicEnvironment:
    env = jinja.environment(**options)
    env.globals["things"] = things
    env.filters["written"] = render_plain
    return env
