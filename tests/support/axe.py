"""axe-core, as npm publishes it, run in a page without being part of it."""

from __future__ import annotations

import json
from functools import cache

import pytest

from scripts.npm_packages import PACKAGES

FILE = PACKAGES["axe-core"].folder / "axe.min.js"
#: Every success criterion of WCAG 2.2, levels A and AA, that axe-core looks for, and its advice.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
#: What a width or a colour scheme alone may change.
SHOWN = ("color-contrast", "link-in-text-block", "target-size")
_RUN = """axe.run(%s, %s).then(({violations}) => violations.flatMap(({id, nodes}) => nodes.map((node) =>
  `${id}: ${node.target.flat().join(" ")} ${[...node.any, ...node.all, ...node.none][0]?.message ?? ""}`)))"""


@cache
def _source() -> str:
    return FILE.read_text("utf-8")


def required() -> None:
    """Skip the test if npm's file could not be fetched."""
    if not FILE.is_file():
        pytest.skip(f"axe-core is not in {FILE.parent} (scripts/npm_packages.py could not fetch it)")


def violations(page, rules=(), within="") -> list[str]:
    """Return what axe-core finds in a page as it is now, a line each: by some rules or all, in all of it or ``within``.

    It runs in an isolated world: the policy of the page does not hold it back, and it leaves nothing in the page.
    """
    protocol = page.context.new_cdp_session(page)
    frame = protocol.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = protocol.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "axe"})["executionContextId"]
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": list(TAGS)}
    options = json.dumps({"runOnly": only, "resultTypes": ["violations"], "preload": False})
    run = _RUN % (json.dumps(within) if within else "document", options)
    asked = {"contextId": world, "awaitPromise": True, "returnByValue": True}
    told = protocol.send("Runtime.evaluate", {**asked, "expression": f"typeof axe == 'object' && {run}"})
    if told["result"].get("value") is False:  # the first time in this document
        told = protocol.send("Runtime.evaluate", {**asked, "expression": f"{_source()};{run}"})
    protocol.detach()
    assert "exceptionDetails" not in told, told
    return told["result"]["value"]
