"""How a person signs in: password and second step, code by mail, passkey, or their organisation's own sign-in."""
