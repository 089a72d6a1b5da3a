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
    (finding,) = TABLE.find("un logiciel de prise de rendez-vous")
    assert finding.kind.verdict is Verdict.ELIGIBLE


@pytest.mark.parametrize("described", ["un portail famille sans ordinateur", "un site internet, ni pc ni tablettes"])
def test_what_is_said_to_be_left_out_has_no_verdict(described):
    assert total(TABLE.find(readable(described))) is Verdict.ELIGIBLE


def test_a_tool_is_not_a_purchase():
    assert TABLE.find(readable("payer la cantine depuis leur téléphone"))[0].kind.verdict is Verdict.ELIGIBLE


def test_what_completes_an_item_is_no_item_of_its_own():
    (finding,) = TABLE.find(readable("un vacataire pour la numérisation"))
    assert finding.kind.id == "staff"


def test_a_described_project_is_made_anonymous():
    assert TABLE.mask("peut-on acheter un ordinateur") == "peut on acheter un xprojet"
