"""`{% load door %}`: what only the door's pages need."""

from django import template

from endorr.cases.rules import Sharing

register = template.Library()


@register.simple_tag
def share_hints(yes: str, first: str, only: str) -> dict[str, str]:
    """`{% share_hints yes first only as hints %}` gives each way of sharing its own hint."""
    return {Sharing.YES.value: yes, Sharing.ASK.value: first, Sharing.RECEIVER.value: only}
