"""The account a person signs in with."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from endorr.base.public_ids import PublicIdField


class UserManager(BaseUserManager["User"]):
    """Finds accounts; an address is kept in lower case, so that one person has one account."""

    def create_user(self, email: str, *, name: str, password: str | None = None) -> "User":
        """Store a bare account, for tests; the house opens accounts with accounts.commands.open_account."""
        user = User(email=email.strip().lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person who signs in. What they may do is told by their seats, never by this row.

    `fictional` marks the people of the demo, who exist in no register and whom production refuses.
    """

    public_id = PublicIdField()
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=5, default="sv")
    is_active = models.BooleanField(default=True)
    fictional = models.BooleanField(default=False)
    session_round = models.PositiveIntegerField(default=0)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_address")]

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # A session lives while neither the password nor the round has changed: raising the round signs out everywhere.
        salt = "endorr.base.accounts.session"
        return salted_hmac(salt, f"{self.password}:{self.session_round}", secret=secret, algorithm="sha256").hexdigest()
