"""The identity provider that the settings name, if they name one."""

from __future__ import annotations

from assistant.access.identity import IdentityProvider
from assistant.errors import ConfigurationError
from assistant.settings import Settings
from assistant.texts import text


def provider_of(settings: Settings) -> IdentityProvider | None:
    """Return the provider with which agents may sign in, None when passwords are all.

    Authlib is an extra: it is imported by this call alone. Raises ConfigurationError when it is not installed or when
    the settings are not complete.
    """
    if not settings.oidc_issuer:
        return None
    secret = settings.oidc_client_secret.get_secret_value()
    if not settings.oidc_client_id or not secret:
        raise ConfigurationError(text("access.provider.incomplete"))
    try:
        from assistant.access.provider import Provider  # noqa: PLC0415
    except ImportError as error:
        raise ConfigurationError(text("access.provider.not_installed")) from error
    return Provider(
        settings.oidc_issuer,
        settings.oidc_client_id,
        secret,
        settings.oidc_scopes,
        settings.oidc_acr,
        settings.oidc_name,
    )
