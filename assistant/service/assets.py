"""Where the web files are: in the package when installed, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGED = Path(__file__).resolve().parent.parent / "_web"
WEB = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).resolve().parents[2] / "web"
