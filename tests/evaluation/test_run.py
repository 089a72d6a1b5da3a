import pytest

from assistant.domain import Status
from assistant.errors import ConfigurationError
from assistant.evaluation.run import Run, run


@pytest.fixture
def done(pages, make_case, make_answer):
    cases = [make_case(evidence=("80 %",)), make_case("deadline-1", statuses=(Status.HANDOFF,))]
    return run(lambda question: make_answer(text="De 80 % à 95 %."), cases, pages=pages)


def test_every_case_is_asked_once_in_order_and_counted(pages, make_case, make_answer):
    asked, counted = [], []

    def ask(question):
        asked.append(question.text)
        return make_answer()

    cases = [make_case(str(n), f"q{n}") for n in range(3)]
    done = run(ask, cases, pages=pages, progress=counted.append)
    assert asked == ["q0", "q1", "q2"] and counted == [1, 2, 3] and done.index_version == "v1"


def test_run_survives_being_saved(done):
    assert Run.from_json(done.to_json()) == done and done.scores[0].unverifiable


@pytest.mark.parametrize(
    "words", ["", "[]", "{}", '{"format": 1, "index_version": "v", "scores": [{}]}', '{"format": 2}']
)
def test_file_that_is_no_run_is_refused_on_one_line(words):
    with pytest.raises(ConfigurationError, match="évaluation enregistrée"):
        Run.from_json(words)
