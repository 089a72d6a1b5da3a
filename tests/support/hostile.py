"""What hostile people write, and the watch on a page that must show it as words and do nothing of it."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path

FILE = Path(__file__).parents[1] / "web" / "payloads" / "payloads.toml"

#: Counts what a script of a payload would do, and what the policy of the page had to stop.
WATCH = """() => {
  window.harm = [];
  for (const name of ["alert", "confirm", "prompt", "print", "open"])
    window[name] = () => window.harm.push(`script: ${name}`);
  document.addEventListener("securitypolicyviolation", (event) =>
    window.harm.push(`stopped: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
}"""
#: Every kind of element of a page with the names of its attributes, shadow roots included: words add none.
SKELETON = """() => {
  const kinds = new Set();
  (function walk(root) {
    for (const element of root.querySelectorAll("*")) {
      kinds.add(`${element.localName} ${element.getAttributeNames().sort().join(" ")}`);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  })(document);
  return [...kinds];
}"""
#: Where links, forms and resources of a page lead.
LEADS = """() => {
  const found = [];
  (function walk(root) {
    for (const element of root.querySelectorAll("*")) {
      for (const name of ["href", "src", "action", "formaction", "data", "srcset", "xlink:href"])
        if (element.hasAttribute(name)) found.push(new URL(element.getAttribute(name), document.baseURI).href);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  })(document);
  return [...new Set(found)];
}"""
#: Texts that hold a right-to-left override and share a line with other words, which it would reorder.
MIXED = """(payload) => {
  const faults = [];
  (function walk(root) {
    for (const element of root.querySelectorAll("*:not([role=status])")) {  // that is heard, not read
      if (element.shadowRoot) walk(element.shadowRoot);
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || !node.data.includes("\\u202E")) continue;
        let around = element;
        for (let style = getComputedStyle(around);
             style.display === "inline" && !/isolate|plaintext/.test(style.unicodeBidi);
             style = getComputedStyle(around)) around = around.parentElement;
        if (around.textContent.replaceAll(payload, "").trim()) faults.push(around.textContent.trim().slice(0, 80));
      }
    }
  })(document);
  return faults;
}"""
OVERRIDE = "\u202eQuel est le taux ?"


def by_kind() -> dict[str, list[str]]:
    """Return the payloads of each kind."""
    kinds = tomllib.loads(FILE.read_text("utf-8"))
    return {**kinds, "long": [each["text"] * each["times"] for each in kinds["long"]]}


def payloads() -> list[str]:
    """Return every payload."""
    return [payload for kind in by_kind().values() for payload in kind]


def typeable(payload: str) -> bool:
    """Tell whether a service takes a text: it refuses what no person types."""
    return "\x00" not in payload


def folded(words: str) -> str:
    """Return a text as far as it must be found again on a page: composed, spaces folded, without what is not seen."""
    seen = (each if unicodedata.category(each)[0] != "C" else " " for each in unicodedata.normalize("NFC", words))
    return " ".join("".join(seen).split())


def watched(page):
    """Watch a page, from before its first script; ``page.requests`` are those that it makes."""
    page.add_init_script(f"({WATCH})()")
    page.requests = []
    page.on("request", lambda request: page.requests.append(request.url))
    page.on("dialog", lambda dialog: (page.requests.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("popup", lambda popup: page.requests.append(f"popup: {popup.url}"))
    return page


def harm(page, origin) -> list[str]:
    """Return what the payloads of a page did: scripts, stopped attempts, links that lead elsewhere."""
    elsewhere = [lead for lead in page.evaluate(LEADS) if not lead.startswith((f"{origin}/", "mailto:", "data:,"))]
    return page.evaluate("window.harm") + [f"leads to {lead}" for lead in elsewhere]
