import json

import pytest

from assistant.cli import app as everything
from tests.support.commands import refused, typed, unencoded


@pytest.fixture
def run(two_schemes, tmp_path, monkeypatch):
    """Run any command of the command line on two schemes, without encoder."""
    unencoded(monkeypatch, two_schemes, tmp_path / "index")

    def invoke(*arguments):
        return typed(everything, *arguments)

    return invoke


@pytest.fixture
def indexed(run):
    assert run("index").exit_code == 0


def test_all_are_built_each_in_its_folder_and_named(run, tmp_path):
    done = run("index", "--json")
    assert [json.loads(line)["scheme"] for line in done.stdout.splitlines()] == ["aide-a", "aide-b"]
    assert all((tmp_path / "index" / name / "CURRENT").is_file() for name in ("aide-a", "aide-b"))
    assert "aide-b" in run("index").stdout


def test_one_is_built_alone(run, tmp_path):
    assert json.loads(run("index", "--scheme", "aide-b", "--json").stdout)["scheme"] == "aide-b"
    assert not (tmp_path / "index" / "aide-a").exists()


def test_a_broken_scheme_does_not_keep_the_next_from_being_built(run, two_schemes):
    (two_schemes / "aide-a" / "corpus.toml").write_text("title = ", "utf-8")
    done = run("index")
    assert done.exit_code == 2
    assert done.stderr.startswith("aide-a")
    assert "aide-b" in done.stdout


COMMANDS = [
    ("ask", "Quel est le taux ?"), ("search", "taux"), ("corpus", "list"), ("corpus", "check"),
    ("corpus", "add", __file__), ("evaluate", "--set", "tests/reference"),
]  # fmt: skip


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_none_named_is_one_line_that_names_the_choices(run, command):
    line = refused(run(*command))
    assert "--scheme" in line and "aide-a, aide-b" in line


@pytest.mark.parametrize("command", [("index",), ("doctor",), *COMMANDS], ids=" ".join)
@pytest.mark.parametrize("name", ["aide-c", "", "../aide-a"])
def test_an_unknown_one_is_one_line_that_names_the_choices(run, command, name):
    assert "aide-a, aide-b" in refused(run(*command, "--scheme", name))


@pytest.mark.usefixtures("indexed")
def test_each_answers_from_its_own_documents_at_its_own_address(run):
    for name, rate, other in (("aide-a", "80 %", "35 %"), ("aide-b", "35 %", "80 %")):
        done = run("ask", "Quel est le taux maximum de l'aide ?", "--scheme", name, "--json")
        answer = json.loads(done.stdout)
        assert rate in done.stdout and other not in done.stdout
        assert all(c["url"].startswith(f"/s/{name}/documents/") for c in answer["citations"])
        assert rate in run("search", "taux maximum", "--scheme", name).stdout


@pytest.mark.usefixtures("indexed")
def test_the_corpus_commands_work_on_the_one_named(run, two_schemes):
    assert "annexe" in run("corpus", "list", "--scheme", "aide-b").stdout
    assert run("corpus", "check", "--scheme", "aide-b").exit_code == 0
    new = two_schemes.parent / "avenant.md"
    new.write_text("# Avenant\n\nLe taux passe à 50 %.\n", "utf-8")
    assert run("corpus", "add", new, "--scheme", "aide-b").exit_code == 0
    assert "avenant" not in run("corpus", "list", "--scheme", "aide-a").stdout


@pytest.mark.usefixtures("indexed")
def test_doctor_reports_every_scheme_and_finds_the_broken_one(run, tmp_path):
    assert json.loads(run("doctor", "--json").stdout)["schemes"] == {"aide-a": "", "aide-b": ""}
    (tmp_path / "index" / "aide-b" / "CURRENT").unlink()
    done = run("doctor")
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert "en ordre" in lines[0] and "assistant index" in lines[1]
    assert run("doctor", "--scheme", "aide-a").exit_code == 0


def test_an_imported_faq_is_one_more_scheme(run, two_schemes, tmp_path):
    faq = tmp_path / "faq.jsonl"
    faq.write_text('{"id": "1", "title": "Quel délai ?", "text": "Le délai est de deux mois."}\n', "utf-8")
    told = run("corpus", "import", faq, two_schemes / "faq").stdout
    assert "assistant index --scheme faq" in told
    assert run("index", "--scheme", "faq").exit_code == 0
    assert "deux mois" in run("search", "délai", "--scheme", "faq").stdout
    assert "renommez" in refused(run("corpus", "import", faq, two_schemes / "ma_faq"))
    assert not (two_schemes / "ma_faq").exists()


def test_a_scheme_is_not_named_where_there_is_one_only(run, tiny_corpus, monkeypatch):
    monkeypatch.setenv("ASSISTANT_CORPUS", str(tiny_corpus))
    assert "retirez --scheme" in refused(run("index", "--scheme", "corpus"))


def test_the_only_scheme_of_a_folder_needs_no_name(run, two_schemes, tmp_path):
    (two_schemes / "aide-b").rename(tmp_path / "elsewhere")
    assert run("index").exit_code == 0
    assert "80 %" in run("search", "taux").stdout


def test_help_says_what_the_option_is(run):
    for command in (("index",), ("doctor",), ("ask",), ("search",), ("evaluate",), ("corpus", "list")):
        assert "--scheme" in run(*command, "--help").stdout
