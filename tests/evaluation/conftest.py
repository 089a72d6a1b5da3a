from datetime import date

import pytest

from assistant.domain import Answer, Citation, Contact, Handoff, Origin, Page, Question, Statement, Status
from assistant.evaluation.cases import Case

PAGE = "Le taux peut atteindre 80 %\nde 12.500€. Contact : a.b@exemple.fr. Les salaires sont exclus."
CONTACT = Contact("Mme Essai", "directrice", "e.ssai@exemple.fr")


@pytest.fixture
def pages():
    return {("texte", 1): Page("texte", 1, PAGE)}


@pytest.fixture
def cite():
    def cut(fragment, shift=0, document="texte"):
        start = PAGE.index(fragment) + shift
        return Citation(
            document, "Texte", date(2021, 4, 14), Origin.OFFICIAL, 1, "", fragment, start, start + len(fragment), "/"
        )

    return cut


@pytest.fixture
def make_answer(cite):
    def make(status=Status.ANSWERED, text="Le taux va jusqu'à 80 %.", quotes=("peut atteindre 80 %",), **more):
        statements = (Statement(text, tuple(cite(quote) for quote in quotes)),) if quotes else ()
        more.setdefault("handoff", None if status is Status.ANSWERED else Handoff(CONTACT, "mailto:"))
        return Answer(id="1", status=status, text=text, statements=statements, index_version="v1", **more)

    return make


@pytest.fixture
def make_case():
    def make(id="rate-1", question="Quel taux ?", statuses=(Status.ANSWERED,), **more):
        more.setdefault("category", "rate")
        more.setdefault("split", "dev")
        return Case(id=id, question=Question(question), statuses=frozenset(statuses), **more)

    return make
