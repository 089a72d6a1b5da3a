"""An answer says how it was decided, in figures and not in words to be parsed."""

import pytest

from assistant.answering.decision import load_models, unsure
from assistant.domain import Answer, Question, Reason, Statement, Status
from assistant.pipeline import Assistant
from assistant.wiring import build
from tests.conftest import PHRASINGS, RATE
from tests.support.serving import built


@pytest.fixture
def settings(monkeypatch, tiny_corpus, tmp_path):
    """The settings of the tiny corpus, documents only, without encoder: so little is sure that all is handed over."""
    return built(monkeypatch, tiny_corpus, tmp_path / "index")


def test_passages_are_weighed_by_their_model_and_say_which_were_quoted(settings):
    answer = build(settings, unsure()).ask(Question("Quel est le taux maximum de l'aide ?"))
    (decision,) = answer.decisions
    assert (decision.model, decision.status) == ("passage", answer.status)
    assert (decision.least, decision.chance) == (0.0, answer.chance)
    assert decision.signals["coverage"] > 0
    assert "chance" not in decision.signals
    cited = {citation.quote for statement in answer.statements for citation in statement.citations}
    assert [hit.used for hit in answer.hits] == [
        any(quote in hit.passage.text for quote in cited) for hit in answer.hits
    ]
    assert {hit.used for hit in answer.hits} == {True, False}


def test_a_chance_under_the_least_one_is_what_hands_a_question_over(settings):
    answer = build(settings).ask(Question("Quel est le taux maximum de l'aide ?"))
    (decision,) = answer.decisions
    assert answer.status is Status.HANDOFF
    assert decision.least == load_models()["passage"].threshold
    assert decision.chance < decision.least
    assert answer.hits
    assert not any(hit.used for hit in answer.hits)


def test_tables_are_weighed_by_their_own_model(monkeypatch, tiny_corpus, tmp_path):
    (tiny_corpus / "facets.toml").write_text(RATE.format(name="l'aide", rate="80 %"), "utf-8")
    (tiny_corpus / "questions").mkdir()
    (tiny_corpus / "questions" / "phrasings.toml").write_text(PHRASINGS, "utf-8")
    answer = build(built(monkeypatch, tiny_corpus, tmp_path / "index")).ask(Question("Quel est le taux de l'aide ?"))
    (decision,) = answer.decisions
    assert (decision.model, decision.topic, decision.least) == ("facet", "rate", load_models()["facet"].threshold)
    assert decision.signals["share"] > 0


def test_an_answer_withheld_still_says_how_it_came_about(settings):
    assistant = build(settings, unsure())

    def invent(turn, parts):
        judged = parts.judge.decide(turn.parts[0])
        statement = Statement("L'aide est de 999 €.", judged.statements[0].citations)
        return Answer(
            "", Status.ANSWERED, "L'aide est de 999 €.", statements=(statement,), hits=judged.hits,
            topics=(judged.facet,), decisions=(judged.decision,),
        )  # fmt: skip

    lying = Assistant(assistant._parts, assistant.snapshot, assistant.corpus, (*assistant._steps[:6], invent))
    answer = lying.ask(Question("Quel est le taux maximum de l'aide ?"))
    assert (answer.status, answer.reason) == (Status.HANDOFF, Reason.UNGROUNDED)
    assert answer.statements == ()
    assert answer.hits
    assert answer.topics == ("passage",)
    assert answer.decisions[0].model == "passage"
