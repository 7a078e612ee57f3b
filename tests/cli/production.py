"""Runs the endorr command as an operator would: in a process of its own, told everything by the environment."""

import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from django.conf import settings

PRODUCTION = "endorr.settings.production"
SOURCE = Path(__file__).resolve().parents[2] / "src"


def good_environment(folder: Path) -> dict[str, str]:
    """Return an environment in which a house may be opened to the world, its files in `folder`."""
    (folder / "secret").write_text("5" * 10 + "abcdefghijklmnopqrstuvwxyzåäö" + "K9$" * 8, encoding="utf-8")
    for name in ("seal.key", "heads.key", "companies.key"):
        (folder / name).write_text("c0ffee42" * 8, encoding="ascii")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ENDORR_", "DJANGO_"))}
    return {
        **kept,
        "PYTHONPATH": str(SOURCE),
        "ENDORR_DATA": str(folder),
        "ENDORR_SECRET_KEY_FILE": str(folder / "secret"),
        "ENDORR_ALLOWED_HOSTS": "dorren.region.se",
        "ENDORR_DATABASE_URL": f"sqlite:///{folder}/endorr.sqlite3",
        "ENDORR_LEDGER_KEY_FILE": str(folder / "seal.key"),
        "ENDORR_LEDGER_SIGNING_KEY_FILE": str(folder / "heads.key"),
        "ENDORR_COMPANY_KEY_FILE": str(folder / "companies.key"),
        "ENDORR_SMTP_URL": "smtp://mail.region.se:587",
        "ENDORR_MAIL_FROM": "dorren@region.se",
        "ENDORR_OPERATOR": "Region Exempel",
        "ENDORR_OPERATOR_EMAIL": "tillganglighet@region.se",
    }


def endorr(environment: dict[str, str], *arguments: str, settings: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command to its end, or for a minute at most."""
    told = {**environment, "DJANGO_SETTINGS_MODULE": settings} if settings else environment
    return subprocess.run(
        [sys.executable, "-m", "endorr", *arguments], env=told, capture_output=True, text=True, check=False, timeout=60
    )


def prepared_environment(folder: Path) -> dict[str, str]:
    """Return a good environment whose house has its tables and static files: made once, then copied."""
    shutil.copytree(_prepared(), folder, dirs_exist_ok=True)
    return good_environment(folder)


@cache
def _prepared() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="prepared-", dir=settings.DATA))
    done = endorr(good_environment(folder), "prepare", settings=PRODUCTION)
    assert done.returncode == 0, done.stderr
    return folder
