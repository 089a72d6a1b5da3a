"""The console's pages about documents and versions, over real HTTP."""

import re
import time

import pytest
from sqlalchemy import select

from assistant.records.tables import EvaluationRun, JournalLine, Task
from assistant.service.staff.desk import Policy
from tests.conftest import with_a_facet
from tests.support.serving import built

FACT = "Le taux maximum de l'aide est de 80 % du coût du projet."
PAGE = "/staff/corpus"


@pytest.fixture
def corpus(open_console, tiny_corpus, tmp_path, monkeypatch):
    """A console on a small corpus with two reference questions, both answered by it."""
    rows = [
        '{"id": "q1", "category": "fait", "split": "dev", "question": "Quel est le taux maximum de l\'aide ?",'
        ' "status": ["answered"], "evidence": ["80 %"]}',
        '{"id": "q2", "category": "fait", "split": "dev", "question": "quel taux", "status": ["answered"],'
        ' "evidence": ["80 %"]}',
    ]
    with_a_facet(tiny_corpus)
    (tiny_corpus / "reference.jsonl").write_text("\n".join(rows), "utf-8")
    settings = built(monkeypatch, tiny_corpus, tmp_path / "index")
    console = open_console(settings, policy=Policy(settings={"": settings}))
    console.circular = tiny_corpus / "documents" / "circulaire.md"
    return console


def ended(console, kind, seconds=60):
    """Wait for the latest task of a kind to end and return it."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        with console.records.reading() as session:
            task = session.scalar(select(Task).where(Task.kind == kind).order_by(Task.id.desc()).limit(1))
        if task is not None and task.state != "running":
            return task
        time.sleep(0.2)
    raise AssertionError("the task did not end")


def version(console):
    return console.client.get("/health/ready").json()["index_version"]


def change(console, before, after):
    console.circular.write_text(console.circular.read_text("utf-8").replace(before, after), "utf-8")


def update(console, agent):
    assert agent.send_form(f"{PAGE}/mise-a-jour").status_code == 303
    return ended(console, "release")


def journal(console):
    with console.records.reading() as session:
        return [line.action for line in session.scalars(select(JournalLine).order_by(JournalLine.number))]


def test_the_page_shows_documents_stand_ins_and_what_changed(corpus):
    agent = corpus.as_("reader")
    page = agent.get(PAGE).text
    assert "Circulaire du 14 avril 2021" in page
    assert "tient lieu de «\u00a0Cahier des charges\u00a0»" in page
    assert version(corpus) in page
    change(corpus, "80 %", "75 %")
    assert "<li>circulaire</li>" in agent.get(PAGE).text


@pytest.mark.slow
def test_a_version_that_answers_as_well_is_published_and_can_be_taken_back(corpus):
    agent = corpus.as_("administrator")
    first = version(corpus)
    change(corpus, "## Dépôt", "Une notice accompagne le dossier.\n\n## Dépôt")
    task = update(corpus, agent)
    assert task.state == "done", task.message
    corpus.holder.refresh()
    second = version(corpus)
    assert second != first and second in task.message
    page = agent.get(f"{PAGE}/documents/circulaire/comparer").text
    assert "Une notice accompagne le dossier." in page and "Ajouté" in page
    assert "Comparer avec la version d’avant" in agent.get(f"{PAGE}/documents/circulaire").text
    assert agent.send_form(f"{PAGE}/retour", version=first).status_code == 303
    assert version(corpus) == first
    assert {"index_update", "index_rollback"} <= set(journal(corpus))


@pytest.mark.slow
def test_a_version_that_answers_worse_is_refused_until_somebody_says_why(corpus):
    agent = corpus.as_("administrator")
    first = version(corpus)
    facets = corpus.circular.parents[1] / "facets.toml"
    elsewhere = "L'enveloppe du département est de 297.000 €."
    facets.write_text(facets.read_text("utf-8").replace(FACT, elsewhere).replace("lead", "#lead"), "utf-8")
    task = update(corpus, agent)
    corpus.holder.refresh()
    assert (task.state, version(corpus)) == ("failed", first)
    assert "q1" in task.message
    assert task.message in agent.get(PAGE).text.replace("&#39;", "'")
    refused = re.search(r"[0-9a-f]{12}", task.message)[0]
    assert agent.send_form(f"{PAGE}/publier", version=refused).status_code == 422
    assert version(corpus) == first
    assert agent.send_form(f"{PAGE}/publier", version=refused, motif="La circulaire a changé.").status_code == 303
    assert version(corpus) == refused
    with corpus.records.reading() as session:
        line = session.scalar(select(JournalLine).where(JournalLine.action == "index_release"))
    assert line.details == {"reason": "La circulaire a changé."}


@pytest.mark.parametrize("name", ["000000000000", "../../etc", "", "x" * 12])
def test_a_version_that_is_not_there_is_refused_in_one_line(corpus, name):
    agent = corpus.as_("administrator")
    first = version(corpus)
    for path in ("retour", "publier"):
        refused = agent.send_form(f"{PAGE}/{path}", version=name, motif="essai")
        assert refused.status_code == 409 and "Traceback" not in refused.text
    assert version(corpus) == first


def test_two_tasks_never_run_at_once(corpus):
    agent = corpus.as_("administrator")
    with corpus.records.writing() as session:
        session.add(Task(scheme="", kind="release"))
    refused = agent.send_form(f"{PAGE}/mise-a-jour")
    assert refused.status_code == 409
    assert "déjà en cours" in refused.text
    assert agent.get(PAGE).headers["refresh"]


@pytest.mark.slow
def test_an_evaluation_is_kept_shown_and_compared(corpus):
    agent = corpus.as_("validator")
    for _ in range(2):
        assert agent.send_form("/staff/evaluation").status_code == 303
        assert ended(corpus, "evaluation").message.startswith("2 bonnes réponses sur 2")
    with corpus.records.reading() as session:
        first, second = session.scalars(select(EvaluationRun.id).order_by(EvaluationRun.id))
    assert "100,0" in agent.get("/staff/evaluation").text
    page = agent.get(f"/staff/evaluation/{second}?avec={first}").text
    assert "moins bonne réponse\u00a0: 0" in page
    assert agent.get("/staff/evaluation/999").status_code == 404


def test_unknown_documents_and_versions_are_not_found(corpus):
    agent = corpus.as_("reader")
    for path in ("documents/none", "documents/none/comparer", "documents/circulaire/comparer?avant=000000000000"):
        assert agent.get(f"{PAGE}/{path}").status_code == 404
    assert "une version" in agent.get(f"{PAGE}/documents/circulaire/comparer").text
