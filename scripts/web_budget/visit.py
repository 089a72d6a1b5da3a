"""A page opened as on a telephone far from the antenna, and what Chromium itself measures of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Browser, CDPSession, Page

#: Chromium's « slow 4G »: 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back; a processor four times slower.
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
SLOWER = 4
#: Milliseconds of a task beyond which it keeps whoever types waiting.
LONG = 50
OBSERVE = """() => {
  const seen = (window.budget = { fcp: 0, lcp: 0, cls: 0, tasks: [] });
  const on = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  on("paint", (entry) => entry.name === "first-contentful-paint" && (seen.fcp = entry.startTime));
  on("largest-contentful-paint", (entry) => (seen.lcp = entry.startTime));
  on("layout-shift", (entry) => entry.hadRecentInput || (seen.cls += entry.value));
  on("longtask", (entry) => seen.tasks.push([entry.startTime, entry.duration]));
}"""


@dataclass(frozen=True)
class Visit:
    """What a visit took: bytes received, requests, milliseconds from the navigation, and the page's shifts."""

    received: int
    requests: int
    done: float
    fcp: float
    lcp: float
    cls: float
    tbt: float


class Traffic:
    """What a page receives from the network, compressed as it comes, headers included."""

    def __init__(self, protocol: CDPSession) -> None:
        self.received = self.requests = 0
        protocol.on("Network.requestWillBeSent", self._asked)
        protocol.on("Network.loadingFinished", self._came)

    def _asked(self, event: dict[str, dict[str, str]]) -> None:
        self.requests += not event["request"]["url"].startswith("data:")

    def _came(self, event: dict[str, float]) -> None:
        self.received += int(event["encodedDataLength"])


def visit(browser: Browser, address: str, act: Callable[[Page], object]) -> Visit:
    """Open an address with nothing in the cache, do what ``act`` does, and return what that took."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="fr-FR")
    page = context.new_page()
    page.add_init_script(f"({OBSERVE})()")
    protocol = context.new_cdp_session(page)
    protocol.send("Network.enable")
    protocol.send("Network.emulateNetworkConditions", NETWORK)
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    traffic = Traffic(protocol)
    page.goto(address, wait_until="commit")
    begun = page.evaluate("performance.timeOrigin")
    act(page)
    done = page.evaluate("Date.now()") - begun
    page.wait_for_load_state("networkidle")
    seen = page.evaluate("window.budget")
    context.close()
    blocking = sum(max(0.0, duration - LONG) for start, duration in seen["tasks"] if start >= seen["fcp"])
    return Visit(traffic.received, traffic.requests, done, seen["fcp"], seen["lcp"], seen["cls"], blocking)
