"""The ways in which people look at a page: widths, zoom, colours, spacing, without movement."""

from __future__ import annotations

from dataclasses import dataclass

#: WCAG 1.4.12: what a reader may impose on the text without anything being lost.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
_ADOPT = """(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const roots = [document, ...[...document.querySelectorAll("*")].map((element) => element.shadowRoot).filter(Boolean)];
  for (const root of roots) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))));
}"""
_DROP = """() => {
  const roots = [document, ...[...document.querySelectorAll("*")].map((element) => element.shadowRoot).filter(Boolean)];
  for (const root of roots) root.adoptedStyleSheets = [...root.adoptedStyleSheets].slice(0, -1);
}"""


@dataclass(frozen=True)
class Look:
    """One way to look at a page. At a ``zoom`` of 2 the window holds half as many CSS pixels each way."""

    name: str
    width: int
    height: int = 800
    zoom: int = 1
    dark: bool = False
    forced: bool = False
    still: bool = False
    spaced: bool = False

    def put_on(self, page) -> None:
        """Show a page so. Through the protocol: Playwright itself changes no zoom after the page is made."""
        protocol = page.context.new_cdp_session(page)
        protocol.send(
            "Emulation.setDeviceMetricsOverride",
            {
                "width": self.width // self.zoom,
                "height": self.height // self.zoom,
                "deviceScaleFactor": self.zoom,
                "mobile": False,
            },
        )
        protocol.detach()
        page.emulate_media(
            color_scheme="dark" if self.dark else "light",
            forced_colors="active" if self.forced else "none",
            reduced_motion="reduce" if self.still else "no-preference",
        )
        if self.spaced:
            page.evaluate(_ADOPT, SPACED)

    def take_off(self, page) -> None:
        """Undo what would stay in the page."""
        if self.spaced:
            page.evaluate(_DROP)


WIDE, NARROW = Look("1280 px", 1280), Look("320 px, dark", 320, dark=True)
FORCED = Look("768 px, forced colours, still", 768, forced=True, still=True)
ZOOMED, SPREAD = Look("zoom 200 %", 1280, zoom=2), Look("360 px, spaced text", 360, spaced=True)
#: What the default suite looks at; axe-core whole in the first, its rules about colours and targets in the next.
QUICK = (WIDE, NARROW, FORCED, ZOOMED, SPREAD)
#: The whole cross-product, of ``make accessibility``.
ALL = tuple(
    Look(f"{width} px, {zoom}00 %, {colours}, {text}", width, zoom=zoom, dark=colours == "dark",
         forced=colours == "forced colours", still=colours == "forced colours", spaced=text == "spaced text")
    for width, zoom in ((320, 1), (360, 1), (768, 1), (1280, 1), (1280, 2))
    for colours in ("light", "dark", "forced colours")
    for text in ("own spacing", "spaced text")
)  # fmt: skip
