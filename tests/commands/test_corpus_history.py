import json

import pytest

from assistant.cli import app
from assistant.retrieval import history
from assistant.retrieval.build import build
from assistant.retrieval.storage import pointed
from tests.conftest import PHRASINGS
from tests.conftest import RATE as FACET
from tests.support.commands import refused, typed, unencoded

RATE = "Quel est le taux maximum de l'aide ?"


@pytest.fixture
def index(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def run(tiny_corpus, index, monkeypatch):
    """Run any command on the tiny corpus, without encoder."""
    unencoded(monkeypatch, tiny_corpus, index)
    return lambda *arguments: typed(app, *arguments)


@pytest.fixture
def as_json(run):
    def read(*arguments):
        done = run(*arguments, "--json")
        assert (done.exit_code, done.stderr) == (0, "")
        return json.loads(done.stdout)

    return read


@pytest.fixture
def republished(tiny_corpus, as_json, index):
    """Publish the circular with a rate of 80 %, then of 70 % a day later, each with its tables; return the versions."""
    circular, facets = tiny_corpus / "documents" / "circulaire.md", tiny_corpus / "facets.toml"
    (tiny_corpus / "questions").mkdir()
    (tiny_corpus / "questions" / "phrasings.toml").write_text(PHRASINGS, "utf-8")
    facets.write_text(FACET.format(name="l'essai", rate="80 %"), "utf-8")
    first = as_json("index")["version"]
    circular.write_text(circular.read_text("utf-8").replace("80 %", "70 %"), "utf-8")
    facets.write_text(FACET.format(name="l'essai", rate="70 %"), "utf-8")
    second = as_json("index")["version"]
    lines = [json.loads(line) for line in (index / history.NAME).read_text().splitlines()]
    for day, line in enumerate(lines, 20):
        line["from"] = f"2026-11-{day}T08:00:00+00:00"
    (index / history.NAME).write_text("".join(json.dumps(line) + "\n" for line in lines))
    return first, second


def test_versions_are_listed_with_when_they_were_in_effect_and_their_documents(republished, run, as_json):
    rows = as_json("corpus", "versions")["versions"]
    assert [(row["version"], row["since"], row["until"], row["why"]) for row in rows] == [
        (republished[0], "2026-11-20T08:00:00+00:00", "2026-11-21T08:00:00+00:00", "build"),
        (republished[1], "2026-11-21T08:00:00+00:00", None, "build"),
    ]
    assert [document["id"] for document in rows[0]["documents"]] == ["circulaire", "fiche"]
    assert rows[0]["documents"][0].keys() == {"id", "date", "sha256", "origin"}
    old, new = (row["documents"][0]["sha256"] for row in rows)
    assert old != new and len(old) == 12
    printed = run("corpus", "versions").stdout
    assert f"{republished[0]} · du 20/11/2026 à 9 h 00 au 21/11/2026 à 9 h 00 · construction" in printed
    assert f"circulaire · 2021-04-14 · officiel · {old}" in printed
    assert f"{republished[1]} · depuis le 21/11/2026 à 9 h 00" in printed


def test_a_document_s_versions_have_their_dates(republished, run, as_json):
    told = as_json("corpus", "history", "circulaire")
    assert [[period["versions"] for period in row["periods"]] for row in told["versions"]] == [
        [[republished[0]]],
        [[republished[1]]],
    ]
    assert len(as_json("corpus", "history", "fiche")["versions"]) == 1
    printed = run("corpus", "history", "circulaire").stdout
    assert "du 20/11/2026 à 9 h 00 au 21/11/2026 à 9 h 00" in printed
    assert "depuis le 21/11/2026" in printed and "Circulaire du 14 avril 2021" in printed


def test_what_changed_in_a_document_has_its_words_marked(republished, run, as_json):
    told = as_json("corpus", "diff", "circulaire")
    assert (told["from"]["version"], told["to"]["version"]) == republished
    changed = [pair for pair in told["pairs"] if pair["change"] != "equal"]
    assert len(changed) == 1
    assert [w["text"] for w in changed[0]["before"]["words"] if w["marked"]] == ["80"]
    printed = run("corpus", "diff", "circulaire").stdout
    assert "[-80-] %" in printed and "{+70+} %" in printed and "passages identiques" in printed
    back = run("corpus", "diff", "circulaire", "--from", republished[1], "--to", republished[0]).stdout
    assert "[-70-] %" in back and "{+80+} %" in back


def test_a_document_that_did_not_change_has_nothing_to_show(republished, run, as_json):
    done = run("corpus", "diff", "fiche")
    assert done.exit_code == 0 and "rien à comparer" in done.stdout
    assert as_json("corpus", "diff", "fiche") == {"document": "fiche", "from": None, "to": None, "pairs": []}
    same = run("corpus", "diff", "fiche", "--from", republished[0], "--to", republished[1])
    assert "Aucune différence" in same.stdout


def test_a_rollback_puts_the_version_before_back_and_says_what_a_build_would_do(republished, run, index, as_json):
    assert "70 %" in as_json("search", "taux maximum")["hits"][0]["text"]
    done = run("corpus", "rollback")
    assert done.exit_code == 0
    assert republished[0] in done.stdout and "assistant index" in done.stdout
    assert pointed(index)[0] == republished[0]
    assert "80 %" in as_json("search", "taux maximum")["hits"][0]["text"]
    told = as_json("corpus", "rollback", republished[1])
    assert (told["version"], told["before"], told["why"]) == (republished[1], republished[0], "rollback")
    assert as_json("index")["version"] == republished[1]


def test_a_version_that_could_not_answer_is_not_put_back(republished, run, index, tiny_corpus, as_json):
    facets = tiny_corpus / "facets.toml"
    sound = facets.read_text("utf-8")
    facets.write_text(FACET.format(name="l'essai", rate="35 %"), "utf-8")
    broken = build(tiny_corpus, index, None)  # the command itself would refuse it
    facets.write_text(sound, "utf-8")
    good = as_json("index")["version"]
    assert good == republished[1]
    assert "35 %" in refused(run("corpus", "rollback", broken))
    assert pointed(index)[0] == good


@pytest.mark.parametrize(
    "command",
    [
        ("corpus", "rollback", "0123456789ab"),
        ("corpus", "rollback", "../../etc"),
        ("corpus", "history", "none"),
        ("corpus", "diff", "none"),
        ("corpus", "diff", "circulaire", "--from", "0123456789ab"),
        ("corpus", "diff", "circulaire", "--to", "x"),
        ("ask", RATE, "--as-of", "2026-11-19"),
        ("ask", RATE, "--as-of", "hier"),
        ("ask", RATE, "--as-of", "2026-11-20T10:00"),
        ("ask", RATE, "--as-of", ""),
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("republished")
def test_what_is_unknown_is_one_line(run, command):
    refused(run(*command))


@pytest.mark.parametrize("command", ["versions", "rollback", "history", "diff"])
def test_without_an_index_there_is_one_line(run, command):
    assert "assistant index" in refused(run("corpus", command, *(["fiche"] if command in ("history", "diff") else [])))


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        ("2026-11-20", "80 %"),
        ("2026-11-21", "70 %"),
        ("2027-01-01", "70 %"),
        ("2026-11-21T07:59:59+00:00", "80 %"),
        ("2026-11-21T09:00:00+01:00", "70 %"),
    ],
)
def test_a_question_is_answered_with_the_texts_in_effect_at_the_date(republished, run, as_json, day, rate):
    answer = as_json("ask", RATE, "--as-of", day)
    assert rate in answer["citations"][0]["quote"]
    assert answer["index_version"] == republished[rate == "70 %"]
    assert f"?v={answer['index_version']}&p=" in answer["citations"][0]["url"]
    printed = run("ask", RATE, "--as-of", day).stdout
    assert rate in printed and f"version {answer['index_version']}" in printed


def test_a_batch_is_answered_as_of_a_date_too(republished, run, tmp_path):
    batch = tmp_path / "questions.jsonl"
    batch.write_text(json.dumps({"id": "a", "question": RATE}), "utf-8")
    done = run("ask", "--batch", batch, "--as-of", "2026-11-20")
    assert "80 %" in json.loads(done.stdout)["citations"][0]["quote"]


def test_the_corpus_may_be_away_once_it_is_indexed(republished, run, tiny_corpus):
    tiny_corpus.rename(tiny_corpus.with_name("away"))
    assert "70 %" in run("ask", RATE).stdout
    done = run("doctor")
    assert done.exit_code == 1 and "corpus.toml" in done.stdout
