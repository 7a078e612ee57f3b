"""Opaque public ids: what the outside sees instead of a row's number."""

import secrets
from functools import partial

from django.db import models

# Crockford's alphabet: no letter that is misread over the telephone as a digit.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 16  # 80 random bits


def new_public_id() -> str:
    """Return 16 random characters of Crockford's base 32 (80 bits): unguessable and sayable."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


# A CharField made here rather than a subclass: migrations then name nothing of ours but the default.
PublicIdField = partial(models.CharField, max_length=LENGTH, unique=True, editable=False, default=new_public_id)
