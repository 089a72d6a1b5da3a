"""A real identity provider in a process of its own: OpenID Connect as ProConnect speaks it, and its faults on demand.

``python -m tests.support.identity_provider PORT`` serves it on loopback. It signs in whoever comes, as the person that
``POST /person`` named last; a ``fault`` of that person makes one answer a lie.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from urllib.parse import urlencode

import httpx
import pytest
import uvicorn
from fastapi import FastAPI, Form, HTTPException, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET = "assistant", "a secret of forty signs that both sides know"
SCOPES = {"openid", "given_name", "usual_name", "email", "uid", "siret"}


class Books:
    """What the provider remembers: its keys, who signs in, and the codes and tokens that it gave."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.key = RSAKey.generate_key(2048, {"kid": "first", "use": "sig", "alg": "RS256"})
        self.forged = RSAKey.generate_key(2048, {"kid": "first"})
        self.person: dict = {}
        self.codes: dict[str, dict] = {}
        self.tokens: dict[str, dict] = {}
        self.asked: list[dict] = []

    @property
    def fault(self) -> str:
        return self.person.get("fault", "")

    def signed(self, claims: dict, which: str) -> str:
        """Sign claims, or do it wrongly when the fault is of this token."""
        if self.fault == f"{which} unsigned":
            parts = (json.dumps({"alg": "none"}), json.dumps(claims))
            return ".".join(base64.urlsafe_b64encode(part.encode()).rstrip(b"=").decode() for part in parts) + "."
        if self.fault == f"{which} signed by our secret":
            return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET), algorithms=["HS256"])
        key = self.forged if self.fault == f"{which} signed by another" else self.key
        return jwt.encode({"alg": "RS256", "kid": "first"}, claims, key)

    def dated(self, claims: dict, which: str) -> dict:
        """Return claims with what each token says of itself, or a lie about it."""
        now = int(time.time())
        whole = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60, **claims}
        lies = {
            "of another issuer": {"iss": "https://autre.example"},
            "for another client": {"aud": "autre"},
            "for many clients": {"aud": [CLIENT, "autre"]},
            "expired": {"iat": now - 7200, "exp": now - 3600},
            "of tomorrow": {"iat": now + 86400, "exp": now + 90000},
            "without dates": {"exp": None, "iat": None},
            "with another nonce": {"nonce": "autre"},
            "without nonce": {"nonce": None},
            "of another access token": {"at_hash": "autre"},
            "of a lower level": {"acr": "eidas0"},
            "of another person": {"sub": "autre"},
        }
        if self.fault.startswith(f"{which} ") and self.fault.removeprefix(f"{which} ") in lies:
            whole |= lies[self.fault.removeprefix(f"{which} ")]
        return {name: value for name, value in whole.items() if value is not None}


