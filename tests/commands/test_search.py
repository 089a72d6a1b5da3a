import json

import pytest


@pytest.fixture
def indexed(assistant):
    assert assistant("index").exit_code == 0


@pytest.fixture
def batch(tmp_path):
    def write(*lines):
        path = tmp_path / "queries.jsonl"
        path.write_text("\n".join(lines), "utf-8")
        return path

    return write


@pytest.mark.usefixtures("indexed")
def test_the_best_passage_is_printed_first_with_its_page(assistant):
    done = assistant("search", "quel taux ?")
    assert done.exit_code == 0
    first, quoted = done.stdout.splitlines()[:2]
    assert "Circulaire du 14 avril 2021" in first
    assert "page 1" in first
    assert "80 %" in quoted


@pytest.mark.usefixtures("indexed")
def test_json_hits_carry_page_ranks_and_text(as_json):
    hit = as_json("search", "297 000 euros", "--k", 1)["hits"][0]
    assert hit["document"] == "circulaire"
    assert hit["page"] == 1
    assert hit["ranks"]["lexical"] == 1
    assert "297.000" in hit["text"]


@pytest.mark.usefixtures("indexed")
def test_nothing_found_is_said(assistant):
    assert "Aucun passage" in assistant("search", "zzzz").stdout


@pytest.mark.usefixtures("indexed")
def test_a_batch_gives_one_line_a_query_in_order(assistant, batch):
    rows = [{"id": "b", "text": "le taux"}, {"id": 7, "text": "zzzz"}, {"id": "a", "text": "le dossier"}]
    done = assistant("search", "--batch", batch(*map(json.dumps, rows), "", ""), "--k", 2, "--json")
    printed = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in printed] == ["b", 7, "a"]
    assert printed[1]["hits"] == []
    assert len(printed[0]["hits"]) == 2
    assert printed[2]["hits"][0].keys() == {"document", "passage", "score"}


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("bad", ["{", "[]", "3", '{"id": "x"}', '{"id": "x", "text": 3}', '{"text": "x"}', '"x"'])
def test_a_bad_row_is_named_before_any_result(unusable, batch, bad):
    assert "ligne 2" in unusable("search", "--batch", batch('{"id": "a", "text": "taux"}', bad))


def test_a_batch_that_is_not_there_or_not_text_is_one_line(unusable, tmp_path):
    assert "absent.jsonl" in unusable("search", "--batch", tmp_path / "absent.jsonl")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    unusable("search", "--batch", tmp_path / "bytes")


@pytest.mark.parametrize("arguments", [(), ("taux", "--batch", "x"), ("taux", "--k", "0"), ("taux", "--k", "99999")])
def test_unusable_arguments_are_one_line(unusable, arguments):
    unusable("search", *arguments)


def test_a_missing_index_says_what_to_run(unusable):
    assert "assistant index" in unusable("search", "taux")


@pytest.mark.usefixtures("indexed")
def test_a_damaged_index_says_what_to_run(unusable, tmp_path):
    path = next((tmp_path / "index").glob("*/pages.jsonl"))
    path.write_bytes(path.read_bytes()[:-2])
    assert "assistant index" in unusable("search", "taux")
