from assistant.answering.reading import PASSAGE, SETTLED, WHOLE, Reader
from assistant.domain import Hit, Passage, Run
from assistant.ingestion.sentences import sentences
from assistant.retrieval.settling import Settled
from assistant.retrieval.terms import terms

FAR, NEAR = "Le comité se réunit chaque mois.", "Les dossiers sont examinés par le préfet."
LONG = " ".join(f"La {n}e phrase de ce paragraphe parle d’autre chose que du délai de versement." for n in range(20))


def passage(text, number):
    return Passage(f"doc/p1-{number}", "doc", text, (Run(0, 1, 0, len(text)),), (), sentences(text))


def reader(texts, settle=None):
    passages = [passage(text, number) for number, text in enumerate(texts)]
    hits = [Hit(each, 1.0 - number / 10) for number, each in enumerate(passages)]
    return Reader(lambda query, k, spoken: hits[:k], terms, passages, settle)


def by_words(settled):
    """Judge each passage by the words that it holds."""

    def settle(question, passages):
        scores = [max((score for words, score in settled.items() if words in p.text), default=-5.0) for p in passages]
        return [Settled(score, (0, len(p.text))) for score, p in zip(scores, passages, strict=True)]

    return settle


def test_the_passage_that_settles_is_quoted_first_though_it_was_found_second():
    found = reader([FAR, NEAR], by_words({"préfet": 3.0})).read("qui regarde les dossiers ?")
    assert [hit.passage.text for hit, _ in found.quotes] == [NEAR, FAR]
    assert found.features["settled"] == 3.0
    assert found.model == SETTLED


def test_without_what_judges_them_passages_stay_as_found_and_another_model_decides():
    found = reader([FAR, NEAR]).read("qui regarde les dossiers ?")
    assert [hit.passage.text for hit, _ in found.quotes] == [FAR, NEAR]
    assert "settled" not in found.features
    assert found.model == PASSAGE


def test_of_a_long_passage_the_stretch_that_settles_is_quoted():
    assert len(LONG) > WHOLE
    span = (LONG.index("La 7e"), LONG.index("La 9e") - 1)
    found = reader([LONG], lambda question, passages: [Settled(1.0, span)]).read("quel délai ?")
    assert found.quotes[0][1] == span


def test_nothing_found_is_nothing_judged():
    found = reader([], by_words({})).read("quel délai ?")
    assert found.quotes == ()
    assert found.model == PASSAGE
