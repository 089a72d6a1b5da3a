"""The schemes of a service: one corpus folder, or a folder of them.

A folder of schemes has no ``corpus.toml``, but its sub-folders do. The name of a
sub-folder is the scheme's everywhere: in requests, in addresses and under the index
folder, so that nothing of one scheme can be reached by the name of another.
"""

from __future__ import annotations

import re
from pathlib import Path

from assistant.errors import CorpusError
from assistant.settings import Settings
from assistant.texts import text

#: A scheme's name stands in addresses and on the command line: "aide-76".
_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?")
_MARK = "corpus.toml"


def schemes_of(settings: Settings) -> dict[str, Settings]:
    """Return the settings of each scheme by name, sorted; one called "" when the corpus is a single folder.

    Each has its corpus and its index folder and shares the rest. Raises CorpusError for a
    sub-folder whose name can't be a scheme's: left out silently, it would seem served.
    """
    if not may_hold(settings.corpus):
        return {"": settings}
    names = sorted(path.parent.name for path in settings.corpus.glob(f"*/{_MARK}") if path.parent.name[0] != ".")
    for name in names:
        check_name(settings.corpus / name)
    folders = {name: {"corpus": settings.corpus / name, "index": settings.index / name} for name in names}
    return {name: settings.model_copy(update=both) for name, both in folders.items()} or {"": settings}


def may_hold(folder: Path) -> bool:
    """Tell whether a folder is one of schemes, or may become it: it is not itself a corpus."""
    return folder.is_dir() and not (folder / _MARK).exists()


def check_name(folder: Path) -> None:
    """Raise CorpusError unless the folder's name can be a scheme's."""
    if not _NAME.fullmatch(folder.name):
        raise CorpusError(text("errors.scheme.bad_name", folder=folder))


def root_of(name: str) -> str:
    """Return what a scheme's addresses begin with: "/s/aide-76"; nothing for a scheme alone in its service."""
    return f"/s/{name}" if name else ""
