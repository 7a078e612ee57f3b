"""The account a person signs in with."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from endorr.base.public_ids import PublicIdField


class UserManager(BaseUserManager["User"]):
    """Makes accounts; the address is kept in lower case, so that one person has one account."""

    def create_user(self, email: str, *, name: str, password: str | None = None) -> "User":
        """Store an account; without a password the person signs in by one-time link or organisation sign-in."""
        user = User(email=email.strip().lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in. What they may do is told by their seats, never by this row."""

    public_id = PublicIdField()
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=5, default="sv")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_address")]

    def __str__(self) -> str:
        return self.name
