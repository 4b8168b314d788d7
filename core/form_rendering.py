"""How form fields become HTML: see `FORM_RENDERER` in the settings."""

from django.forms.renderers import DjangoTemplates, Jinja2


class FormRenderer(DjangoTemplates):
    """Django's own widgets from their Jinja2 templates, everything else from the usual ones.

    An editors' form has some three hundred fields, and their small templates took a third of its time. Jinja2
    compiles them; Django keeps both sets the same.
    """

    compiled = Jinja2()

    def get_template(self, template_name):
        engine = self.compiled if template_name.startswith("django/forms/") else super()
        return engine.get_template(template_name)
