"""At the form of a person: the way to erase it, for administrators."""

from contacts.admin import PersonAdmin

PersonAdmin.change_form_template = "admin/contacts/person/change_form.html"
