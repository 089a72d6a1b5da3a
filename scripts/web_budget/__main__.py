"""``make web-budget``: weight, requests and delays of the page and of the widget on a slow 4G and a slow telephone.

Prints the widget's files, then each visit as the median of several with nothing in the cache; exit 1 when something is
beyond its budget. The delays are those that Chromium measures: first and largest contentful paint, layout shift, total
blocking time; the budgets of these are what Lighthouse calls good.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
from collections.abc import Callable

from playwright.sync_api import Browser, Page, sync_playwright

from scripts.demo import hosts
from scripts.figures import table
from scripts.serving import service
from scripts.web_budget.sizes import MOST, sizes
from scripts.web_budget.visit import Visit, visit

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUESTION = "Quel est le taux de financement ?"
ANSWER = "100% du coût du projet"
HEADS = ("visite", "Ko reçus", "requêtes", "fini ms", "FCP ms", "LCP ms", "CLS", "TBT ms")
#: Kilobytes with the headers of each response, requests, milliseconds until what was wanted is on the screen.
BUDGETS = {
    "page, accueil": (30, 5, 2500),
    "page, première réponse": (60, 8, 5000),
    "composant, fermé": (60, 24, 3500),
    "composant, ouvert": (60, 24, 4000),
    "composant, première réponse": (65, 26, 5000),
}
FCP, LCP, CLS, TBT = 1800, 2500, 0.1, 200


def ask_page(page: Page) -> None:
    """Ask on the page, without waiting to read it, until the answer is shown."""
    page.get_by_label("Votre question").fill(QUESTION)
    page.get_by_role("button", name="Envoyer la question").click()
    page.get_by_role("article").get_by_text(ANSWER).first.wait_for()


def opened(page: Page) -> None:
    """Open the widget."""
    page.get_by_role("button", name="Poser une question").click()
    page.get_by_label("Votre question").wait_for()


def ask_widget(page: Page) -> None:
    """Open the widget and ask, until the answer is shown."""
    opened(page)
    page.get_by_label("Votre question").fill(QUESTION)
    page.get_by_label("Votre question").press("Enter")
    page.get_by_role("log").get_by_text(ANSWER).first.wait_for()


def visits(site: str, host: str) -> dict[str, tuple[str, Callable[[Page], object]]]:
    """Return what is visited: the address and what is done there."""
    return {
        "page, accueil": (site, lambda page: page.get_by_label("Votre question").wait_for()),
        "page, première réponse": (site, ask_page),
        "composant, fermé": (host, lambda page: page.get_by_role("button", name="Poser une question").wait_for()),
        "composant, ouvert": (host, opened),
        "composant, première réponse": (host, ask_widget),
    }


def median(found: list[Visit]) -> Visit:
    """Return the median of each figure."""
    return Visit(*(statistics.median(getattr(each, name) for each in found) for name in Visit.__dataclass_fields__))


def beyond(name: str, found: Visit) -> list[str]:
    """Return the figures of a visit that are beyond their budget."""
    weight, requests, done = BUDGETS[name]
    limits = {
        "Ko": (found.received / 1000, weight),
        "requêtes": (found.requests, requests),
        "fini ms": (found.done, done),
        "FCP ms": (found.fcp, FCP),
        "LCP ms": (found.lcp, LCP),
        "CLS": (found.cls, CLS),
        "TBT ms": (found.tbt, TBT),
    }
    return [f"{name}: {what} {figure:.2f} > {most}" for what, (figure, most) in limits.items() if figure > most]


def row(name: str, found: Visit) -> list[str]:
    """Return a line of the table."""
    times = (found.done, found.fcp, found.lcp)
    weight = f"{found.received / 1000:.1f}"
    return [
        name,
        weight,
        f"{found.requests:.0f}",
        *(f"{ms:.0f}" for ms in times),
        f"{found.cls:.3f}",
        f"{found.tbt:.0f}",
    ]


def weigh() -> list[str]:
    """Print what the widget weighs; return what is beyond its budget."""
    found = sizes()
    rows = [[name, str(size.plain), str(size.gzipped)] for name, size in found.items()]
    total = sum(size.gzipped for size in found.values())
    rows.append(["en tout", str(sum(size.plain for size in found.values())), str(total)])
    print(table(("composant", "octets", "gzip"), rows), end="\n\n")
    return [f"composant: {total} octets > {MOST}"] if total > MOST else []


def measured(browser: Browser, rounds: int) -> dict[str, Visit]:
    """Serve, visit each several times, and return the medians."""
    with hosts() as (handler, host):
        environment = {**os.environ, "ASSISTANT_ALLOWED_ORIGINS": json.dumps([host])}
        with service({**environment, "ASSISTANT_RATE_LIMIT": "1000"}) as served:
            handler.service = served.address
            return {
                name: median([visit(browser, address, act) for _ in range(rounds)])
                for name, (address, act) in visits(served.address, f"{host}/nu").items()
            }


def main() -> int:
    """Weigh and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="visits of each page (default: 5)")
    parser.add_argument("--sizes", action="store_true", help="the widget's size only, without a browser")
    options = parser.parse_args()
    faults = weigh()
    if not options.sizes:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            found = measured(browser, options.rounds)
            browser.close()
        print(table(HEADS, [row(name, each) for name, each in found.items()]))
        print(f"{options.rounds} visites de chaque ; charge de la machine {os.getloadavg()[0]:.1f}\n")
        faults += [fault for name, each in found.items() for fault in beyond(name, each)]
    print("\n".join(faults) if faults else "tout tient dans son budget")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
