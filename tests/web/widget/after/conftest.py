"""The widget on a service that keeps records: what is done with an answer is read in the database."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

#: A question that the documents settle, and one that they leave to the prefecture.
RATE = "Quel est le taux de financement ?"
NOWHERE = "Quelle est la date limite de dépôt ?"


@pytest.fixture
def asked(opened, recorded):
    """Ask a question in the widget; return its page once the answer is there."""

    def ask(question=NOWHERE):
        page = opened(at=recorded)
        put(page, question)
        return page

    return ask


def put(page, question):
    """Ask a question and wait for what can be done with its answer."""
    before = page.locator(".after").count()
    page.get_by_label("Votre question", exact=True).last.fill(question)
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.locator(".after")).to_have_count(before + 1)


def rows(records, table):
    """Return the rows of a table."""
    with records.reading() as session:
        return session.scalars(select(table)).all()
