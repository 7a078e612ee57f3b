"""What the sign-in addresses are filled in with in the permission walk."""

from collections.abc import Mapping

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialApp
from tests.base.policy.world import Side, Visitor, World

from endorr.base.tenancy.rules import Role


def a_passkey(world: World, visitor: Visitor, whose: Side) -> Mapping[str, int]:
    """The visitor's own, or that of somebody on the other side."""
    owner = visitor.person if whose is visitor.side else None
    owner = owner or world.other_than(visitor.side).people[Role.ADVISER]
    return {"pk": Authenticator.objects.get(user=owner, type=Authenticator.Type.WEBAUTHN).pk}


def a_provider(_world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    slug = whose.organisation.slug
    SocialApp.objects.get_or_create(
        provider="openid_connect",
        provider_id=slug,
        defaults={
            "name": slug,
            "client_id": "endorr",
            "settings": {"server_url": "https://inloggning.example", "organisation": slug},
        },
    )
    return {"provider_id": slug}


SAMPLES = {
    "mfa_remove_webauthn": a_passkey,
    "mfa_edit_webauthn": a_passkey,
    "openid_connect_login": a_provider,
    "openid_connect_callback": a_provider,
}
