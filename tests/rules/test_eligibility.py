from pathlib import Path

import pytest

from assistant.domain import Verdict
from assistant.rules.eligibility import EligibilityTable, total
from assistant.rules.tables import load_tables
from assistant.understanding.normalise import readable

TABLE = EligibilityTable(load_tables(Path("corpus")).kinds)


@pytest.mark.parametrize(
    ("described", "verdict"),
    [
        ("acheter 4 PC", Verdict.EXCLUDED),
        ("le salaire d'un agent", Verdict.EXCLUDED),
        ("un portail famille", Verdict.ELIGIBLE),
        ("portail famille et 4 PC et former 2 agents", Verdict.PARTLY),
        ("former les élus", Verdict.UNDETERMINED),
        ("poser la fibre", Verdict.UNDETERMINED),
    ],
)
def test_a_described_project_gets_its_verdict(described, verdict):
    assert total(TABLE.find(readable(described))) is verdict


def test_a_question_without_project_names_no_kind():
    assert TABLE.find(readable("quelle est la date limite ?")) == []


def test_the_longest_term_wins():
    (finding,) = TABLE.find("un logiciel de paie")
    assert finding.term == "logiciel de paie"
