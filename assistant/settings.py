"""Every setting, its default and its help. Nothing else reads the environment."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import ConfigurationError


class Settings(BaseSettings):
    """Settings of a process, read from ``ASSISTANT_*`` variables.

    Components take plain arguments; only ``wiring`` unpacks this object.
    """

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", frozen=True)

    corpus: Path = Field(
        Path("corpus"), description="Folder of the scheme (corpus.toml and documents/), or a folder of such folders."
    )
    index: Path = Field(Path("index"), description="Folder of the built index, with a sub-folder a scheme if several.")
    reference: Path | None = Field(
        None,
        description="Reference questions, file or folder; by default the corpus's `reference/` or `reference.jsonl`.",
    )
    encoder: str = Field(
        "french-e5-small-1",
        description="Embedded encoder, sentence-transformers folder or model name; `none`: lexical only.",
    )
    vectors: str = Field(
        "faiss",
        description="Where vectors are kept: `faiss` (the index folder), `milvus://HOST:PORT/NAME` (`milvus+tls://` "
        "encrypted, `USER:PASSWORD@` before the host), or `milvus:///FILE.db` (milvus-lite).",
    )
    keep_versions: int = Field(
        50, ge=2, description="Versions of the index kept, for answers and documents as they were; the oldest go first."
    )
    host: str = Field("127.0.0.1", description="Address that `assistant serve` listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port that `assistant serve` listens on.")
    max_question: int = Field(2000, ge=1, description="Longest question accepted, in characters.")
    max_history: int = Field(10, ge=0, description="Most earlier questions taken into account.")
    max_body: int = Field(65536, ge=1024, description="Largest request body accepted, in bytes.")
    max_file: int = Field(
        20 * 1024 * 1024, ge=1024, description="Largest file that an agent may send from the console, in bytes."
    )
    allowed_origins: tuple[str, ...] = Field(
        (), description="Origins (JSON list) whose pages may embed the widget from another host."
    )
    rate_limit: int = Field(60, ge=1, description="Questions accepted a minute from one address.")
    database: str = Field(
        "sqlite:///data/assistant.db",
        description="Where records are kept: `sqlite:///FOLDER/FILE.db`, `postgresql://USER:PASSWORD@HOST/NAME`; "
        "`none`: nothing is kept, and there is no console.",
    )
    public_url: str = Field(
        "",
        pattern=r"^(https?://[^\s/?#@]+(/[^\s?#]*)?)?$",
        description="The service as people reach it (`https://assistant.example.fr`), for the links of mails and the "
        "console's forms; empty: as each request says.",
    )
    trusted_proxies: tuple[str, ...] = Field(
        (),
        description="Addresses (JSON list) of the reverse proxies whose `X-Forwarded-For` and `-Proto` are believed.",
    )
    session_idle_minutes: int = Field(30, ge=1, description="Minutes unused after which an agent's session ends.")
    session_hours: int = Field(12, ge=1, description="Hours after which an agent's session ends, used or not.")
    oidc_issuer: str = Field(
        "", description="OpenID Connect provider with which agents may sign in, by its issuer; empty: passwords only."
    )
    oidc_client_id: str = Field("", description="This service's identifier with the provider.")
    oidc_client_secret: SecretStr = Field(SecretStr(""), description="This service's secret with the provider.")
    oidc_scopes: str = Field(
        "openid given_name usual_name email uid siret",
        description="What is asked of the provider: ProConnect's scopes.",
    )
    oidc_acr: str = Field(
        "",
        description="Levels of sign-in (`acr_values`) asked for and required, by spaces; ProConnect: `eidas1`.",
    )
    oidc_name: str = Field("ProConnect", description="What the provider is called on the sign-in page.")
    four_eyes: bool = Field(True, description="Whether what one agent wrote must be validated by another.")
    keep_exchanges_days: int = Field(30, ge=1, description="Days that the text of a question and answer is kept.")
    keep_statistics_days: int = Field(365, ge=1, description="Days that an exchange is counted, its text gone.")
    keep_handoffs_days: int = Field(180, ge=1, description="Days that a question transmitted to a person is kept.")
    keep_journal_days: int = Field(365, ge=1, description="Days that the journal of the console is kept.")
    smtp: str = Field(
        "",
        description="Server that takes mails: `smtp://HOST:PORT` (STARTTLS when offered), `smtp+starttls://` (or "
        "nothing), `smtps://`, with `USER:PASSWORD@` before the host; empty: none is sent.",
    )
    mail_from: str = Field("", description="Sender of the mails: an address, or `Name <address>`.")
    publisher: str = Field(
        "", description="Who answers for the service, on its public pages (`La préfecture de la Seine-Maritime`)."
    )
    dpo: str = Field("", description="How to reach the data protection officer, on the privacy notice.")
    pictures: Path = Field(
        Path("data/pictures"),
        description="Folder where pictures of PDF pages are kept, 256 MiB at most; it may be emptied at any time.",
    )
    pdf_seconds: int = Field(120, ge=1, description="Wall-clock limit for reading one PDF, OCR excluded.")


def environment_of(settings: Settings) -> dict[str, str]:
    """Return the variables that give these settings to another process."""
    values = {name: value for name, value in settings.model_dump(mode="json").items() if value is not None}
    return {
        f"ASSISTANT_{name.upper()}": value if isinstance(value, str) else json.dumps(value)
        for name, value in values.items()
    }


def read_settings() -> Settings:
    """Read the settings from the environment.

    Raises ConfigurationError with one line that names the first unusable variable.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "ASSISTANT_" + "_".join(str(part) for part in first["loc"]).upper()
        raise ConfigurationError(f"{name}: {first['msg']}") from error
