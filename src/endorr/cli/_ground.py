"""Makes the ground of a house ready: folder, tables, shared cache and static files, each only when changed."""

import fcntl
import hashlib
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

MARK = ".endorr-demo"


class NotOursError(Exception):
    """A folder that a demo may neither use nor delete."""


def prepare_folder(folder: Path) -> None:
    """Make a demo folder and mark it as one; raises NotOursError for a folder that holds anything else."""
    if not (folder / MARK).is_file():
        if folder.exists() and any(folder.iterdir()):
            raise NotOursError(f"{folder} holds other files and is not a demo's folder.")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARK).write_text(
            "A demo of En dörr in lives here; `script/demo --fresh` empties it.\n", encoding="utf-8"
        )


def empty_folder(folder: Path) -> None:
    """Delete all that a demo has left in its folder; raises NotOursError for any folder that no demo has made."""
    if not folder.exists():
        return
    if folder.is_symlink() or not (folder / MARK).is_file():
        raise NotOursError(f"{folder} was not made by a demo, so nothing in it is deleted.")
    for path in folder.iterdir():
        if path.name in {MARK, "demo.lock"}:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


@contextmanager
def only_one(folder: Path) -> Iterator[bool]:
    """Hold a folder for one demo at a time; gives False when another demo holds it."""
    with (folder / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def make_tables() -> bool:
    """Bring the tables up to date, and make the shared cache's; say whether anything was done."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return False
    if connection.introspection.table_names():
        call_command("migrate", interactive=False, verbosity=0)
    else:
        _make_new_tables((migration.app_label, migration.name) for migration, _backwards in plan)
    call_command("createcachetable", verbosity=0)
    return True


def _make_new_tables(migrations: Iterable[tuple[str, str]]) -> None:
    """Make every table as the models have it, which takes a tenth of the time of walking through their history.

    A test holds the two ways to the same tables.
    """
    from django.apps import apps
    from django.core.management.sql import emit_post_migrate_signal
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for app, name in migrations:
        recorder.record_applied(app, name)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)


def gather_static() -> bool:
    """Collect static files when one of them has changed since last; say whether it was done."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    root = Path(settings.STATIC_ROOT)
    stamp = root.with_name(root.name + ".stamp")
    found = (Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([]))
    mark = _fingerprint(found)
    if root.is_dir() and stamp.is_file() and stamp.read_text(encoding="ascii") == mark:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(mark, encoding="ascii")
    return True


def _fingerprint(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        status = path.stat()
        digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return digest.hexdigest()
