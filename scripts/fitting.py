"""What the two fits of the decision share: the table that is printed, the table that is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

TARGET = Path("assistant/answering/decision.toml")


def show(chances: np.ndarray, right: np.ndarray, answerable: np.ndarray, levels: Sequence[float]) -> None:
    """Print, for each threshold, the share rightly answered and the share of the others rightly handed over."""
    print("threshold  answered right  handed over")
    for level in levels:
        given = chances >= level
        answered, handed = (given & right).sum() / answerable.sum(), (~given & ~answerable).sum() / (~answerable).sum()
        print(f"     {level:.2f}         {answered:6.1%}       {handed:6.1%}")


def save(name: str, signals: Sequence[str], model: LogisticRegression, threshold: float) -> None:
    """Write a fitted model as the table ``name`` of ``decision.toml``, in the place of the one there."""
    weights = "\n".join(f"{signal} = {value:.2f}" for signal, value in zip(signals, model.coef_[0], strict=True))
    head = f"[{name}]\nintercept = {model.intercept_[0]:.2f}\nthreshold = {threshold:.2f}\n"
    table = f"{head}\n[{name}.weights]\n{weights}\n"
    whole = rf"^\[{name}\]\n.*?^\[{name}\.weights\]\n[^\[]*?(?=\n\[|\Z)"
    text, times = re.subn(whole, lambda _: table, TARGET.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    if times != 1:
        raise SystemExit(f"{TARGET}: {times} tables called [{name}]; one is needed")
    TARGET.write_text(text, "utf-8")
