"""The hospital's own sign-in (OpenID Connect), as allauth finds it: stricter than its usual one, and it keeps nothing.

The token's signature, issuer, audience and end are looked at, and that the second question about the person is answered
for the same one. What the hospital tells about a person is read once, and never stored.
"""

import hashlib

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base import ProviderException
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.urls import reverse

SIGNED = [f"{kind}{size}" for kind in ("RS", "PS", "ES") for size in (256, 384, 512)]  # never with the shared secret
MUST_SAY = ["iss", "aud", "sub", "exp", "iat"]
LEEWAY = 30  # seconds by which two clocks may differ


class HospitalAdapter(OpenIDConnectOAuth2Adapter):
    def complete_login(self, request, app, token, *, response, **kwargs):
        try:
            about = self._decode_id_token(app, response["id_token"])
            asked = self._fetch_user_info(token.token)
            if asked["sub"] != about["sub"]:
                raise ValueError("Two answers about two people.")
            sociallogin = self.get_provider().sociallogin_from_response(request, asked | {"iss": about["iss"]})
        except (KeyError, TypeError, ValueError) as error:  # an answer that is none
            raise ProviderException from error
        sociallogin.id_token = about
        return sociallogin

    def _decode_id_token(self, app, id_token):
        try:
            named = jwt.get_unverified_header(id_token).get("kid")
            fit = [each for each in self._keys() if named in (None, each.key_id)]
            (key,) = fit  # with several and no name, none
            facts = {"audience": app.client_id, "issuer": self.openid_config["issuer"], "leeway": LEEWAY}
            return jwt.decode(id_token, key=key, algorithms=SIGNED, options={"require": MUST_SAY}, **facts)
        except jwt.PyJWTError as error:
            raise ProviderException from error

    def _keys(self):
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        return jwt.PyJWKSet.from_dict(answer.json()).keys

    def get_callback_url(self, request, app):
        return build_absolute_uri(request, reverse("hospital-back"))


class HospitalProvider(OpenIDConnectProvider):
    id = "hospital"
    name = "Hospital"
    oauth2_adapter_class = HospitalAdapter
    pkce_enabled_default = True

    def get_default_scope(self):
        return ["openid", "email"]

    def extract_uid(self, data):
        return hashlib.sha256(f"{data['iss']} {data['sub']}".encode()).hexdigest()

    def extract_extra_data(self, data):
        return {"iss": data["iss"]}


provider_classes = [HospitalProvider]
