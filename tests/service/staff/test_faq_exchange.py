"""The FAQ taken out to a spreadsheet and brought back: proposed, never published."""

import base64
import csv
import io
import json
import re
import zlib

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from assistant.faq import bringing
from assistant.records.faq.wording import Source
from assistant.records.faq.workflow import find, newest
from assistant.records.tables import FaqEntry, JournalLine
from assistant.service.staff.faq_packet import unpacked
from tests.support.entries import keep, say

HEAD = "id;question;réponse;sources\r\n"
SOURCE = "circulaire | avant le 30 juin 2021"


def table(text):
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=";"))


def send(browser, data, name="faq.csv"):
    raw = data.encode() if isinstance(data, str) else data
    return browser.send_form("/staff/faq/import", files={"fichier": (name, raw)})


def packet(page):
    found = re.search(r'name="lignes" value="([^"]*)"', page.text)
    return found and found[1]


def entries(site):
    with site.records.reading() as session:
        found = session.scalars(select(FaqEntry).order_by(FaqEntry.id)).all()
        return [(entry.state, entry.published, newest(entry).question, newest(entry).answer) for entry in found]


def test_every_entry_of_the_scheme_is_exported_as_it_says_last(site, monkeypatch):
    monkeypatch.setattr(bringing, "PAGE", 2)
    for n in range(5):
        keep(site.records, f"Question {n} ?", state=["published", "draft"][n % 2])
    number = keep(site.records, "Quel taux ?", "70 %.", phrasings=("combien",))
    say(site.records, number, "Quel taux ?", "80 %.", state="draft")
    keep(site.records, "Ailleurs ?", scheme="autre")
    sent = site.as_("reader").get("/staff/faq/export.csv")
    assert sent.headers["content-type"] == "text/csv; charset=utf-8"
    assert "reponses-validees.csv" in sent.headers["content-disposition"]
    rows = table(sent.text)
    assert [row["question"] for row in rows] == [*(f"Question {n} ?" for n in range(5)), "Quel taux ?"]
    assert (rows[-1]["réponse"], rows[-1]["état"]) == ("80 %.", "brouillon")


def test_the_workbook_holds_the_same(site):
    keep(site.records, "=1+1 ?", "Oui.")
    sent = site.as_("reader").get("/staff/faq/export.xlsx")
    sheet = load_workbook(io.BytesIO(sent.content)).worksheets[0]
    assert sheet.cell(2, 2).value == "'=1+1 ?" and sheet.cell(2, 2).data_type == "s"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_brought_back_changes_nothing(site, words, kind):
    keep(site.records, "Quel taux ?", "=80 %.\n\n-1", phrasings=("combien", "@taux"), topic="Montants")
    keep(site.records, "Jusqu’à quand ?", sources=(Source("circulaire", "avant le 30 juin 2021", "a" * 64),))
    writer = site.as_("writer")
    page = send(writer, writer.get(f"/staff/faq/export.{kind}").content, f"faq.{kind}")
    assert page.status_code == 200 and "Réponses inchangées : 2" in words(page)
    assert packet(page) is None


def test_a_file_is_shown_before_anything_changes_then_proposed(site, words):
    number = keep(site.records, "Quel taux ?", "70 %.")
    writer = site.as_("writer")
    file = HEAD + f"{number};Quel taux ?;80 %.;\r\n;Jusqu’à quand ?;Avant l’été.;{SOURCE}\r\n"
    before = entries(site)
    page = send(writer, file)
    assert page.status_code == 200 and entries(site) == before
    assert "Réponses modifiées : 1" in words(page) and "Réponses créées : 1" in words(page)
    done = writer.send_form("/staff/faq/import/confirmer", lignes=packet(page))
    assert done.status_code == 303
    assert "proposées à la validation" in words(writer.get(done.headers["location"]))
    assert entries(site) == [
        ("proposed", 1, "Quel taux ?", "80 %."),
        ("proposed", None, "Jusqu’à quand ?", "Avant l’été."),
    ]
    with site.records.reading() as session:
        version = newest(find(session, "", number + 1))
        assert version.author_id == writer.agent.id
        document = site.holder.current().snapshot.documents["circulaire"]
        assert version.quotes[0]["sha256"] == document.sha256
    assert "70" in site.client.get(f"/faq/{number}").text


