"""Take the pictures that the README shows, of the running product in a real browser.

Serves the current index on a free port, shows the page before and after a question, wide
and narrow, and writes ``web/docs/*.png``.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from bench import service
from playwright.sync_api import Browser, sync_playwright

FOLDER = Path("web/docs")
QUESTION = "Peut-on financer un portail famille, 4 PC et la formation de deux agents ?"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def picture(browser: Browser, address: str, name: str, width: int, height: int, question: str = "") -> None:
    """Write the page, with an answer when there is a question, as ``name``.png."""
    page = browser.new_page(viewport={"width": width, "height": height}, locale="fr-FR")
    page.goto(address)
    if question:
        page.get_by_label("Votre question").fill(question)
        page.get_by_role("button", name="Envoyer la question").click()
        page.locator("#reponse").wait_for()
    page.screenshot(path=FOLDER / f"{name}.png", full_page=bool(question))
    page.close()


def main() -> int:
    """Take every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with service(dict(os.environ)) as (address, _, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        picture(browser, address, "page-1280", 1280, 900)
        picture(browser, address, "page-360", 360, 740)
        picture(browser, address, "answer-1280", 1280, 900, QUESTION)
        picture(browser, address, "answer-360", 360, 740, QUESTION)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
