import pytest

from assistant.evaluation.compare import compare, to_dict, written
from assistant.evaluation.run import run


@pytest.fixture
def ask_all(pages, make_case, make_answer):
    def ask(**texts):
        cases = [make_case(name, name, evidence=("80 %",), must=("80",)) for name in texts]
        return run(lambda question: make_answer(text=texts[question.text]), cases, pages=pages)

    return ask


def test_better_worse_added_and_removed_are_told_apart(ask_all):
    before = ask_all(a="80 %", b="rien", c="80 %", d="80 %")
    after = ask_all(a="rien", b="80 %", c="80 %", e="80 %")
    found = to_dict(compare(before, after))
    assert found == {"common": 3, "better": ["b"], "worse": ["a"], "added": ["e"], "removed": ["d"]}


def test_answer_that_became_unverifiable_is_worse(ask_all):
    found = compare(ask_all(a="80 %"), ask_all(a="80 % ou 95 %"))
    assert [change.after.case for change in found.worse] == ["a"]


def test_comparison_is_written_with_both_rates(ask_all):
    before, after = ask_all(a="80 %", b="80 %"), ask_all(a="rien", b="80 %")
    told = written(compare(before, after), before, after)
    assert "100,0" in told and "50,0" in told and "a (juste, puis fausse)" in told
