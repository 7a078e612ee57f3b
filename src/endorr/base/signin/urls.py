"""The addresses of the sign-in library that we use; those not listed here do not exist.

What anybody may reach stands under konto/, what needs a signed-in person under arbete/konto/.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import include, path
from django.views.generic import RedirectView

from endorr.base.signin import views

entrance = [
    path("logga-in/", account.login, name="account_login"),
    path("kod/", account.request_login_code, name="account_request_login_code"),
    path("kod/skriv/", account.confirm_login_code, name="account_confirm_login_code"),
    path("adress/", account.email_verification_sent, name="account_email_verification_sent"),
    path("losenord/", account.password_reset, name="account_reset_password"),
    path("losenord/kod/", account.confirm_password_reset_code, name="account_confirm_password_reset_code"),
    path("losenord/nytt/", account.complete_password_reset, name="account_complete_password_reset"),
    path("losenord/klart/", account.password_reset_from_key_done, name="account_password_reset_completed"),
    path("stangt/", account.account_inactive, name="account_inactive"),
    path("andra-steget/", mfa.authenticate, name="mfa_authenticate"),
    path("nyckel/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("organisation/avbrutet/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("organisation/fel/", social.login_error, name="socialaccount_login_error"),
    path("organisation/<slug:provider_id>/", openid.login, name="openid_connect_login"),
    path("organisation/<slug:provider_id>/svar/", openid.callback, name="openid_connect_callback"),
]

own_account = [
    path("", mfa.index, name="mfa_index"),
    # An address is changed by an administrator, not here; the library wants somewhere to send people.
    path("adress/", RedirectView.as_view(pattern_name="mfa_index"), name="account_email"),
    path("logga-ut/", account.logout, name="account_logout"),
    path("losenord/", account.password_change, name="account_change_password"),
    path("losenord/forsta/", account.password_set, name="account_set_password"),
    path("bekrafta/losenord/", account.reauthenticate, name="account_reauthenticate"),
    path("bekrafta/kod/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("bekrafta/nyckel/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("app/", totp.activate_totp, name="mfa_activate_totp"),
    path("app/bild/", views.totp_picture, name="signin_totp_picture"),
    path("app/bort/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("reservkoder/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("reservkoder/nya/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("nycklar/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("nycklar/ny/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("nycklar/<int:pk>/bort/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("nycklar/<int:pk>/namn/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
]

urlpatterns = [
    path("konto/", include(entrance)),
    path("arbete/konto/", include(own_account)),
]
