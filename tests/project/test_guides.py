"""What the guides say is there, and what is there is in the guides."""

import re
from pathlib import Path

import pytest

from assistant.settings import Settings

GUIDE = Path("web/docs/integration.md").read_text("utf-8")
WIDGET = "\n".join(path.read_text("utf-8") for path in sorted(Path("web/widget").rglob("*.js")))
#: The parts that the widget promises to hosts, named at the head of its style: it has others, which may change.
PARTS = sorted(re.search(r"::part\(\): ([a-z\s/-]+)\.", WIDGET)[1].replace("//", "").split())
VARIABLES = sorted({f"--{name}" for name in re.findall(r"(?:--|token\(\")(assistant-[\w-]+)", WIDGET)})


@pytest.mark.parametrize("name", [*PARTS, *VARIABLES])
def test_every_part_and_variable_of_the_widget_is_in_the_guide(name):
    assert f"`{name}`" in GUIDE


@pytest.mark.parametrize("name", PARTS)
def test_every_part_that_the_widget_promises_is_one_of_its_classes(name):
    assert re.search(rf"""["`][^"`\n]*\b{name}\b[^"`\n]*["`]""", WIDGET)


def test_the_guide_names_no_part_nor_variable_nor_setting_that_is_not():
    named = GUIDE[GUIDE.index("`::part()` atteint") : GUIDE.index("assistant-mairie::part(")]
    assert set(re.findall(r"`([a-z][a-z-]*)`", named)) <= set(PARTS)
    assert set(re.findall(r"--assistant-[\w-]+", GUIDE)) <= set(VARIABLES)
    settings = {f"ASSISTANT_{field.upper()}" for field in Settings.model_fields}
    assert set(re.findall(r"ASSISTANT_[A-Z_]+", GUIDE)) <= settings


def test_every_picture_is_in_the_gallery_and_every_picture_of_the_gallery_is_there():
    gallery = Path("web/docs/ecrans.md").read_text("utf-8")
    kept = {path.name for path in Path("web/docs").glob("*.png")}
    assert set(re.findall(r"\(([\w-]+\.png)\)", gallery)) == kept
    assert sum(Path("web/docs", name).stat().st_size for name in kept) < 2_000_000
