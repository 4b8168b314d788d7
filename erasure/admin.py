"""At the form of a person: the way to erase it, for administrators."""

from contacts.models import Person
from desk.admin import extend

extend(Person, form_tools=["erasure/admin_form_tools.html"])
