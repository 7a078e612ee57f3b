"""The hidden field that makes a form's POST one deed."""

from django import template
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from endorr.base.idempotency.forms import FIELD, new_nonce
from endorr.base.idempotency.rules import acceptable

register = template.Library()


@register.simple_tag(takes_context=True)
def form_nonce(context: template.Context) -> SafeString:
    """Write the hidden field: a fresh nonce, or the one that came with a form that is shown again with errors."""
    request = context.get("request")
    sent = request.POST.get(FIELD, "") if isinstance(request, HttpRequest) else ""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, sent if acceptable(sent) else new_nonce())
