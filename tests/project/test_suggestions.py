"""A question that is offered has an answer of its own: whoever clicks it must not be told something else."""

import pytest

from assistant.commands import index
from assistant.domain import Question
from assistant.settings import read_settings
from assistant.wiring import build


@pytest.fixture
def shipped(tmp_path, monkeypatch):
    """The assistant as it is installed: the project's own corpus, with the embedded encoder."""
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "index"))
    index.index()
    return build(read_settings())


@pytest.mark.slow
def test_each_question_that_the_corpus_offers_leads_to_the_facet_that_offers_it(shipped):
    offered = shipped._parts.suggestions
    reached = {facet: shipped.ask(Question(question)).topics for facet, question in offered.items()}
    assert {facet: topics for facet, topics in reached.items() if topics != (facet,)} == {}


def test_what_comes_after_a_facet_is_a_facet_with_a_question_to_offer(real_settings):
    assistant = build(real_settings)
    facet = assistant._parts.judge._recogniser.facet
    follow = {name: facet(name).see for name in assistant.topics if facet(name)}
    assert sum(map(len, follow.values())) > 50
    assert [(name, after) for name, afters in follow.items() for after in afters if after not in follow] == []
    assert [after for afters in follow.values() for after in afters if not facet(after).suggest] == []
