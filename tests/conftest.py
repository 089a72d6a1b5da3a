"""Clean environment around every test."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest
from langchain_core.embeddings import Embeddings

pytest_plugins = [  # each after those that it imports, so that their assertions are explained too
    "tests.support.postgres",
    "tests.support.databases",
    "tests.support.agents",
    "tests.support.identity_provider",
    "tests.support.mails",
    "tests.support.serving",
    "tests.support.demos",
]


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("ASSISTANT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("ASSISTANT_DATABASE", "none")  # a test that keeps records says where


CIRCULAR = """# Circulaire

## Financement

Le taux maximum de l'aide est de 80 % du coût du projet.

L'enveloppe du département est de 297.000 €.

## Dépôt du dossier

Le dossier est déposé en préfecture avant le 30 juin 2021.
"""
SHEET = """# Fiche

## Dépenses

Le matériel informatique est exclu de l'aide.
"""
CORPUS_TOML = """# Commentaire du haut, à garder.
[scheme]
id = "essai"
title = "Essai"
territory = "Seine-Maritime"

[contact]
name = "Mme Exemple"
role = "directrice"
email = "contact@exemple.fr"

# La circulaire
[[document]]
id = "circulaire"
title = "Circulaire du 14 avril 2021"
issuer = "Préfet"
date = 2021-04-14
origin = "official"
path = "documents/circulaire.md"

[[document]]
id = "fiche"   # fiche du projet
title = "Fiche de synthèse"
issuer = "Le projet"
date = 2021-05-01
origin = "synthesis"
stands_in_for = "Cahier des charges"
path = "documents/fiche.md"
page_starts = [
  "Rien de tel",
]

# Commentaire du bas, à garder.
"""

RATE = """[[facet]]
id = "rate"
label = "le taux"
lead = "L'aide a un taux maximum :"
suggest = "Quel est le taux de {name} ?"
cues = ["taux"]
evidence = [{{ document = "circulaire", quote = "Le taux maximum de l'aide est de {rate} du coût du projet." }}]
"""
PHRASINGS = """rate = ["quel est le taux maximum de l'aide", "quel taux", "combien pour cent", "taux de l'aide"]
"""


@pytest.fixture
def tiny_corpus(tmp_path: Path) -> Path:
    """A corpus of two short documents, in a folder that the test may change."""
    folder = tmp_path / "corpus"
    (folder / "documents").mkdir(parents=True)
    (folder / "corpus.toml").write_text(CORPUS_TOML.replace('  "Rien de tel",\n', ""), "utf-8")
    (folder / "documents" / "circulaire.md").write_text(CIRCULAR, "utf-8")
    (folder / "documents" / "fiche.md").write_text(SHEET, "utf-8")
    return folder


def with_a_facet(folder: Path, name: str = "essai", rate: str = "80 %") -> None:
    """Let a corpus recognise questions about its rate."""
    (folder / "facets.toml").write_text(RATE.format(name=name, rate=rate), "utf-8")
    (folder / "questions").mkdir()
    (folder / "questions" / "phrasings.toml").write_text(PHRASINGS, "utf-8")


@pytest.fixture
def two_schemes(tiny_corpus: Path) -> Path:
    """A folder of two schemes, ``aide-a`` and ``aide-b``: same document ids, other words, other contacts.

    Only ``aide-a`` has a document called ``fiche``, only ``aide-b`` one called ``annexe``.
    """
    folder = tiny_corpus.parent / "schemes"
    for name, rate in (("aide-a", "80 %"), ("aide-b", "35 %")):
        shutil.copytree(tiny_corpus, folder / name)
        with_a_facet(folder / name, name, rate)
    other = folder / "aide-b"
    toml = CORPUS_TOML.replace("Essai", "Bornes").replace("Exemple", "Autre").replace("contact@", "autre@")
    toml = toml.replace('"fiche" ', '"annexe" ').replace('  "Rien de tel",\n', "").replace("Seine-Maritime", "Eure")
    (other / "corpus.toml").write_text(toml, "utf-8")
    (other / "documents" / "circulaire.md").write_text(CIRCULAR.replace("80 %", "35 %"), "utf-8")
    return folder


class CountingEncoder(Embeddings):
    """Hashes words into 1024 dimensions and remembers what it was asked to encode."""

    def __init__(self, name: str = "counting") -> None:
        self.name = name
        self.encoded: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.encoded += texts
        return [self._vector(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self._vector(text)

    @staticmethod
    def _vector(text: str) -> list[float]:
        vector = [0.0] * 1024
        for word in text.lower().split():
            vector[int.from_bytes(hashlib.sha256(word.encode()).digest()[:2], "big") % 1024] += 1.0
        return vector


@pytest.fixture
def make_encoder() -> type[CountingEncoder]:
    """The encoder without a model: call it to make one."""
    return CountingEncoder
