"""The pictures of pages, drawn once: kept in a folder that never grows past its share, and lost without harm."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
import threading
import time
from collections import OrderedDict
from pathlib import Path

from assistant.errors import UnreadableDocument
from assistant.ingestion.picture import REVISION, draw_page
from assistant.ingestion.png import SIGNATURE

log = logging.getLogger(__name__)

#: Bytes that the pictures kept may take.
SHARE = 256 << 20
#: Seconds for which a page that could not be drawn is not tried again, and how many such pages are remembered.
LATER, REMEMBERED = 600.0, 1000


class Undrawn(Exception):
    """A page can't be drawn, and was not tried again."""


class PictureStore:
    """Draws pages and keeps their pictures; safe to share between threads.

    Without a folder, or with one that can't be written, each picture is drawn when it is asked for.
    """

    def __init__(self, folder: Path | None, share: int = SHARE) -> None:
        self._folder = folder
        self._share = share
        self._failed: OrderedDict[tuple[str, int], float] = OrderedDict()
        self._one_at_a_time = threading.Lock()

    def kept(self, key: str) -> bytes | None:
        """Return a picture that was drawn before."""
        if self._folder is None:
            return None
        path = self._folder / f"{key}.png"
        try:
            data = path.read_bytes()
            os.utime(path)  # the pictures looked at least recently are removed first
        except OSError:
            return None
        return data if data.startswith(SIGNATURE) else None

    def draw(self, key: str, document: tuple[str, bytes], page: int, quote: str, rank: int) -> bytes | None:
        """Draw a page of a document, given with its SHA-256, and keep the picture; None when there is no such page.

        Raises Undrawn.
        """
        sha256, data = document
        known = self.kept(key)
        if known is not None:
            return known
        if time.monotonic() - self._failed.get((sha256, page), -LATER) < LATER:
            raise Undrawn
        try:
            picture = draw_page(data, page, quote, rank)
        except UnreadableDocument as error:
            log.warning("document %s: %s", sha256[:12], error)
            self._remember((sha256, page))
            raise Undrawn from error
        if picture is not None:
            self._keep(key, picture)
        return picture

    def _remember(self, page: tuple[str, int]) -> None:
        with self._one_at_a_time:
            self._failed[page] = time.monotonic()
            while len(self._failed) > REMEMBERED:
                self._failed.popitem(last=False)

    def _keep(self, key: str, picture: bytes) -> None:
        """Write a picture in one step, then make room; a full disk costs a drawing, not an error."""
        if self._folder is None:
            return
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._folder, suffix=".tmp", delete=False) as aside:
                aside.write(picture)
            Path(aside.name).replace(self._folder / f"{key}.png")
            with self._one_at_a_time:
                self._make_room(self._folder)
        except OSError as error:
            log.warning("picture not kept in %s: %s", self._folder, error)

    def _make_room(self, folder: Path) -> None:
        files = sorted((path.stat().st_mtime_ns, path.stat().st_size, path) for path in folder.glob("*.png"))
        total = sum(size for _, size, _ in files)
        for _, size, path in files:
            if total <= self._share:
                break
            path.unlink(missing_ok=True)
            total -= size


def key_of(sha256: str, page: int, quote: str, rank: int) -> str:
    """Return what a picture is kept and known by: it is another one when any of these, or the drawing, changes."""
    return hashlib.sha256(f"{REVISION}\0{sha256}\0{page}\0{rank}\0{quote}".encode("utf-8", "replace")).hexdigest()
