"""The demo: an embedded database under var/demo, a clock that can be wound, people to be."""

import os
from pathlib import Path

from endorr.settings.common import *  # noqa: F403
from endorr.settings.common import INSTALLED_APPS, PACKAGE, database

DATA = Path(os.environ.get("ENDORR_DATA", PACKAGE.parent.parent / "var" / "demo")).absolute()
INSTALLED_APPS = [*INSTALLED_APPS, "endorr.base.demo", "endorr.cases.demo"]

# Known to everybody who reads this file, and refused in production.
SECRET_KEY = "demo-only-" + "x" * 50
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
DEBUG = False
DEMO = True
# How many questions of the past two months a fresh demo is filled with; fewer start sooner.
DEMO_QUESTIONS = int(os.environ.get("ENDORR_DEMO_QUESTIONS", "600"))
OPERATOR = {"name": "Region Exempel", "email": "tillganglighet@exempel.se", "phone": "0600-00 00 00"}
STAFF_NEED_SECOND_STEP = False
# Whoever is chosen begins at their work; a role that has no page of its own yet begins at the account.
PASSWORD_HASHERS = [
    "endorr.base.demo.hashing.KnownPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
DATABASES = {"default": database(os.environ.get("ENDORR_DATABASE_URL", f"sqlite:///{DATA}/endorr.sqlite3"))}
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "files"
CLOCK = "endorr.base.clock.wound.DemoClock"

# Made at the first start, beside the database but not in it.
LEDGER_KEY_FILE = DATA / "ledger.key"
LEDGER_SIGNING_KEY_FILE = DATA / "heads.key"
COMPANY_KEY_FILE = DATA / "companies.key"
LEDGER_HEADS_FOLDER = DATA / "heads"

# Nothing leaves a demo: what was sent is read, and answered, in the browser.
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}}
