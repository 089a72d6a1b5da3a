"""Take the pictures that the README shows, of the running product in a real browser.

Serves the current index on a free port, asks one question on the page and one in the
widget, and writes ``web/docs/*.png``.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FOLDER = Path("web/docs")
QUESTION = "Peut-on financer un portail famille, 4 PC et la formation de deux agents ?"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@contextmanager
def service() -> Iterator[str]:
    """Serve the product on a free loopback port; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(Path(sys.executable).with_name("assistant")), "serve", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                with urllib.request.urlopen(f"{address}/health/ready", timeout=1):  # noqa: S310 - loopback only
                    break
            except (urllib.error.URLError, OSError):
                time.sleep(0.25)
        yield address
    finally:
        process.terminate()
        process.wait(10)


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
    with service() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        picture(browser, address, "page-1280", 1280, 900)
        picture(browser, address, "page-360", 360, 740)
        picture(browser, address, "answer-1280", 1280, 900, QUESTION)
        picture(browser, address, "answer-360", 360, 740, QUESTION)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
