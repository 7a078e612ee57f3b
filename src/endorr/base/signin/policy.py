"""Who may use the sign-in pages: the way in is everybody's, one's own account is one's own."""

from endorr.base.policy.rules import EVERYONE, SIGNED_IN, rule

# Shown to whoever has come half-way in: the library itself keeps the steps in order.
_ENTRANCE = (
    "account_login",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_reset_password",
    "account_confirm_password_reset_code",
    "account_complete_password_reset",
    "mfa_authenticate",
    "mfa_login_webauthn",
)
_TOLD = (
    "account_password_reset_completed",
    "account_inactive",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
)
_OWN = (
    "account_change_password",
    "account_set_password",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_add_webauthn",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
)
_OWN_READ = ("mfa_index", "account_email", "signin_totp_picture", "mfa_view_recovery_codes", "mfa_list_webauthn")

POLICY = (
    *(rule(name, GET=EVERYONE, POST=EVERYONE) for name in _ENTRANCE),
    *(rule(name, GET=EVERYONE) for name in _TOLD),
    *(rule(name, GET=SIGNED_IN, POST=SIGNED_IN) for name in _OWN),
    *(rule(name, GET=SIGNED_IN) for name in _OWN_READ),
    rule("account_logout", POST=SIGNED_IN),
    rule("openid_connect_login", GET=EVERYONE),
    rule("openid_connect_callback", GET=EVERYONE),
)
