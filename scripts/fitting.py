"""What the fits share: the made-up documents and their questions, the table printed, the table written."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.retrieval.embedder import load_embedder
from assistant.retrieval.snapshot import Snapshot, open_snapshot
from assistant.settings import Settings
from assistant.wiring import build_index

TARGET = Path("assistant/answering/decision.toml")
MADE = Path("scripts/passages")


def opened(corpus: Path) -> Snapshot:
    """Index a corpus folder and open it."""
    settings = Settings(corpus=corpus, index=corpus / "index")
    embedder = load_embedder(settings.encoder)
    build_index(settings, embedder)
    return open_snapshot(settings.index, embedder)


def made() -> Iterator[tuple[str, Snapshot, list[dict[str, Any]]]]:
    """Yield each made-up document alone in its index: its name, the index, the questions on it."""
    for document in sorted(MADE.glob("*.md")):
        with tempfile.TemporaryDirectory() as folder:
            corpus = Path(folder) / "corpus"
            (corpus / "documents").mkdir(parents=True)
            shutil.copy(document, corpus / "documents")
            (corpus / "corpus.toml").write_text(f'title = "{document.stem}"\n', "utf-8")
            lines = document.with_suffix(".jsonl").read_text("utf-8").splitlines()
            yield document.stem, opened(corpus), [json.loads(line) for line in lines]


def show(chances: np.ndarray, right: np.ndarray, answerable: np.ndarray, levels: Sequence[float]) -> None:
    """Print, for each threshold, the share rightly answered and the share of the others rightly handed over."""
    print("threshold  answered right  handed over")
    for level in levels:
        given = chances >= level
        answered, handed = (given & right).sum() / answerable.sum(), (~given & ~answerable).sum() / (~answerable).sum()
        print(f"     {level:.2f}         {answered:6.1%}       {handed:6.1%}")


def save(name: str, signals: Sequence[str], model: LogisticRegression, threshold: float) -> None:
    """Write a fitted model as the table ``name`` of ``decision.toml``, in the place of the one there."""
    put(TARGET, name, dict(zip(signals, model.coef_[0], strict=True)), float(model.intercept_[0]), threshold)


def put(target: Path, name: str, fitted: Mapping[str, float], intercept: float, threshold: float) -> None:
    """Write weights and intercept as the table ``name`` of ``target``, in the place of the one there."""
    weights = "\n".join(f"{signal} = {value:.2f}" for signal, value in fitted.items())
    head = f"[{name}]\nintercept = {intercept:.2f}\nthreshold = {threshold:.2f}\n"
    table = f"{head}\n[{name}.weights]\n{weights}\n"
    whole = rf"^\[{name}\]\n.*?^\[{name}\.weights\]\n[^\[]*?(?=\n\[|\Z)"
    text, times = re.subn(whole, lambda _: table, target.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    if times != 1:
        raise SystemExit(f"{target}: {times} tables called [{name}]; one is needed")
    target.write_text(text, "utf-8")
