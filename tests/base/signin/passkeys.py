"""A passkey that a test can hold: what the browser would have sent when it was made."""

import os
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

HOST = "testserver"
FLAG = AuthenticatorData.FLAG
PRESENT_AND_VERIFIED = FLAG.UP | FLAG.UV | FLAG.AT


def registered(host: str = HOST) -> dict[str, Any]:
    """Return the JSON of a new key's registration, as the sign-in library stores it."""
    pair = ec.generate_private_key(ec.SECP256R1())
    key = ES256.from_cryptography_key(pair.public_key())  # type: ignore[no-untyped-call]
    made = AttestedCredentialData.create(b"\0" * 16, os.urandom(16), key)
    data = AuthenticatorData.create(sha256(host.encode()).digest(), PRESENT_AND_VERIFIED, 0, made)
    client = CollectedClientData.create("webauthn.create", os.urandom(16), f"https://{host}")
    identity = websafe_encode(made.credential_id)
    return {
        "id": identity,
        "rawId": identity,
        "type": "public-key",
        "clientExtensionResults": {},
        "response": {
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
            "clientDataJSON": websafe_encode(client),
        },
    }