def test_a_row_whose_source_is_not_in_the_documents_is_refused_and_the_others_taken(site, words):
    writer = site.as_("writer")
    file = HEAD + ";Un ?;Oui.;circulaire | avant le 31 décembre 1999\r\n;Deux ?;Oui.;\r\n"
    page = send(writer, file)
    assert "Lignes refusées : 1" in words(page) and "ne se trouvent pas tels quels" in words(page)
    writer.send_form("/staff/faq/import/confirmer", lignes=packet(page))
    assert [row[2] for row in entries(site)] == ["Deux ?"]


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"\x00\x01\x02",
        b"PK\x03\x04 not a workbook",
        b"id;rien\r\n1;2\r\n",
        (HEAD + ";;Sans question.;\r\n").encode(),
        (HEAD + ";A ?;B.;pas une source\r\n").encode(),
    ],
    ids=range(6),
)
def test_a_file_that_cannot_be_taken_is_told_and_changes_nothing(site, words, file):
    page = send(site.as_("writer"), file)
    assert page.status_code == 422 and "rien n’a été changé" in words(page) and entries(site) == []


def test_a_form_without_a_file_is_told(site, words):
    page = site.as_("writer").send_form("/staff/faq/import")
    assert page.status_code == 422 and "Choisissez un fichier" in words(page)


def test_what_somebody_changed_after_the_page_was_shown_is_left_as_it_is(site, words):
    number = keep(site.records, "Quel taux ?", "70 %.")
    writer = site.as_("writer")
    page = send(writer, HEAD + f"{number};Quel taux ?;80 %.;\r\n")
    say(site.records, number, "Quel taux ?", "90 %.", state="draft")
    done = writer.send_form("/staff/faq/import/confirmer", lignes=packet(page))
    assert entries(site) == [("draft", 1, "Quel taux ?", "90 %.")]
    assert "d’autres ont changé entre-temps" in words(writer.get(done.headers["location"]))


def forged(rows):
    return base64.b64encode(zlib.compress(json.dumps(rows).encode())).decode()


GOOD = {
    "entry": None, "seen": "", "question": "A ?", "answer": "B.", "topic": "", "phrasings": [], "sources": [],
    "expires_on": None,
}  # fmt: skip


@pytest.mark.parametrize(
    "field",
    [
        "",
        "é",
        "AAAA",
        forged({}),
        forged([1]),
        forged([{**GOOD, "entry": "1"}]),
        forged([{**GOOD, "entry": True}]),
        forged([{**GOOD, "entry": 2**40}]),
        forged([{**GOOD, "question": None}]),
        forged([{**GOOD, "phrasings": [1]}]),
        forged([{**GOOD, "phrasings": "abc"}]),
        forged([{**GOOD, "sources": [{"document": "a"}]}]),
        forged([{**GOOD, "expires_on": "demain"}]),
        base64.b64encode(zlib.compress(b"[" * 100_000)).decode(),
        base64.b64encode(zlib.compress(b" " * 30_000_000)).decode(),
        base64.b64encode(zlib.compress(json.dumps([GOOD]).encode())[:-4]).decode(),
    ],
    ids=range(16),
)
def test_a_packet_that_no_page_packed_is_unusable(console, field):
    with pytest.raises(ValueError):
        unpacked(field)
    writer = console.as_("writer")
    assert writer.send_form("/staff/faq/import/confirmer", lignes=field).status_code == 422


def test_a_packet_is_looked_at_as_anything_typed_is(site):
    writer = site.as_("writer")
    rows = [{**GOOD, "question": ""}, {**GOOD, "entry": 7, "seen": "1-x"}, {**GOOD, "question": "Un\u202e ?"}]
    assert writer.send_form("/staff/faq/import/confirmer", lignes=forged(rows)).status_code == 303
    assert [row[2] for row in entries(site)] == ["Un ?"]


def test_who_takes_the_entries_away_is_in_the_journal(site):
    reader = site.as_("reader", login="ada")
    reader.get("/staff/faq/export.csv")
    with site.records.reading() as session:
        (line,) = session.scalars(select(JournalLine).where(JournalLine.action == "faq.export"))
        assert (line.actor, line.target) == ("ada", "csv")
