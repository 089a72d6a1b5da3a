"""One missing fact decides: it is asked for, and what is answered settles the verdict."""

from pathlib import Path

import pytest

from assistant.domain import Verdict
from assistant.errors import CorpusError
from assistant.rules.eligibility import EligibilityTable, total
from assistant.rules.tables import load_tables
from assistant.understanding.normalise import readable

TABLE = EligibilityTable(load_tables(Path("corpus")).kinds)


@pytest.mark.parametrize(
    ("described", "verdict"),
    [
        ("un logiciel pour les habitants", Verdict.ELIGIBLE),
        ("un logiciel pour les agents", Verdict.UNDETERMINED),
    ],
)
def test_the_fact_settles_the_kind(described, verdict):
    findings = TABLE.find(readable(described))
    assert total(findings) is verdict and not any(finding.kind.clarify for finding in findings)


def test_without_the_fact_it_is_asked():
    (finding,) = TABLE.find(readable("un logiciel"))
    assert finding.kind.clarify.endswith("?")


def test_a_kind_settled_as_one_that_is_not_there_is_refused(tmp_path):
    (tmp_path / "eligibility.toml").write_text('[[kind]]\nid = "a"\nsettled = { b = ["x"] }\nterms = ["y"]\n', "utf-8")
    with pytest.raises(CorpusError, match="'b'"):
        load_tables(tmp_path)
