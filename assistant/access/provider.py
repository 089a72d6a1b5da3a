"""OpenID Connect by Authlib: authorization code with PKCE, every token verified. Imported only when it is set up.

ProConnect is the provider that it is written for, with its ways: what it says of a person is a signed JWT and not
JSON, it is told ``acr_values``, and it ends its session only for who sends the ``id_token`` back.
https://partenaires.proconnect.gouv.fr/docs/fournisseur-service
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import ClaimsOption, JWTClaimsRegistry

from assistant.access.identity import Departure, Identity
from assistant.errors import ConfigurationError, SignInRefused
from assistant.texts import text

#: What a token may be signed with: never "none", never a secret that both sides hold.
ALGORITHMS = ("RS256", "PS256", "ES256")
#: Seconds that clocks may differ, and that the provider may take.
LEEWAY, PATIENCE = 60, 10.0
NEAR = ("127.0.0.1", "localhost", "::1")


class Provider:
    """An OpenID Connect provider, found by its issuer's discovery document."""

    def __init__(self, issuer: str, client_id: str, secret: str, scopes: str, acr: str = "", name: str = "") -> None:
        url = urlsplit(issuer)
        if url.scheme != "https" and not (url.scheme == "http" and url.hostname in NEAR):
            raise ConfigurationError(text("access.provider.bad_issuer", issuer=issuer))
        self.name = name
        self._issuer = issuer
        self._client_id = client_id
        self._secret = secret
        self._scopes = scopes
        self._acr = acr

    def start(self, back: str) -> tuple[str, Departure]:
        """Return the address to send a browser to, which then comes to ``back``."""
        with self._client(back) as client:
            endpoint = self._known(client, "authorization_endpoint")
            departure = Departure(*(secrets.token_urlsafe(32) for _ in range(3)))
            asked = {"nonce": departure.nonce, **({"acr_values": self._acr} if self._acr else {})}
            url, _ = client.create_authorization_url(
                endpoint, state=departure.state, code_verifier=departure.verifier, **asked
            )
        return url, departure

    def finish(self, code: str, departure: Departure, back: str) -> Identity:
        """Return who came back with a code, once both tokens that tell it are proved to be the provider's."""
        with self._client(back) as client:
            known = self._discovered(client)
            client.token_endpoint_auth_method = _method(known)
            token = client.fetch_token(known["token_endpoint"], code=code, code_verifier=departure.verifier)
            keys = KeySet.import_key_set(cast(Any, _json(_fetched(client, known["jwks_uri"]))))
            claims = self._claims(token["id_token"], keys, nonce=departure.nonce)
            self._check(claims, token["access_token"])
            told = self._told(client.get(known["userinfo_endpoint"]), keys)
        if told.get("sub") != claims["sub"]:
            raise SignInRefused("userinfo of another person", text("access.provider.failed"))
        if not told.get("email") or told.get("email_verified") is False:
            raise SignInRefused("no verified e-mail address", text("access.provider.no_email"))
        return Identity(f"{self._issuer} {claims['sub']}", str(told["email"]), token["id_token"])

    def leave(self, id_token: str, back: str) -> str:
        """Return the address that ends the session there too; ProConnect wants a state, though nothing hangs on it."""
        with self._client(back) as client:
            endpoint = self._discovered(client).get("end_session_endpoint")
        asked = {"id_token_hint": id_token, "state": secrets.token_urlsafe(16), "post_logout_redirect_uri": back}
        return f"{endpoint}?{urlencode(asked)}" if endpoint else ""

    @contextmanager
    def _client(self, back: str) -> Iterator[OAuth2Client]:
        """Open a client that turns whatever goes wrong with the provider into SignInRefused."""
        try:
            with OAuth2Client(
                self._client_id,
                self._secret,
                scope=self._scopes,
                redirect_uri=back,
                code_challenge_method="S256",
                timeout=PATIENCE,
                # ProConnect's access tokens last a minute: with Authlib's own leeway they would never be used.
                leeway=0,
            ) as client:
                yield client
        except (OAuthError, JoseError, httpx2.HTTPError, httpx2.InvalidURL, KeyError, TypeError, ValueError) as error:
            cause = f"{type(error).__name__} {error}"
            raise SignInRefused(cause, text("access.provider.failed")) from error

    def _discovered(self, client: OAuth2Client) -> dict[str, Any]:
        """Return what the provider says of itself: another issuer's word is not taken (OpenID Discovery 4.3)."""
        address = f"{self._issuer.rstrip('/')}/.well-known/openid-configuration"
        known: dict[str, Any] = _json(_fetched(client, address))
        if known["issuer"] != self._issuer:
            raise ValueError("the discovery document is of another issuer")
        return known

    def _known(self, client: OAuth2Client, name: str) -> str:
        return str(self._discovered(client)[name])

    def _claims(self, token: str, keys: KeySet, **wanted: str) -> dict[str, Any]:
        """Return what a token says. Raises JoseError unless it is signed by the provider, for us, and still holds."""
        read = jwt.decode(token, keys, algorithms=list(ALGORITHMS))
        expected = {"iss": self._issuer, "aud": self._client_id, **wanted}
        options: dict[str, ClaimsOption] = {name: {"essential": True, "value": to} for name, to in expected.items()}
        JWTClaimsRegistry(None, LEEWAY, sub={"essential": True}, **options).validate(read.claims)
        return read.claims

    def _check(self, claims: Mapping[str, Any], access_token: str) -> None:
        """Raise ValueError for an ID token that is meant for another, does not expire, or is not of this sign-in."""
        if "exp" not in claims or "iat" not in claims:
            raise ValueError("the ID token has no dates")
        if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != self._client_id:
            raise ValueError("the ID token was made for another client")
        if "at_hash" in claims and claims["at_hash"] != _half(access_token):
            raise ValueError("the access token is not the one of the ID token")
        if self._acr and claims.get("acr") not in self._acr.split():
            raise ValueError("the sign-in is not of the level that was asked for")

    def _told(self, response: httpx2.Response, keys: KeySet) -> dict[str, Any]:
        """Return what the provider tells of a person: a signed JWT at ProConnect, JSON elsewhere."""
        response.raise_for_status()
        if response.headers.get("content-type", "").partition(";")[0].strip() == "application/jwt":
            return self._claims(response.text, keys)
        return _json(response)


def _method(known: Mapping[str, Any]) -> str:
    """Return how the secret is sent: in the form when the provider takes it so, as ProConnect does."""
    taken = known.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    return "client_secret_post" if "client_secret_post" in taken else "client_secret_basic"


def _half(access_token: str) -> str:
    """Return the hash by which an ID token names its access token (OpenID Connect Core 3.1.3.6)."""
    digest = hashlib.sha256(access_token.encode()).digest()
    return base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()


def _fetched(client: OAuth2Client, address: str) -> httpx2.Response:
    """Get what anybody may read; the access token is for the person's data alone."""
    return cast(httpx2.Response, client.request("GET", address, withhold_token=True))


def _json(response: httpx2.Response) -> dict[str, Any]:
    response.raise_for_status()
    read = response.json()
    if not isinstance(read, dict):
        raise ValueError("not a JSON object")
    return read
