from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.citations import Library
from assistant.answering.verify import check
from assistant.domain import Answer, Origin, Statement, Status
from assistant.errors import CitationMismatch
from assistant.faq.entry import annex_of, draft_of

ANSWER = "Oui, sous deux conditions :\r\n- un devis de 3 000 € ;\n-  une délibération.\n\nÉcrivez à aide@exemple.fr."


@pytest.fixture
def annex(make_entry):
    return annex_of(make_entry(answer=ANSWER), "/s/aide-a")


def answered(annex):
    draft = draft_of(annex, "Une question")
    return Answer("1", Status.ANSWERED, draft.body, statements=draft.statements)


def test_every_line_of_the_answer_is_quoted_where_it_stands(annex):
    draft = draft_of(annex, "Une question")
    quotes = [citation for statement in draft.statements for citation in statement.citations]
    assert [c.quote for c in quotes] == [line.strip() for line in ANSWER.split("\n") if line.strip()]
    assert all(ANSWER[c.start : c.end] == c.quote for c in quotes)


def test_a_citation_says_that_the_prefecture_validated_it_and_leads_to_the_entry_s_page(annex):
    citation = draft_of(annex, "Une question").statements[0].citations[0]
    assert citation.origin is Origin.FAQ
    assert citation.date == date(2026, 4, 14)
    assert citation.title == "Quelle est la date limite de dépôt des dossiers ?"
    assert citation.url == f"/s/aide-a/faq/12?version=3&d=0&f={citation.end}#reponse"


def test_the_lead_says_who_validated_it_when_and_for_which_question(annex):
    opening = draft_of(annex, "Une question").opening
    assert "validée par la préfecture le 14 avril 2026" in opening
    assert "Quelle est la date limite de dépôt des dossiers ?" in opening


def test_an_answer_quoted_from_an_entry_is_verified_with_its_lead(annex):
    library = Library({}, {}, []).with_annexes([annex])
    check(answered(annex), library)


@pytest.mark.parametrize(
    "change", [{"quote": "Non, sans condition :"}, {"start": 4}, {"document": "faq-13"}, {"page": 2}]
)
def test_a_quote_that_was_tampered_with_is_refused(annex, change):
    answer = answered(annex)
    first = replace(answer.statements[0].citations[0], **change)
    forged = replace(answer, statements=(Statement(answer.statements[0].text, (first,)), *answer.statements[1:]))
    with pytest.raises(CitationMismatch):
        check(forged, Library({}, {}, []).with_annexes([annex]))


def test_an_entry_changed_after_it_was_quoted_is_refused(annex, make_entry):
    changed = annex_of(make_entry(answer=ANSWER.replace("3 000", "9 000")))
    with pytest.raises(CitationMismatch):
        check(answered(annex), Library({}, {}, []).with_annexes([changed]))


def test_a_library_with_entries_leaves_the_one_it_was_made_of_as_it_was(annex):
    library = Library({}, {}, [])
    extended = library.with_annexes([annex])
    assert extended.annex("faq-12") is annex
    assert library.annex("faq-12") is None
    assert not library.pages


@pytest.mark.parametrize("field", ["question", "answer"])
def test_an_entry_without_words_is_refused(make_entry, field):
    with pytest.raises(ValueError, match="needs a question"):
        annex_of(make_entry(**{field: "  "}))
