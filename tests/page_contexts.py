"""`response.context` for public pages: what the test client notes of Django's own engine, noted of Jinja2's, too."""

import pytest
from django.template.backends.jinja2 import Template
from django.test.signals import template_rendered


@pytest.fixture(scope="session", autouse=True)
def contexts_are_noted():
    render = Template.render

    def noted(template, context=None, request=None):
        if request is not None:  # else a field of a form, of which the desk's have three hundred
            template_rendered.send(template, template=template, context=dict(context or {}))
        return render(template, context, request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "render", noted)
        yield
