import tomllib

import pytest

NEW = "# Nouvelle circulaire\n\nLe taux maximum est désormais de 70 %.\n"


@pytest.fixture
def toml(tiny_corpus):
    return tiny_corpus / "corpus.toml"


@pytest.fixture
def new_file(tmp_path):
    path = tmp_path / "Nouvelle circulaire.md"
    path.write_text(NEW, "utf-8")
    return path


def state(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def rows(toml):
    return {row["id"]: row for row in tomllib.loads(toml.read_text("utf-8"))["document"]}


def test_documents_are_listed(assistant, as_json):
    assert [row["id"] for row in as_json("corpus", "list")["documents"]] == ["circulaire", "fiche"]
    printed = assistant("corpus", "list").stdout
    assert "Circulaire du 14 avril 2021" in printed
    assert "tient lieu de" in printed
    assert "Cahier des charges" in printed


def test_a_new_document_is_copied_and_listed(assistant, toml, tiny_corpus, new_file, as_json):
    before = toml.read_text("utf-8")
    arguments = ("--title", "Avenant « n° 2 »", "--date", "2022-01-05", "--issuer", "Préfet")
    assert assistant("corpus", "add", new_file, "--id", "avenant", *arguments).exit_code == 0
    assert toml.read_text("utf-8").startswith(before.rstrip("\n"))
    row = rows(toml)["avenant"]
    assert row["title"] == "Avenant « n° 2 »"
    assert row["date"].isoformat() == "2022-01-05"
    assert (tiny_corpus / row["path"]).read_text("utf-8") == NEW
    as_json("index")
    assert as_json("search", "70 %", "--k", 1)["hits"][0]["document"] == "avenant"


def test_a_replacement_keeps_the_other_lines_and_the_old_file(assistant, toml, tiny_corpus, new_file):
    before = toml.read_text("utf-8")
    kept = state(tiny_corpus / "documents")
    assert assistant("corpus", "add", new_file, "--replaces", "circulaire").exit_code == 0
    after = toml.read_text("utf-8")
    for line in before.splitlines():
        if line not in ('path = "documents/circulaire.md"',):
            assert line in after
    assert rows(toml)["circulaire"]["path"] == "documents/Nouvelle circulaire.md"
    assert rows(toml)["fiche"] == tomllib.loads(before)["document"][1]
    assert kept.items() <= state(tiny_corpus / "documents").items()


def test_an_original_that_replaces_its_synthesis_is_official_and_takes_its_title(assistant, toml, new_file):
    assert assistant("corpus", "add", new_file, "--replaces", "fiche").exit_code == 0
    row = rows(toml)["fiche"]
    assert (row["title"], row["origin"]) == ("Cahier des charges", "official")
    assert not {"stands_in_for", "page_starts"} & row.keys()
    assert "# Commentaire du bas, à garder." in toml.read_text("utf-8")


def test_a_replacement_can_take_another_id(assistant, toml, new_file):
    assert assistant("corpus", "add", new_file, "--replaces", "fiche", "--id", "annexe-1").exit_code == 0
    assert rows(toml).keys() == {"circulaire", "annexe-1"}


def test_a_file_of_the_same_name_never_overwrites_the_old_one(assistant, toml, tiny_corpus, tmp_path):
    same = tmp_path / "circulaire.md"
    same.write_text(NEW, "utf-8")
    old = (tiny_corpus / "documents" / "circulaire.md").read_bytes()
    assert assistant("corpus", "add", same, "--replaces", "circulaire").exit_code == 0
    assert (tiny_corpus / "documents" / "circulaire.md").read_bytes() == old
    assert (tiny_corpus / rows(toml)["circulaire"]["path"]).read_text("utf-8") == NEW


def test_a_file_edited_in_place_is_recorded_again(assistant, toml, tiny_corpus, as_json):
    path = tiny_corpus / "documents" / "fiche.md"
    assistant("corpus", "add", path, "--replaces", "fiche")
    path.write_text(path.read_text("utf-8") + "\nUn ajout.\n", "utf-8")
    done = assistant("corpus", "check")
    assert done.exit_code == 1
    assert "fiche" in done.stdout
    before = rows(toml)["fiche"]
    assert assistant("corpus", "add", path, "--replaces", "fiche").exit_code == 0
    assert {**rows(toml)["fiche"], "sha256": ""} == {**before, "sha256": ""}
    assert assistant("corpus", "check").exit_code == 0


def test_a_scanned_folder_gets_its_documents_listed(assistant, toml, new_file):
    toml.write_text('# gardé\ntitle = "Essai"\n', "utf-8")
    assert assistant("corpus", "add", new_file, "--replaces", "fiche").exit_code == 0
    assert toml.read_text("utf-8").startswith("# gardé\n")
    assert rows(toml).keys() == {"circulaire", "fiche"}
    assert rows(toml)["fiche"]["path"] == "documents/Nouvelle circulaire.md"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("faux.pdf", b"%PDF-1.4 not really"),
        ("vide.pdf", b""),
        ("vide.md", b"\n\n"),
        ("binaire.txt", b"\xff\xfe\x00"),
        ("tableau.xlsx", b"PK"),
        ("faux.docx", b"PK"),
    ],
)
def test_an_unreadable_file_changes_nothing(unusable, tiny_corpus, tmp_path, name, content):
    before = state(tiny_corpus)
    (tmp_path / name).write_bytes(content)
    for option in ((), ("--replaces", "fiche")):
        unusable("corpus", "add", tmp_path / name, *option)
    assert state(tiny_corpus) == before
    assert not list(tiny_corpus.glob(".add-*"))


