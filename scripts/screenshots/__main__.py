"""``make screenshots``: every state of the pages and of the widget, for the README and ``web/docs/ecrans.md``.

Serves the current index and the demonstration hosts on free ports, takes each picture of ``states.PICTURES`` in a real
browser, and writes ``web/docs/*.png`` with few colours: the repository holds them.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from scripts.demo import hosts
from scripts.figures import say
from scripts.npm_packages import PACKAGES
from scripts.screenshots.states import PICTURES, Picture
from scripts.serving import service

FOLDER = Path("web/docs")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
#: Colours of a picture: text stays sharp, and its file a few tens of kilobytes.
COLOURS = 48
#: Bytes of one picture, at most.
MOST = 150_000


def small(picture: bytes) -> bytes:
    """Return a PNG with few colours."""
    made = io.BytesIO()
    reduced = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    reduced.save(made, "PNG", optimize=True)
    return made.getvalue()


def take(browser: Browser, picture: Picture, address: str) -> int:
    """Write a picture; return its size."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        locale="fr-FR",
        color_scheme="dark" if picture.dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address)
    if picture.place != "page":
        page.get_by_role("button", name="Poser une question").wait_for()
    picture.act(page)
    page.mouse.move(2, 2)  # nothing is pointed at
    written = small(page.screenshot(animations="disabled", caret="hide"))
    (FOLDER / f"{picture.name}.png").write_bytes(written)
    context.close()
    return len(written)


def main() -> int:
    """Take every picture, or those named; exit 1 when one is too large."""
    named = set(sys.argv[1:])
    chosen = [each for each in PICTURES if not named or each.name in named]
    if not PACKAGES["dsfr"].folder.is_dir():
        say("the design system is not fetched (make dsfr): its pictures are left as they are")
        chosen = [each for each in chosen if each.place != "dsfr"]
    with hosts() as (handler, host), sync_playwright() as playwright:
        environment = {**os.environ, "ASSISTANT_ALLOWED_ORIGINS": json.dumps([host]), "ASSISTANT_RATE_LIMIT": "1000"}
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        with service(environment) as served:
            handler.service = served.address
            sizes = {
                each.name: take(browser, each, served.address if each.place == "page" else f"{host}/{each.place}")
                for each in chosen
            }
        browser.close()
    print("\n".join(f"{name}.png  {size}" for name, size in sizes.items()))
    print(f"{len(sizes)} pictures, {sum(sizes.values())} bytes")
    return 1 if max(sizes.values(), default=0) > MOST else 0


if __name__ == "__main__":
    sys.exit(main())
