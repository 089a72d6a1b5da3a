import subprocess
import sys

import pytest

from assistant.commands.provider import provider_of
from assistant.errors import ConfigurationError
from assistant.settings import Settings


def test_without_an_issuer_there_is_no_provider():
    assert provider_of(Settings()) is None


def test_a_provider_is_made_of_the_settings_and_the_secret_is_not_printed(monkeypatch):
    monkeypatch.setenv("ASSISTANT_OIDC_ISSUER", "https://fca.integ01.dev-agentconnect.fr/api/v2")
    monkeypatch.setenv("ASSISTANT_OIDC_CLIENT_ID", "assistant")
    monkeypatch.setenv("ASSISTANT_OIDC_CLIENT_SECRET", "canary")
    settings = Settings()
    assert "canary" not in repr(settings)
    assert provider_of(settings).name == "ProConnect"


@pytest.mark.parametrize("missing", ["oidc_client_id", "oidc_client_secret"])
def test_an_issuer_without_the_rest_is_refused(missing):
    whole = {"oidc_issuer": "https://exemple.fr", "oidc_client_id": "assistant", "oidc_client_secret": "secret"}
    with pytest.raises(ConfigurationError):
        provider_of(Settings(**{name: value for name, value in whole.items() if name != missing}))


def test_authlib_is_imported_only_when_a_provider_is_set():
    code = "import sys, assistant.cli, assistant.service.app; sys.exit('authlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], timeout=120, check=False).returncode == 0
