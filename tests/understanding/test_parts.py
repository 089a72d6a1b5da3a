from assistant.understanding.parts import Asked, split_asked


def whole(text: str) -> list[str]:
    return [asked.whole for asked in split_asked(text)]


def test_two_questions_joined_by_and_become_two_parts():
    assert whole("Quel est le taux et quelle est la date limite ?") == [
        "Quel est le taux",
        "quelle est la date limite ?",
    ]


def test_a_list_of_purchases_stays_one_part():
    assert len(whole("Peut-on financer un portail famille et 4 PC ?")) == 1


def test_the_story_before_a_question_stays_with_it():
    parts = whole("Nous sommes une commune de 300 habitants. Quel est le taux ?")
    assert parts == ["Nous sommes une commune de 300 habitants. Quel est le taux ?"]


def test_each_question_mark_ends_a_part():
    assert len(whole("Quel taux ? Qui contacter ? Quand ?")) == 3


def test_a_point_after_an_abbreviated_title_ends_no_sentence():
    assert whole("Un numéro de téléphone direct pour M. Cousin ?") == ["Un numéro de téléphone direct pour M. Cousin ?"]


def test_a_bare_word_asks_about_what_was_said_before():
    (part,) = split_asked("Un cabinet viendrait nous aider à savoir par où commencer. Aidé ?")
    assert part.words == "Aidé ?" and "cabinet" in part.story


def test_an_inverted_verb_asks():
    assert len(whole("Où dépose-t-on et peut-on commencer avant l'accord ?")) == 2


def test_numbers_of_a_list_are_no_part_of_its_questions():
    asked = split_asked("1) Combien de critères ? 2) Qui contacter ?\n- quel taux ?")
    assert [part.words for part in asked] == ["Combien de critères ?", "Qui contacter ?", "quel taux ?"]


def test_a_question_word_in_place_asks():
    asked = split_asked("Le projet produit ses effets sous combien de temps, et peut-on obtenir une prolongation ?")
    assert len(asked) == 2


def test_quand_may_tell_a_story():
    asked = split_asked("Personne ne décroche, et quand on décroche on les balade. Un outil est-il finançable ?")
    assert [part.words for part in asked] == ["Un outil est-il finançable ?"]


def test_the_signature_of_a_letter_tells_nothing() -> None:
    asked = split_asked("Quel est le taux ? Cordialement. Raymond Fauvel, maire honoraire")
    assert asked == [Asked("Quel est le taux ?")]


def test_a_farewell_that_asks_is_a_question() -> None:
    text = "Nous hésitons. Aussi vous demandé-je respectueusement si des cours seraient payés."
    assert split_asked(text)[0].words == "Aussi vous demandé-je respectueusement si des cours seraient payés."


def test_who_writes_is_the_story_of_what_is_asked() -> None:
    asked = split_asked("je suis maire d'un village, on peut avoir jusqu'à combien")
    assert asked == [Asked("on peut avoir jusqu'à combien", "je suis maire d'un village")]


def test_a_relative_pronoun_asks_nothing() -> None:
    assert len(split_asked("On nous a renvoyés vers la Région, laquelle ne répond pas.")) == 1


def test_whether_it_is_funded_asks_of_what_precedes() -> None:
    asked = split_asked("Le numérique, c'est bien ça ? Dites-moi si vous remboursez.")
    assert [part.words for part in asked] == ["Dites-moi si vous remboursez."]
