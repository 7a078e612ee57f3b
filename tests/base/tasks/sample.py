"""Tasks that the tests ask for."""

from django.tasks import task

from endorr.base.accounts.models import User
from endorr.base.trace import request_id


@task
def register(name: str) -> str:
    """Store a person once, whoever asks how often; answers under which request."""
    User.objects.get_or_create(email=f"{name}@almi.example", defaults={"name": name})
    return request_id()


@task
def stumble() -> None:
    raise ValueError("Karin Ek, 070-174 06 58")