@pytest.mark.parametrize(
    "options",
    [
        ("--replaces", "inconnu"),
        ("--id", "circulaire"),
        ("--id", "../x"),
        ("--id", "É"),
        ("--date", "14 avril"),
        ("--origin", "rumeur"),
        ("--replaces", "fiche", "--id", "circulaire"),
    ],
)
def test_unusable_options_change_nothing(unusable, tiny_corpus, new_file, options):
    before = state(tiny_corpus)
    unusable("corpus", "add", new_file, *options)
    assert state(tiny_corpus) == before


def test_a_file_that_is_not_there_is_one_line(unusable, tmp_path):
    assert "absent.pdf" in unusable("corpus", "add", tmp_path / "absent.pdf")
    unusable("corpus", "add", tmp_path)


def test_a_sound_corpus_passes_its_check(assistant, as_json):
    assistant("index")
    report = as_json("corpus", "check")
    assert report["findings"] == []
    assert report["documents"] == 2


def test_a_change_since_the_index_is_a_finding(assistant, tiny_corpus):
    assistant("index")
    with (tiny_corpus / "documents" / "fiche.md").open("a", encoding="utf-8") as stream:
        stream.write("\nUn ajout.\n")
    done = assistant("corpus", "check")
    assert done.exit_code == 1
    assert "fiche" in done.stdout
    assert "assistant index" in done.stdout


def test_a_damaged_index_is_a_finding(assistant, tmp_path):
    assistant("index")
    next((tmp_path / "index").glob("*/manifest.json")).write_text("{}")
    done = assistant("corpus", "check")
    assert done.exit_code == 1
    assert "manifest.json" in done.stdout


def test_an_unreadable_document_is_a_finding_and_the_others_are_still_checked(assistant, toml, tiny_corpus):
    (tiny_corpus / "documents" / "faux.pdf").write_bytes(b"nothing")
    toml.write_text(toml.read_text("utf-8").replace("documents/circulaire.md", "documents/faux.pdf"), "utf-8")
    done = assistant("corpus", "check", "--json")
    assert done.exit_code == 1
    assert "faux.pdf" in done.stdout
    assert "fiche" in done.stdout


def test_a_table_that_quotes_words_no_document_holds_is_a_finding(assistant, tiny_corpus):
    (tiny_corpus / "facets.toml").write_text(
        '[[facet]]\nid = "taux"\nlabel = "Taux"\n[[facet.evidence]]\ndocument = "circulaire"\nquote = "95 %"\n', "utf-8"
    )
    done = assistant("corpus", "check")
    assert done.exit_code == 1
    assert "taux" in done.stdout


def test_a_file_that_no_block_names_is_a_note(assistant, tiny_corpus):
    (tiny_corpus / "documents" / "oublié.md").write_text("Un texte.", "utf-8")
    done = assistant("corpus", "check")
    assert done.exit_code == 0
    assert "oublié.md" in done.stdout


def test_a_broken_corpus_toml_is_one_line(unusable, toml):
    toml.write_text("title = ", "utf-8")
    for command in (("list",), ("check",)):
        assert "corpus.toml" in unusable("corpus", *command)
