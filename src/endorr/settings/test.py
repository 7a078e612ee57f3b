"""The tests: quick hashing, no compression of static files, either engine by ENDORR_DATABASE_URL."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from endorr.settings.common import *  # noqa: F403
from endorr.settings.common import INSTALLED_APPS, database

INSTALLED_APPS = [*INSTALLED_APPS, "endorr.base.demo", "endorr.cases.demo"]
# In memory where the system has such a folder: no test pulls the plug, and thousands of transactions wait for no disk.
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own in it
DATA = Path(tempfile.mkdtemp(prefix="endorr-test-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None))
atexit.register(shutil.rmtree, DATA, ignore_errors=True)
SECRET_KEY = "test-only-" + "x" * 50
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DEBUG = False
DEMO = False
DEMO_QUESTIONS = 600
OPERATOR = {"name": "Region Exempel", "email": "tillganglighet@exempel.se", "phone": "0600-00 00 00"}
STAFF_NEED_SECOND_STEP = False
MATCH_BY_MEANING = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
DATABASES = {"default": database(os.environ.get("ENDORR_DATABASE_URL", f"sqlite:///{DATA}/endorr.sqlite3"))}
DATABASES["default"]["TEST"] = {
    "NAME": None if "postgresql" in DATABASES["default"]["ENGINE"] else str(DATA / "test.sqlite3")
}
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir()
MEDIA_ROOT = DATA / "files"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
LEDGER_KEY = "5eed" * 16
LEDGER_SIGNING_KEY = "5eed" * 16
COMPANY_KEY = "c0de" * 16
LEDGER_HEADS_FOLDER = DATA / "heads"

# Tests look at log records themselves; lines on the terminal would hide what matters.
LOGGING_CONFIG = None
