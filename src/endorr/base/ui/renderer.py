"""Lets `{{ form }}` and `{{ field.as_field_group }}` come out as our own markup."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """FORM_RENDERER of the house."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/group.html"
