"""What the widget is told: its words, what is kept for how long, where the pages are."""

import re
from pathlib import Path

import pytest

from assistant.records.retention import Retention
from assistant.service.labels import after, links

CODE = "\n".join(path.read_text("utf-8") for path in Path("web/widget/after").glob("*.js"))
TOLD = after(Retention(exchanges=1, statistics=2, handoffs=3, journal=4))
#: The tables whose keys the code names; it reads the others by a key that it is given.
NAMED = [name for name, told in TOLD.items() if isinstance(told, dict) and name not in ("reason", "fault", "kept")]


@pytest.mark.parametrize("name", NAMED)
def test_every_word_told_to_the_widget_is_used_by_it_and_every_word_used_is_told(name):
    dotted = set(re.findall(rf"\b{name}\.([a-z_]+)\b", CODE)) - {"js", "py"}
    chosen = set(re.findall(r'"([a-z_]+)"', CODE)) | set(links("", True))
    assert dotted <= set(TOLD[name]) <= dotted | chosen


def test_the_durations_are_those_of_the_settings():
    assert TOLD["kept"] == {"exchanges": 1, "statistics": 2, "handoffs": 3, "journal": 4}


def test_a_service_that_keeps_nothing_has_no_durations_and_no_page_of_receipts(client):
    labels = client.get("/api/labels").json()
    assert labels["kept"] is None and labels["links"]["receipt"] is None and labels["links"]["faq"] is None


def test_the_pages_of_a_scheme_are_under_its_own_addresses():
    assert links("/s/aide-76", True) == {
        "how": "/s/aide-76/fonctionnement", "privacy": "/s/aide-76/confidentialite",
        "accessibility": "/s/aide-76/accessibilite", "receipt": "/s/aide-76/recu", "faq": "/s/aide-76/faq",
    }  # fmt: skip
