from assistant.understanding.windows import CLAUSE, STORY, stretches


def test_the_question_is_looked_at_first_and_its_story_counts_less():
    found = dict(stretches("Quel est le taux ?", "Nous sommes une petite commune. Le budget est voté."))
    assert next(iter(found)) == "Quel est le taux ?"
    assert found["Le budget est voté."] == STORY


def test_a_long_question_is_also_read_clause_by_clause():
    long = "Comme notre conseil municipal hésite depuis des mois, pourriez-vous nous dire, enfin, quel est le taux ?"
    assert CLAUSE in dict(stretches(long)).values()


def test_no_more_stretches_than_can_be_read_quickly():
    assert len(stretches("Et alors ? " * 40, "Un mot de plus. " * 40)) <= 10
