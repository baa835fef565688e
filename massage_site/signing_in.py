"""The settings of signing in: who comes in how, how often somebody may try, how long a sign-in lasts."""

import os
from datetime import timedelta

AUTHENTICATION_BACKENDS = ["massage_site.accounts.backend.PeopleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
ACCOUNT_ADAPTER = "massage_site.accounts.adapter.ClosedDoorAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_METHODS = ("password", "mfa")  # never a letter
MFA_ADAPTER = "massage_site.accounts.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs up: the lead wrote the address
MFA_TOTP_ISSUER, MFA_TOTP_TOLERANCE = "Handhug", 1
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "front"

# The hospital's own sign-in for staff, by OpenID Connect: off until it has an address. Whoever signs in there types the
# password there each time (OIDC_PROMPT), because a ward's device would let in whoever taps. Its second step counts as
# ours only where it says so in one of these words of "amr" or "acr".
OIDC_SERVER_URL = os.environ.get("OIDC_SERVER_URL", "").rstrip("/")
OIDC_NAME = os.environ.get("OIDC_NAME", "the hospital")
OIDC_SECOND_STEP = os.environ.get("OIDC_SECOND_STEP", "").split()
SOCIALACCOUNT_ADAPTER = "massage_site.accounts.hospital.HospitalDoor"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 8
SOCIALACCOUNT_PROVIDERS = {}
if OIDC_SERVER_URL:
    _app = {"name": OIDC_NAME, "client_id": os.environ["OIDC_CLIENT_ID"], "secret": os.environ["OIDC_CLIENT_SECRET"]}
    _prompt = os.environ.get("OIDC_PROMPT", "login")
    _more = {"server_url": OIDC_SERVER_URL, "auth_params": {"prompt": _prompt} if _prompt else {}}
    SOCIALACCOUNT_PROVIDERS = {"hospital": {"APPS": [_app | {"settings": _more}]}}

# How many proxies of ours stand in front: the address of whoever asks is that many places from the end of
# X-Forwarded-For, and everything before it is hearsay. 0: nobody is believed. BEHIND_PROXY=1 is the usual one.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES", os.environ.get("BEHIND_PROXY", "0")))

# How often one may be wrong, counted in the cache that all workers share. A ward has one address and many people, so
# what slows one of them never stops the others for long. Claim codes: sessions/babies/guessing.py.
ACCOUNT_RATE_LIMITS = {
    # wrong passwords and second steps: one account from one address; all accounts from one address: a minute's wait
    "login_failed": "5/5m/key,30/m/ip",
    # one account from everywhere; its passkey still opens
    "account_failed": "60/h/key",
    # sign-ins, right or wrong: the change of a shift fits in
    "login": "120/m/ip",
    # letters with a code for a family: to one address from one place; to one address at all; from one place
    "mail_code_here": "3/10m/key",
    "mail_code": "10/h/key,30/10m/ip",
    # what is typed of such a code, beside the five tries that each has
    "mail_code_typed": "60/10m/ip",
}

# How long a device may lie there before it signs itself out. Proposed, no source: a shared ward tablet changes hands
# within minutes; a family may leave theirs for two weeks, and then asks for a code at the cot. Steps that run count.
IDLE_STAFF = timedelta(minutes=int(os.environ.get("IDLE_STAFF_MINUTES", "15")))
IDLE_FAMILY = timedelta(days=int(os.environ.get("IDLE_FAMILY_DAYS", "14")))
# And how long one sign-in lasts at most, however busy it is. Proposed, no source: a long shift; longer than most
# families stay on a ward, so that nobody loses their place in the middle of their weeks.
LONGEST_STAFF = timedelta(hours=int(os.environ.get("LONGEST_STAFF_HOURS", "12")))
LONGEST_FAMILY = timedelta(days=int(os.environ.get("LONGEST_FAMILY_DAYS", "180")))
# How long a family's PIN on a device waits without being used. Proposed, no source.
PIN_DAYS = int(os.environ.get("PIN_DAYS", "60"))
# A tablet of the ward in a family's hands, after their last touch. Proposed, no source. Steps that run count.
IDLE_LENT = timedelta(minutes=int(os.environ.get("IDLE_LENT_MINUTES", "5")))
SESSION_COOKIE_AGE = int(max(IDLE_STAFF, IDLE_FAMILY).total_seconds())
