"""Documents brought in from the console, and the answers of a past day."""

import functools
from datetime import date, timedelta

import pytest

from assistant.commands.serve import earlier
from assistant.service.staff.desk import Policy
from assistant.wiring import load_encoders
from tests.conftest import with_a_facet
from tests.support.serving import built

PAGE = "/staff/corpus/depot"
NOTICE = "# Notice\n\n## Pièces\n\nLe dossier comprend un devis et une délibération du conseil municipal.\n".encode()


@pytest.fixture
def console(open_console, tiny_corpus, tmp_path, monkeypatch):
    with_a_facet(tiny_corpus)
    settings = built(monkeypatch, tiny_corpus, tmp_path / "index")
    schemes = {"": settings}
    policy = Policy(settings=schemes, as_of=earlier(schemes, functools.cache(load_encoders)))
    opened = open_console(settings, policy=policy)
    opened.folder = tiny_corpus
    return opened


def send(agent, name="notice.md", data=NOTICE, **fields):
    return agent.send_form(PAGE, files={"fichier": (name, data)}, **fields)


def files(console):
    return {path.relative_to(console.folder).as_posix() for path in console.folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_a_document_sent_is_read_checked_and_waits_for_the_update(console):
    agent = console.as_("administrator")
    sent = send(agent, titre="Notice du dossier", date="2026-11-02")
    assert sent.status_code == 303, sent.text
    assert "documents/notice.md" in files(console)
    page = agent.get("/staff/corpus").text
    assert "<li>notice</li>" in page
    assert 'title = "Notice du dossier"' in (console.folder / "corpus.toml").read_text("utf-8")


@pytest.mark.slow
def test_the_original_takes_the_place_of_the_sheet_that_stood_in_for_it(console):
    agent = console.as_("administrator")
    sheet = (console.folder / "documents" / "fiche.md").read_bytes()
    assert send(agent, "cahier des charges.md", sheet + b"\nArticle 2.\n", remplace="fiche").status_code == 303
    toml = (console.folder / "corpus.toml").read_text("utf-8")
    assert 'title = "Cahier des charges"' in toml and "stands_in_for" not in toml


@pytest.mark.slow
def test_a_file_that_is_not_what_it_says_changes_nothing(console):
    agent = console.as_("administrator")
    before = files(console)
    for name, data in (
        ("notice.exe", NOTICE),
        ("notice.pdf", NOTICE),
        ("notice.docx", b"%PDF-1.7"),
        ("notice.md", b""),
        ("notice.md", b"\xff\xfe\x00"),
        ("notice.md", b"\x00" * 10),
        ("../../notice", NOTICE),
        ("notice.pdf", b"%PDF-1.7\nrien"),
    ):
        refused = send(agent, name, data, titre="Mon titre")
        assert refused.status_code == 422, name
        assert 'value="Mon titre"' in refused.text
        assert "Traceback" not in refused.text and str(console.folder) not in refused.text
        assert files(console) == before


@pytest.mark.slow
def test_the_name_of_a_file_never_leads_out_of_the_corpus(console, tmp_path):
    agent = console.as_("administrator")
    before = set(tmp_path.rglob("*.md"))
    for name in ("../../evil.md", "..\\..\\evil2.md", "a" * 300 + ".md"):
        send(agent, name)
    made = set(tmp_path.rglob("*.md")) - before
    assert len(made) == 3
    assert all(path.is_relative_to(console.folder / "documents") for path in made)


@pytest.mark.slow
def test_a_file_too_large_is_refused_and_other_pages_keep_their_limit(open_console, tiny_corpus, tmp_path, monkeypatch):
    settings = built(monkeypatch, tiny_corpus, tmp_path / "index")
    console = open_console(settings, policy=Policy(settings={"": settings}), max_file=20_000)
    agent = console.as_("administrator")
    assert send(agent, data=b"a " * 9_000).status_code == 303
    assert send(agent, data=b"a " * 11_000).status_code == 413
    assert agent.send_form("/staff/textes/annonce", annonce="a" * 9_000).status_code == 413


def test_a_question_is_answered_as_it_was_on_a_day(console):
    agent = console.as_("reader")
    page = "/staff/corpus/a-la-date"
    asked = {"question": "Quel est le taux maximum de l'aide ?", "jour": date.today().isoformat()}
    assert "80\u00a0%" in agent.get(page, params=asked).text.replace("80 %", "80\u00a0%")
    before = (date.today() - timedelta(days=400)).isoformat()
    assert agent.get(page, params={**asked, "jour": before}).status_code == 404
    assert agent.get(page, params={**asked, "jour": "hier"}).status_code == 422
    assert agent.get(page).status_code == 200
