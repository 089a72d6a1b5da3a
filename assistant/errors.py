"""Breakage only: an ordinary "I cannot answer" is a ``Status``, not an error.

::

    AssistantError
    ├── ConfigurationError          operator: a setting or an argument is unusable
    ├── CorpusError                 operator: corpus.toml or a file it names is unusable
    │   ├── UnreadableDocument      a file that is not what it says (broken, encrypted)
    │   ├── NoTextLayer             pages without usable text and no OCR to read them
    │   └── DocumentChanged         a file's sha256 is not the one that corpus.toml records
    ├── RetrievalError              operator; a mayor sees "service indisponible"
    │   ├── IndexMissing            nothing was built yet
    │   ├── IndexDamaged            a file's hash is not the manifest's
    │   ├── VersionUnknown          no version of that name, or in effect then, is kept
    │   └── EmbedderUnavailable     the encoder cannot be loaded
    ├── RecordsError                operator; a mayor reads that nothing was kept
    │   ├── RecordsUnavailable      the database can't be reached, is full or locked
    │   ├── MigrationFailed         the database can't be brought to this version's tables
    │   └── EntryRefused            an agent: a FAQ entry can't take this step from where it is
    │       └── EntryChanged        somebody else wrote meanwhile
    ├── AccessError                 whoever typed it: a login, a password or a role can't be accepted
    ├── SignInRefused               an agent: the identity provider's word is not believed, or opens no account
    └── AnsweringError              nobody: turned into a hand-off and a log line
        └── CitationMismatch        a quote is not where it says it is

Every message names what was wrong, where, and what to do, on one line.
"""


class AssistantError(Exception):
    """Base of every error of the project."""


class ConfigurationError(AssistantError):
    """A setting or an argument is unusable. Seen by the operator."""


class CorpusError(AssistantError):
    """The corpus folder is unusable. Seen by the operator."""


class UnreadableDocument(CorpusError):
    """A file cannot be read as what it claims to be. Seen by the operator."""


class NoTextLayer(CorpusError):
    """Pages have no usable text and no OCR is installed. Seen by the operator."""


class DocumentChanged(CorpusError):
    """A file differs from the sha256 that corpus.toml records. Seen by the operator."""


class RetrievalError(AssistantError):
    """The index cannot be used. Seen by the operator; a mayor reads that the service is down."""


class IndexMissing(RetrievalError):
    """No index has been published in the index folder."""


class IndexDamaged(RetrievalError):
    """A file of the index is not the one that its manifest describes."""


class VersionUnknown(RetrievalError):
    """No version of the index that bears this name, or was in effect then, is kept. Seen by whoever asked for it."""


class EmbedderUnavailable(RetrievalError):
    """The encoder named by the settings cannot be loaded."""


class RecordsError(AssistantError):
    """What was to be kept could not be. Seen by the operator; a mayor reads that nothing was kept."""


class RecordsUnavailable(RecordsError):
    """The database cannot be reached, is full or stays locked."""


class MigrationFailed(RecordsError):
    """The database cannot be brought to the tables of this version; it is as it was."""


class AccessError(AssistantError):
    """What was typed for an account can't be accepted. Seen by whoever typed it, beside the ``field``."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class SignInRefused(AssistantError):
    """What an identity provider says can't be believed, or opens no account.

    The agent reads the message; the log hears of the ``cause``.
    """

    def __init__(self, cause: str, message: str) -> None:
        super().__init__(message)
        self.cause = cause


class EntryRefused(RecordsError):
    """A FAQ entry can't take a step from where it is. An agent reads why; nothing was changed."""


class EntryChanged(EntryRefused):
    """A step was decided on a text that somebody else has changed meanwhile."""


class AnsweringError(AssistantError):
    """An answer could not be verified. Never shown: it becomes a hand-off."""


class CitationMismatch(AnsweringError):
    """A quote is not in the page where it says it is."""
