"""What every setting of the house shares."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.utils.csp import CSP

PACKAGE = Path(__file__).resolve().parent.parent

SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"


def database(url: str) -> dict[str, Any]:
    """Return Django's description of `sqlite:///path` or `postgresql://user:password@host:port/name`.

    A PostgreSQL host may be a socket folder, written `?host=/run/postgresql`.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        # Without IMMEDIATE, two writers that first read lock each other out; WAL lets readers go on meanwhile.
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path[1:],
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS},
        }
    if parts.scheme != "postgresql":
        raise ValueError(f"a database is sqlite:/// or postgresql://, not {parts.scheme}://")
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path[1:],
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


MAIL_BACKEND = "endorr.base.outbox.channels.mail.smtp.Backend"
MAIL_TIMEOUT = 30  # seconds for one step of an SMTP exchange; the outbox's lease is longer than all of them together


def mailer(url: str) -> dict[str, Any]:
    """Return Django's description of `smtp://host:25`, `smtp+starttls://user:password@host` or `smtps://...`."""
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtp+starttls", "smtps"}:
        raise ValueError(f"mail goes by smtp://, smtp+starttls:// or smtps://, not {parts.scheme}://")
    return {
        "BACKEND": MAIL_BACKEND,
        "OPTIONS": {
            "host": parts.hostname,
            "port": parts.port,
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_tls": parts.scheme == "smtp+starttls",
            "use_ssl": parts.scheme == "smtps",
            "timeout": MAIL_TIMEOUT,
        },
    }


INSTALLED_APPS = [
    "endorr.site",
    "endorr.newsroom",
    "endorr.award",
    "endorr.strategy",
    "endorr.indicators",
    "endorr.meetings",
    "endorr.records",
    "endorr.national",
    "endorr.cases",
    "endorr.planning",
    "endorr.cheques",
    "endorr.matching",
    "endorr.companies",
    "endorr.aid",
    "endorr.catalogue",
    "endorr.directory",
    "endorr.statistics",
    "endorr.calendars",
    "endorr.base.signin",
    "endorr.base.apikeys",
    "endorr.base.identity",
    "endorr.base.erasure",
    "endorr.base.watch",
    "endorr.base.tasks",
    "endorr.base.files",
    "endorr.base.links",
    "endorr.base.idempotency",
    "endorr.base.outbox",
    "endorr.base.mailroom",
    "endorr.base.policy",
    "endorr.base.tenancy",
    "endorr.base.accounts",
    "endorr.base.ledger",
    "endorr.base.clock",
    "endorr.base.i18n",
    "endorr.base.ui",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "endorr.base.watch.middleware.WatchMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "endorr.base.i18n.middleware.PageLanguageMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # The gate first: a CSRF refusal would tell an existing page from one that does not exist.
    "endorr.base.policy.middleware.PolicyMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "endorr.base.signin.middleware.SecondStepMiddleware",
]

ROOT_URLCONF = "endorr.site.urls"
WSGI_APPLICATION = "endorr.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "endorr.base.i18n.context.words",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "endorr.base.demo.context.demo_clock",
                "endorr.site.frame.frame",
            ],
        },
    }
]

FORM_RENDERER = "endorr.base.ui.renderer.Renderer"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "mfa_index"
# Where each role begins when signed in; the account itself where a role has no work of its own here.
FIRST_PAGES = {
    "jury_member": "award:seats",
    "adviser": "cases:queue",
    "coordinator": "cases:queue",
    "national_coordinator": "matching:week",
    "analyst": "statistics:desk",
    "administrator": "identity:people",
}
LOGOUT_REDIRECT_URL = "first"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# A working day, and never longer than the browser is open.
SESSION_COOKIE_AGE = 12 * 60 * 60
STAFF_NEED_SECOND_STEP = True

ACCOUNT_ADAPTER = "endorr.base.signin.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {"login": "endorr.base.signin.forms.LoginForm"}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# Not by a mailed code: whoever reads the mail could otherwise take away the second step.
ACCOUNT_REAUTHENTICATION_METHODS = ("password", "mfa")

SOCIALACCOUNT_ADAPTER = "endorr.base.signin.adapter.SocialAdapter"
# A form that ends at another address is stopped by form-action, so that the way to an organisation is a link.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_STORE_TOKENS = False

MFA_FORMS = {
    "add_webauthn": "endorr.base.signin.key_forms.AddKeyForm",
    "edit_webauthn": "endorr.base.signin.key_forms.EditKeyForm",
    "login_webauthn": "endorr.base.signin.key_forms.ComeInForm",
}
MFA_ADAPTER = "endorr.base.signin.adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "En dörr in"
MFA_TOTP_TOLERANCE = 1

# Who asks for proof at the doors that are no person's, by policy.rules.Door; a door without a prover stays shut.
PROVERS = {"api key": "endorr.base.apikeys.proof.prove", "link": "endorr.base.policy.links.prove"}

LANGUAGE_CODE = "sv"
# Every page is in the first two; the others have the way in and the company's own page.
LANGUAGES = [("sv", "Svenska"), ("en", "English"), ("fi", "Suomi"), ("ar", "العربية")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

CLOCK = "endorr.base.clock.source.SystemClock"

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"},
}

# Mailboxes to fetch from, one a word: vasterbotten=imaps://user:secret@host/INBOX
MAILBOXES = tuple(os.environ.get("ENDORR_MAILBOXES", "").split())
MAILERS = {"default": mailer(os.environ.get("ENDORR_SMTP_URL", "smtp://localhost:25"))}
DEFAULT_FROM_EMAIL = "En dörr in <svar@localhost>"

# Who answers for the site in law, and how to reach them about it.
OPERATOR = {"name": "", "email": "", "phone": ""}

TASKS = {"default": {"BACKEND": "endorr.base.tasks.backend.TracedBackend"}}

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "manifest-src": [CSP.SELF],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# Bearer token for the figures at /metrics and the details of /readyz; empty: only from the machine itself.
WATCH_TOKEN = ""

# Dotted path of a class that looks at each file before it is taken (endorr.base.files.scanning.Scanner); empty: none.
FILE_SCANNER = ""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "endorr.base.watch.logs.JsonFormatter"}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["lines"], "level": "INFO"},
    "loggers": {
        # Django's own handlers would write, and mail, what we leave out.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
    },
}

# Whether the worker opens, at night, the pages that services of the catalogue lead to.
LOOK_AT_LINKS = False

# Whether the worker asks the services that tables of figures come from.
FETCH_FIGURES = False

# Questions are matched by meaning too where a model is installed (the extra `embeddings`); by words alone otherwise.
MATCH_BY_MEANING = True
