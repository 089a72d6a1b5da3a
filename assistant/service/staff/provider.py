"""``/staff/connexion/fournisseur`` and ``/staff/connexion/retour``: to the identity provider and back."""

from __future__ import annotations

import base64
import hmac

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.access.identity import Departure, IdentityProvider, account_of
from assistant.errors import SignInRefused
from assistant.service.limits import RateLimit
from assistant.service.staff.desk import Desk, address_of
from assistant.service.staff.pages import back, shown
from assistant.service.staff.sign_in import A_MINUTE, SIGN_IN, entered, inside, with_cookie
from assistant.service.staff.watch import heard
from assistant.texts import text

AWAY, BACK = f"{SIGN_IN}/fournisseur", f"{SIGN_IN}/retour"
#: Holds what the browser left with: only this browser can come back with the provider's answer to it.
COOKIE = "__Host-assistant-depart"
#: Seconds that an agent may take to sign in over there.
AWHILE = 600


def provider_routes(desk: Desk) -> APIRouter:
    """Return the routes by which agents sign in elsewhere; there is nothing at them without a provider."""
    router = APIRouter()
    limit = RateLimit(A_MINUTE)

    def provider() -> IdentityProvider:
        if desk.policy.provider is None:
            raise HTTPException(404)
        return desk.policy.provider

    def refused(request: Request, error: SignInRefused, status: int = 403) -> Response:
        heard(f"identity provider: {error.cause}", request)
        page = shown(request, "sign_in", None, status, login="", error=str(error), next="/staff")
        return _without_departure(page)

    def count(request: Request) -> None:
        wait = limit.wait(request.client.host if request.client else "")
        if wait:
            heard("too many sign-ins from one source", request)
            raise HTTPException(429, headers={"Retry-After": str(wait)})

    @router.get(AWAY, response_class=HTMLResponse, summary="La console : se connecter chez le fournisseur d'identité")
    def away(request: Request, suite: str = "") -> Response:
        chosen = provider()
        count(request)
        try:
            url, departure = chosen.start(address_of(request, BACK))
        except SignInRefused as error:
            return refused(request, error, 503)
        return _with_departure(RedirectResponse(url, 303), departure, inside(suite))

    @router.get(BACK, response_class=HTMLResponse, summary="La console : retour du fournisseur d'identité")
    def come_back(request: Request, code: str = "", state: str = "", error: str = "") -> Response:
        chosen = provider()
        count(request)
        try:
            departure, to = _departure(request)
            if not hmac.compare_digest(state.encode(), departure.state.encode()):
                raise SignInRefused("answer to another departure", text("access.provider.failed"))
            if not code:
                raise SignInRefused(f"refused over there: {error}", text("access.provider.failed"))
            identity = chosen.finish(code, departure, address_of(request, BACK))
            with desk.database.writing() as session:
                user = account_of(session, identity)
        except SignInRefused as failure:
            return refused(request, failure)
        key = entered(desk, request, user, identity.id_token)
        return _without_departure(with_cookie(back(to), key))

    return router


def _with_departure(response: Response, departure: Departure, to: str) -> Response:
    where = base64.urlsafe_b64encode(to.encode()).decode()
    held = ".".join((departure.state, departure.nonce, departure.verifier, where))
    response.set_cookie(COOKIE, held, AWHILE, path="/", secure=True, httponly=True, samesite="lax")
    return response


def _without_departure(response: Response) -> Response:
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
    return response


def _departure(request: Request) -> tuple[Departure, str]:
    """Return what the browser left with and where its agent wanted to go. Raises SignInRefused without it."""
    parts = request.cookies.get(COOKIE, "").split(".")
    try:
        state, nonce, verifier, where = parts
        to = inside(base64.urlsafe_b64decode(where).decode())
    except ValueError as error:
        raise SignInRefused("nobody left from this browser", text("access.provider.failed")) from error
    if not (state and nonce and verifier):
        raise SignInRefused("nobody left from this browser", text("access.provider.failed"))
    return Departure(state, nonce, verifier), to
