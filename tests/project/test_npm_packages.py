"""What is fetched from npm is what was published, or nothing."""

import base64
import hashlib
import io
import tarfile
from dataclasses import replace

import pytest

from scripts import npm_packages
from scripts.npm_packages import Altered, Package, fetch, registry


@pytest.fixture
def published(tmp_path, monkeypatch):
    """Publish a package in a registry that is a folder; return it as it would be pinned."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name in ("package/lib.js", "package/other.js", "package/fonts/a.woff2"):
            entry = tarfile.TarInfo(name)
            entry.size = 3
            archive.addfile(entry, io.BytesIO(b"abc"))
    archive = tmp_path / "registry" / "@etat" / "style" / "-" / "style-1.0.0.tgz"
    archive.parent.mkdir(parents=True)
    archive.write_bytes(packed.getvalue())
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", (tmp_path / "registry").as_uri())
    monkeypatch.setattr(npm_packages, "FOLDER", tmp_path / "npm")
    digest = base64.b64encode(hashlib.sha512(packed.getvalue()).digest()).decode()
    return Package("@etat/style", "1.0.0", digest, ("lib.js", "fonts/"))


def test_only_the_files_asked_for_are_unpacked(published):
    found = fetch(published)
    assert sorted(path.name for path in found.rglob("*") if path.is_file()) == ["a.woff2", "lib.js"]


def test_an_archive_that_was_not_published_is_refused_and_nothing_is_kept(published):
    with pytest.raises(Altered):
        fetch(replace(published, sha512=base64.b64encode(b"another").decode()))
    assert not published.folder.exists()


def test_a_registry_out_of_reach_is_one_line_and_no_failure(published, monkeypatch, capsys):
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", "file:///nowhere/")
    monkeypatch.setattr(npm_packages, "PACKAGES", {"style": published})
    assert npm_packages.main(["style"]) == 0
    assert capsys.readouterr().err.count("\n") == 1


def test_the_registry_is_the_one_that_npm_would_use(monkeypatch, tmp_path):
    monkeypatch.delenv("NPM_CONFIG_REGISTRY", raising=False)
    monkeypatch.delenv("npm_config_registry", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert registry() == "https://registry.npmjs.org/"
    (tmp_path / ".npmrc").write_text("fund=false\nregistry = https://miroir.exemple.fr/npm/\n", "utf-8")
    assert registry() == "https://miroir.exemple.fr/npm/"
