"""A page looked at in every way, by axe-core and by its boxes."""

import os
from pathlib import Path

import pytest

from tests.support import axe, looks

LAYOUT = (Path(axe.__file__).parent / "layout.js").read_text("utf-8")
#: What axe-core is not asked in forced colours: it reads the -webkit-text-fill-color of the style sheet, which the
#: system's colours replace on the screen but not in the computed style (seen on Chromium 156).
FILLED = "color-contrast"


def whole(look):
    """Tell whether axe-core is run whole: once in the default suite, always in ``make accessibility``."""
    return look is looks.WIDE or look not in looks.QUICK


class Survey:
    """Looks at pages in every way; ``faults`` holds each fault with the states and looks that show it."""

    def __init__(self, chosen):
        self._chosen = chosen
        self.faults = {}
        #: The element looked at, when the rest of the page is somebody else's.
        self.within = ""

    def __call__(self, page, name):
        for look in self._chosen:
            look.put_on(page)
            lines = page.evaluate(LAYOUT, [look.still, self.within])
            if whole(look) or look is looks.NARROW:
                found = axe.violations(page, () if whole(look) else axe.SHOWN, self.within)
                lines = lines + [line for line in found if not (look.forced and line.startswith(FILLED))]
            look.take_off(page)
            for line in lines:
                self.faults.setdefault(line, []).append(f"{name} ({look.name})")
        looks.WIDE.put_on(page)

    def told(self):
        """Return the faults, the commonest first, each with the first places that show it."""
        ordered = sorted(self.faults.items(), key=lambda item: -len(item[1]))
        return "\n".join(f"{line}\n    {len(places)}: {'; '.join(places[:4])}" for line, places in ordered)


@pytest.fixture
def survey():
    """Look at a page in every way: ``survey(page, "its state")``, then ``assert not survey.faults, survey.told()``."""
    axe.required()
    return Survey(looks.ALL if os.environ.get("LOOKS") == "all" else looks.QUICK)
