"""What a scheme audits: its published answers, and the versions of the documents that they quote."""

from datetime import date

import pytest

from assistant.faq.in_service import entries_in_service, entries_of, versions_of
from assistant.records.faq.wording import Source
from assistant.retrieval.snapshot import build, open_snapshot
from assistant.settings import Settings
from tests.support.entries import keep, say


def test_only_what_is_in_service_is_audited_with_its_quotes(records):
    source = Source("circulaire", "Le taux maximum de l'aide est de 80 %", "ab")
    number = keep(records, "Quel taux ?", "80 %.", sources=(source,))
    keep(records, "Brouillon ?", state="draft")
    keep(records, "Retirée ?", state="withdrawn")
    keep(records, "Ailleurs ?", scheme="autre")
    with records.reading() as session:
        (entry,) = entries_in_service(session, "")
    assert (entry.id, entry.version, entry.question, entry.answer) == (str(number), 1, "Quel taux ?", "80 %.")
    assert [(q.document, q.quote, q.sha256) for q in entry.quotes] == [("circulaire", source.quote, "ab")]


def test_the_version_in_service_is_audited_while_a_newer_one_is_written(records):
    number = keep(records, "Quel taux ?", "80 %.")
    say(records, number, "Quel taux ?", "70 %.", state="draft")
    with records.reading() as session:
        assert [(e.version, e.answer) for e in entries_in_service(session, "")] == [(1, "80 %.")]


def test_an_answer_past_its_time_is_audited(records):
    keep(records, "Jusqu'à quand ?", expires_on=date(2020, 1, 1))
    with records.reading() as session:
        assert [entry.expires_on for entry in entries_in_service(session, "")] == [date(2020, 1, 1)]


def test_the_answers_of_a_scheme_are_those_of_the_database_that_the_settings_name(records, tmp_path):
    keep(records, "Quel taux ?", scheme="aide")
    settings = Settings(database=f"sqlite:///{tmp_path / 'console.db'}")
    assert [entry.question for entry in entries_of(settings, "aide")] == ["Quel taux ?"]
    assert list(entries_of(settings, "autre")) == []


@pytest.mark.parametrize("address", ["none", "sqlite:///{folder}/absent.db"])
def test_nothing_is_audited_where_nothing_is_recorded(tmp_path, address):
    assert list(entries_of(Settings(database=address.format(folder=tmp_path)), "")) == []


def test_a_document_is_read_as_it_was_when_it_was_quoted(tiny_corpus, tmp_path):
    index = tmp_path / "index"
    build(tiny_corpus, index, None)
    before = open_snapshot(index, None).documents["circulaire"].sha256
    document = tiny_corpus / "documents" / "circulaire.md"
    document.write_text(document.read_text("utf-8").replace("80 %", "70 %"), "utf-8")
    build(tiny_corpus, index, None)
    versions = versions_of(index)
    assert any("80 %" in passage.text for passage in versions("circulaire", before))
    assert versions("circulaire", "unknown") is None
    assert versions("absent", before) is None
    assert versions_of(tmp_path / "nowhere")("circulaire", before) is None
