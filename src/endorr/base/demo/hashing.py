"""Hashes the demo's one password, which everybody knows, without the time that a secret is worth."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class KnownPasswordHasher(PBKDF2PasswordHasher):
    """Some thirty people get the password at the first start, and each would cost a third of a second."""

    algorithm = "demo_known_password"
    iterations = 1_000
