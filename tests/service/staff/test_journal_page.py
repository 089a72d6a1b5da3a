import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.records import journal
from assistant.service.staff.journal import actions


def write(console, many=120):
    with console.records.writing() as session:
        for number in range(many):
            journal.write(session, "", ("alix", "bao")[number % 2], "signed_in", f"<i>{number}</i>", {"n": number})


def numbers(page):
    return [int(number) for number in re.findall(r'<th scope="row">(\d+)</th>', page)]


def test_lines_are_read_fifty_a_page_latest_first_in_a_constant_number_of_statements(console, statements):
    write(console)
    admin = console.as_("administrator")
    seen, path = [], "/staff/journal"
    while path:
        with statements(console.records) as made:
            page = admin.get(path).text
        assert len(made) <= 3
        assert "<i>" not in page
        seen.append(numbers(page))
        more = re.search(r'href="(/staff/journal\?[^"]+)"', page)
        path = more and more[1].replace("&amp;", "&")
    assert [len(page) for page in seen] == [50, 50, 20]
    assert [number for page in seen for number in page] == list(range(120, 0, -1))


def test_filters_stay_from_page_to_page(console):
    write(console, 220)
    admin = console.as_("administrator")
    first = admin.get("/staff/journal?acteur=alix&action=signed_in").text
    more = re.search(r'href="(/staff/journal\?[^"]+)"', first)[1].replace("&amp;", "&")
    assert numbers(first) + numbers(admin.get(more).text) == list(range(219, 19, -2))
    assert 'value="alix"' in first
    assert '<option value="signed_in" selected>' in first


def test_days_include_the_first_and_the_last(console):
    write(console, 3)
    admin = console.as_("administrator")
    today = datetime.now(UTC).date()
    assert numbers(admin.get(f"/staff/journal?du={today}&au={today}").text) == [3, 2, 1]
    assert numbers(admin.get(f"/staff/journal?au={today - timedelta(days=1)}").text) == []
    assert numbers(admin.get(f"/staff/journal?du={today + timedelta(days=1)}").text) == []


@pytest.mark.parametrize("typed", ["du=hier", "au=2026-13-01", "du=9999-99-99"])
def test_a_day_that_is_none_is_said_at_its_field(console, typed):
    page = console.as_("administrator").get(f"/staff/journal?{typed}")
    assert page.status_code == 422
    field, value = typed.split("=")
    assert re.search(rf'id="{field}"[^>]*value="{value}"[^>]*aria-invalid="true"', page.text, re.S)


@pytest.mark.parametrize(
    "typed", ["avant=-1", "avant=99999999999999999999", "acteur=%00", "action=%00", "au=9999-12-31"]
)
def test_an_address_that_no_page_writes_breaks_nothing(console, typed):
    write(console, 1)
    assert console.as_("administrator").get(f"/staff/journal?{typed}").status_code == 200


def test_every_action_that_the_code_writes_has_its_words():
    """Those that are given to ``journal.write`` itself, and those that others give to what calls it: « faq.create »."""
    written = set()
    for path in Path("assistant").rglob("*.py"):
        code = path.read_text("utf-8")
        written |= set(re.findall(r'journal\.write\(\s*\w+,\s*[^,]+,\s*[^,]+,\s*"([\w.]+)"', code))
        if "journal" in code and not {"tables", "migrations"} & set(path.parts):
            written |= set(re.findall(r'"((?:faq|question|handoff)\.[a-z_]+)"', code))
    assert {"signed_in", "account_created", "role_changed", "faq.create", "question.aside"} <= written
    assert written <= set(actions())
