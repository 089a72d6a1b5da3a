"""A copy of the scheme and of its index that a bench may publish into, with its questions as bodies."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from assistant.settings import read_settings
from scripts.figures import questions
from scripts.serving import BIN, pinned

_LIST = re.compile(r"^[\w-]+ = \[\n", re.MULTILINE)
#: A phrasing that no person wrote: the one that comes and goes.
PHRASING = "Combien reste-t-il, au jour de cet essai de charge, sur l'enveloppe ?"


@dataclass(frozen=True)
class Scheme:
    """Where the copy is."""

    folder: Path

    @classmethod
    def copied(cls, folder: Path) -> Scheme:
        """Copy the corpus and the index that the settings name into ``folder``."""
        settings = read_settings()
        shutil.copytree(settings.corpus, folder / "corpus")
        shutil.copytree(settings.index, folder / "index")
        rows = [json.dumps({"question": question}, ensure_ascii=False) for question in questions()]
        (folder / "bodies.jsonl").write_text("\n".join(rows) + "\n", "utf-8")
        return cls(folder)

    @property
    def bodies(self) -> Path:
        """The development questions of the reference set, one request's body a line."""
        return self.folder / "bodies.jsonl"

    def environment(self) -> dict[str, str]:
        """Return the environment of the commands that use the copy; the rate limit is for strangers."""
        paths = {"ASSISTANT_CORPUS": str(self.folder / "corpus"), "ASSISTANT_INDEX": str(self.folder / "index")}
        return {**os.environ, **paths, "ASSISTANT_RATE_LIMIT": "1000000000"}

    def toggle(self) -> None:
        """Add the phrasing to the first list of the first table of phrasings, or take it out."""
        path = sorted((self.folder / "corpus" / "questions").glob("*.toml"))[0]
        path.write_text(toggled(path.read_text("utf-8")), "utf-8")

    def publish(self, core: int | None = None) -> None:
        """Bring the index up to date, as ``assistant index`` does it."""
        subprocess.run(pinned([str(BIN), "index"], core), env=self.environment(), check=True, stdout=subprocess.DEVNULL)


def toggled(toml: str) -> str:
    """Return a table of phrasings with one more, or without it when it is there."""
    line = f'  "{PHRASING}",\n'
    if line in toml:
        return toml.replace(line, "", 1)
    return _LIST.sub(lambda found: found.group() + line, toml, count=1)
