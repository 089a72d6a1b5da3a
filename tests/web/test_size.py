"""The widget stays small, whoever adds to it: a mayor loads it on a telephone before knowing what it is."""

from scripts.web_budget.sizes import MOST, sizes


def test_the_widget_weighs_25_kb_gzipped_at_most_in_all():
    found = sizes()
    assert "v1.js" in found
    assert sum(each.gzipped for each in found.values()) <= MOST, found
