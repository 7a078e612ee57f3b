"""The texts that Django and the sign-in library put on our pages, which both languages must have as well."""

from importlib.util import find_spec
from pathlib import Path

from endorr.base.i18n.extract import Key, keys_in, keys_under

# Only what a reader can meet: their code's messages and forms. Their own pages are replaced by ours.
SHOWN = (
    "django.forms",
    "django.core.validators",
    "django.contrib.auth.forms",
    "django.contrib.auth.password_validation",
    "django.utils.timesince",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount.adapter",
    "allauth.socialaccount.forms",
    "allauth.socialaccount.views",
    "allauth.socialaccount.internal",
    "allauth.core",
)


def _place(module: str) -> Path:
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        raise LookupError(f"{module} is not installed")
    path = Path(spec.origin)
    return path.parent if path.name == "__init__.py" else path


def package_keys() -> set[Key]:
    """Return every key the shown parts of the packages ask for, in their own language, English."""
    keys: set[Key] = set()
    for module in SHOWN:
        place = _place(module)
        keys |= set(keys_under(place)) if place.is_dir() else set(keys_in(place))
    return keys
