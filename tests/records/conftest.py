from dataclasses import replace
from datetime import date

import pytest

from assistant.domain import Answer, Citation, Contact, Handoff, Origin, Question, Reason, Statement, Status, Step
from assistant.records import exchanges

QUOTE = Citation(
    "circulaire", "Circulaire", date(2021, 4, 14), Origin.OFFICIAL, 1, "Financement",
    "Le taux maximum est de 80 %.", 10, 38, "/documents/circulaire?p=1&d=10&f=38#p1-2",
)  # fmt: skip
ANSWERED = Answer(
    id="a" * 32,
    status=Status.ANSWERED,
    text="Le taux : « Le taux maximum est de 80 %. »",
    statements=(Statement("« Le taux maximum est de 80 %. »", (QUOTE,)),),
    index_version="0123456789ab",
    timings_ms={"total": 12.5},
    steps=(Step("split", ""), Step("judge", "answered/rate (score 0.90)")),
    topics=("rate",),
    chance=0.97,
)
HANDED = Answer(
    id="b" * 32,
    status=Status.HANDOFF,
    text="Les documents ne le disent pas.",
    reason=Reason.NO_EVIDENCE,
    handoff=Handoff(Contact("Mme Exemple", "directrice", "contact@exemple.fr"), "mailto:contact@exemple.fr"),
    index_version="0123456789ab",
)


@pytest.fixture
def keep(database):
    """Write exchanges down: a question, its number (which makes the answer's id), and what the answer differs by."""

    def add(question="Quel est le taux ?", number=1, answer=ANSWERED, scheme="", at=None, conversation=None, **changes):
        answer = replace(answer, id=f"{number:032x}", **changes)
        with database.writing() as session:
            row = exchanges.add(session, scheme, Question(question, (), conversation), answer, "api")
            if at is not None:
                row.asked_at = at
        return answer.id

    return add