def made(issuer: str) -> FastAPI:
    """Return the provider."""
    app, books = FastAPI(), Books(issuer)

    @app.post("/person")
    async def person(request: Request) -> dict:
        books.person = await request.json()
        return {}

    @app.get("/asked")
    def asked() -> list[dict]:
        return books.asked

    @app.get("/.well-known/openid-configuration")
    def discovery() -> dict:
        if books.fault == "down":
            raise HTTPException(503)
        return {
            "issuer": "https://autre.example" if books.fault == "discovery of another issuer" else books.issuer,
            "authorization_endpoint": f"{books.issuer}/authorize",
            "token_endpoint": f"{books.issuer}/token",
            "userinfo_endpoint": f"{books.issuer}/userinfo",
            "jwks_uri": f"{books.issuer}/jwks",
            "end_session_endpoint": f"{books.issuer}/session/end",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    @app.get("/jwks")
    def jwks() -> dict:
        return {"keys": [books.key.as_dict(private=False)]}

    _entering(app, books)
    _telling(app, books)
    return app


def _entering(app: FastAPI, books: Books) -> None:
    @app.get("/authorize")
    def authorize(request: Request) -> Response:
        asked = dict(request.query_params)
        books.asked.append(asked)
        right = asked["response_type"] == "code" and asked["client_id"] == CLIENT and asked["nonce"]
        if not right or asked["code_challenge_method"] != "S256" or set(asked["scope"].split()) != SCOPES:
            raise HTTPException(400)
        if books.fault == "refusal":
            answer = {"error": "access_denied", "state": asked["state"]}
        else:
            code = secrets.token_urlsafe(16)
            books.codes[code] = asked
            answer = {"code": code, "state": asked["state"]}
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(answer)}", 302)

    @app.post("/token")
    def token(
        grant_type: str = Form(),
        code: str = Form(),
        redirect_uri: str = Form(),
        code_verifier: str = Form(),
        client_id: str = Form(),
        client_secret: str = Form(),
    ) -> JSONResponse:
        asked = books.codes.pop(code, None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(code_verifier.encode()).digest()).rstrip(b"=").decode()
        if (client_id, client_secret, grant_type) != (CLIENT, SECRET, "authorization_code"):
            return JSONResponse({"error": "invalid_client"}, 401)
        if asked is None or asked["redirect_uri"] != redirect_uri or asked["code_challenge"] != challenge:
            return JSONResponse({"error": "invalid_grant"}, 400)
        access = secrets.token_urlsafe(16)
        books.tokens[access] = dict(books.person)
        half = base64.urlsafe_b64encode(hashlib.sha256(access.encode()).digest()[:16]).rstrip(b"=").decode()
        claims = {"sub": books.person["sub"], "nonce": asked["nonce"], "acr": asked.get("acr_values"), "at_hash": half}
        id_token = books.signed(books.dated(claims, "id_token"), "id_token")
        answer = {"access_token": access, "token_type": "Bearer", "expires_in": 60, "id_token": id_token}
        return JSONResponse({k: v for k, v in answer.items() if (k, books.fault) != ("id_token", "no id_token")})


def _telling(app: FastAPI, books: Books) -> None:
    @app.get("/userinfo")
    def userinfo(request: Request) -> Response:
        person = books.tokens.get(request.headers.get("authorization", "").removeprefix("Bearer "))
        if person is None:
            raise HTTPException(401)
        told = {k: v for k, v in person.items() if k != "fault"}
        told |= {"given_name": "Bao", "usual_name": "Durand", "uid": "1", "siret": "13002526500013"}
        if books.fault == "as JSON":
            return JSONResponse(told)
        return Response(books.signed(books.dated(told, "userinfo"), "userinfo"), media_type="application/jwt")

    @app.get("/session/end")
    def end(id_token_hint: str, state: str, post_logout_redirect_uri: str) -> Response:
        jwt.decode(id_token_hint, books.key, algorithms=["RS256"])
        books.asked.append({"left": post_logout_redirect_uri})
        return RedirectResponse(f"{post_logout_redirect_uri}?{urlencode({'state': state})}", 302)


@contextmanager
def _process() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-m", "tests.support.identity_provider", str(port)])
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 30
        while not _answers(address):
            assert server.poll() is None and time.monotonic() < deadline, "the identity provider did not start"
            time.sleep(0.05)
        yield address
    finally:
        server.terminate()
        server.wait(10)


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/jwks").status_code == 200
    except httpx.ConnectError:
        return False


@pytest.fixture(scope="session")
def identity_provider():
    """The provider: ``person(...)`` says who signs in next and what is a lie; ``asked()`` what it was asked for."""
    with _process() as address, httpx.Client(base_url=address) as client:

        def person(sub="sub-1", email="b.durand@exemple.fr", fault="", **more):
            client.post("/person", json={"sub": sub, "email": email, "fault": fault, **more})

        yield SimpleNamespace(address=address, person=person, asked=lambda: client.get("/asked").json())


if __name__ == "__main__":
    port = int(sys.argv[1])
    uvicorn.run(made(f"http://127.0.0.1:{port}"), port=port, log_level="warning")
