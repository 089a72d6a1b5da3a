"""The figures of the benches: a percentile, a table, the scorer's line, a row's distance from ours."""

import pytest

from scripts.figures import percentile, questions, table
from scripts.peers.compare import HEADS, cells
from scripts.peers.measures import Row, scores
from scripts.peers.processes import ProcessFailed, Watched, watch


def test_a_percentile_is_a_value_that_was_measured():
    assert percentile([4.0, 1.0, 3.0, 2.0], 0.5) == 2.0
    assert percentile([1.0] * 19 + [50.0], 0.95) == 1.0
    assert percentile([1.0] * 18 + [50.0] * 2, 0.95) == 50.0
    assert percentile([7.0], 0.95) == percentile([7.0], 0.0) == 7.0


def test_a_percentile_of_nothing_is_refused():
    with pytest.raises(ValueError, match="no value"):
        percentile([], 0.95)


def test_a_table_lines_up():
    assert table(["name", "ms"], [["a", "1.0"], ["longer", "10.0"]]) == "name      ms\na        1.0\nlonger  10.0"


def test_only_development_questions_are_asked(tmp_path):
    rows = '{"question": "a ?", "split": "test"}\n\n{"question": "b ?", "split": "dev"}\n{"question": "c ?"}\n'
    (tmp_path / "some.jsonl").write_text(rows, "utf-8")
    assert questions(tmp_path) == ["b ?", "c ?"]


def test_the_line_of_the_scorer_is_read():
    line = "hit@1 0.621 hit@3 0.828 hit@5 0.862 hit@10 0.908 MRR 0.731 (87 questions, 8 not found)\n"
    assert scores(line) == {"hit@1": 0.621, "hit@3": 0.828, "hit@5": 0.862, "hit@10": 0.908, "MRR": 0.731}
    with pytest.raises(ValueError, match="not a score"):
        scores("Traceback")


def a_row(**figures):
    whole = {"hit@1": 0.7, "hit@3": 0.8, "hit@5": 0.9, "MRR": 0.75}
    usual = {"scores": whole, "per_second": 30.0, "p95_ms": 40.0, "index_s": 10.0, "search_mib": 200.0, "cold_s": 1.0}
    return Row("a", "e", **{**usual, **figures})


def test_factors_over_one_are_in_our_favour():
    slow = a_row(per_second=10.0, p95_ms=120.0, index_s=5.0, search_mib=400.0, cold_s=4.0)
    assert cells(slow, a_row())[-6:] == ["+0.000", "3.00", "3.00", "0.50", "2.00", "4.00"]
    assert len(cells(slow, a_row())) == len(HEADS)


def test_lines_are_timed_from_the_start_of_a_process():
    script = "import time; print('a', flush=True); time.sleep(0.2); print('b', flush=True)"
    seen = watch(["python3", "-c", script], {"PATH": "/usr/bin:/bin:/usr/local/bin"})
    assert [line.strip() for line in seen.lines] == ["a", "b"]
    assert 0 < seen.cold <= seen.at[1] <= seen.seconds
    assert seen.at[1] >= 0.2
    assert seen.peak_mib > 1


def test_a_process_that_fails_says_why():
    with pytest.raises(ProcessFailed, match="exit 1: ValueError: broken"):
        watch(["python3", "-c", "raise ValueError('broken')"], {"PATH": "/usr/bin:/bin:/usr/local/bin"})


def test_gaps_are_between_lines():
    assert Watched(["a", "b", "c"], [1.0, 1.5, 3.0], 3.5, 3.0, 100.0).gaps == [0.5, 1.5]
