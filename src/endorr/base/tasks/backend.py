"""Stores an on-demand task as a row, with the request id under which it was asked for."""

from typing import Any

from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from endorr.base.trace import request_id


class TracedBackend(DatabaseBackend):
    """The database backend of the Tasks API; the row remembers the request it came from."""

    def _task_to_db_task(self, task: Any, args: Any, kwargs: Any) -> "DBTaskResult[Any, Any]":
        row = super()._task_to_db_task(task, args, kwargs)
        row.args_kwargs["request_id"] = request_id()
        row.save(update_fields=["args_kwargs"])
        return row
