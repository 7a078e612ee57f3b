"""Tasks that the tests ask for."""

from django.tasks import TaskContext, task

from endorr.base.accounts.models import User
from endorr.base.clock import now
from endorr.base.idempotency.commands import Answer, remember
from endorr.base.idempotency.rules import Kind
from endorr.base.public_ids import new_public_id
from endorr.base.trace import request_id


@task
def register(name: str) -> str:
    """Store a person once, whoever asks how often; answers under which request."""
    User.objects.get_or_create(email=f"{name}@almi.example", defaults={"name": name})
    return request_id()


@task
def stumble() -> None:
    raise ValueError("Karin Ek, 070-174 06 58")


@task(takes_context=True)
def write_once(context: "TaskContext[..., None]", number: int) -> None:
    """Write a row as tasks should: under the task's own key, so that a second run finds it done."""

    def deed() -> Answer:
        User.objects.create_user(f"{new_public_id()}@almi.example", name=str(number))
        return Answer(None)

    key = str(context.task_result.id)
    remember(key, scope="test.write_once", digest=str(number), kind=Kind.TASK, now=now(), deed=deed)
