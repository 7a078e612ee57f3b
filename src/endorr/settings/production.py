"""Production: everything that differs between houses comes from the environment; docs/operations.md tells of each.

What is wrong is gathered in PROBLEMS, so that `endorr serve` says all of it at once and does not stop at the first.
"""

from pathlib import Path

from endorr.settings.common import *  # noqa: F403
from endorr.settings.common import database, mailer
from endorr.settings.environment import Environment

_told = Environment()

DATA = Path(_told.text("ENDORR_DATA", "/var/lib/endorr")).absolute()
DEBUG = False
DEMO = False

# An unset secret is a problem told below; Django must still start, so that the command can tell it.
SECRET_KEY = _told.secret("ENDORR_SECRET_KEY") or "demo-only-unset"
SECRET_KEY_FALLBACKS = _told.words("ENDORR_OLD_SECRET_KEYS")
ALLOWED_HOSTS = _told.words("ENDORR_ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS if host != "*"]


def _database() -> dict[str, object]:
    url = _told.secret("ENDORR_DATABASE_URL")
    if not url:
        _told.problems.append(
            "ENDORR_DATABASE_URL is not set: sqlite:////var/lib/endorr/endorr.sqlite3 or postgresql://..."
        )
    try:
        return database(url or "sqlite:///:memory:")
    except ValueError as error:
        _told.problems.append(f"ENDORR_DATABASE_URL cannot be understood: {error}.")
        return database("sqlite:///:memory:")


DATABASES = {"default": _database()}
STATIC_ROOT = Path(_told.text("ENDORR_STATIC_ROOT", str(DATA / "static"))).absolute()
MEDIA_ROOT = Path(_told.text("ENDORR_FILES_ROOT", str(DATA / "files"))).absolute()

LEDGER_KEY_FILE = _told.file(
    "ENDORR_LEDGER_KEY_FILE", "the file with the key that seals events, 64 hexadecimal digits."
)
LEDGER_SIGNING_KEY_FILE = _told.file(
    "ENDORR_LEDGER_SIGNING_KEY_FILE", "the file with the key that signs exported heads, 64 hexadecimal digits."
)

COMPANY_KEY_FILE = _told.file(
    "ENDORR_COMPANY_KEY_FILE", "the file with the key that hides companies' numbers, 64 hexadecimal digits."
)

# Better a folder on another machine: what lies beside the database can be changed with it.
LEDGER_HEADS_FOLDER = Path(_told.text("ENDORR_HEADS_FOLDER", str(DATA / "heads"))).absolute()


def _mailer() -> dict[str, object]:
    url = _told.secret("ENDORR_SMTP_URL")
    if not url:
        _told.problems.append("ENDORR_SMTP_URL is not set: the mail server that carries the promise.")
    try:
        return mailer(url or "smtp://localhost:25")
    except ValueError as error:
        _told.problems.append(f"ENDORR_SMTP_URL cannot be understood: {error}.")
        return mailer("smtp://localhost:25")


MAILERS = {"default": _mailer()}
DEFAULT_FROM_EMAIL = _told.needed("ENDORR_MAIL_FROM", "the address that mail is sent from.")

OPERATOR = {
    "name": _told.needed("ENDORR_OPERATOR", "the public body that answers for the site, named in its statements."),
    "email": _told.needed("ENDORR_OPERATOR_EMAIL", "where readers write when something on the site does not work."),
    "phone": _told.text("ENDORR_OPERATOR_PHONE"),
}

WATCH_TOKEN = _told.secret("ENDORR_WATCH_TOKEN")

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
SECURE_SSL_REDIRECT = _told.switch("ENDORR_HTTPS_REDIRECT", "yes")
# Probes come from inside, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$", r"^statusz$", r"^metrics$"]
SECURE_HSTS_SECONDS = _told.number("ENDORR_HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
if _told.switch("ENDORR_BEHIND_PROXY", "yes"):
    # The proxy in front must set this header itself and drop what a visitor sends.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOOK_AT_LINKS = _told.switch("ENDORR_LOOK_AT_LINKS", "no")
FETCH_FIGURES = _told.switch("ENDORR_FETCH_FIGURES", "no")

PROBLEMS = _told.problems
