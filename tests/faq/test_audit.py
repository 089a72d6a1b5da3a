"""Published answers re-checked against the documents: each way they may stand."""

from datetime import date

import pytest

from assistant.faq.audited import Standing
from assistant.faq.wording import Mark
from tests.support.held import audited, document, entry, held

RATE = "L'aide est égale à 60 % des dépenses retenues."
TEXT = f"# Montant\n\n{RATE}\n\nLes travaux doivent être achevés dans les dix-huit mois de la notification."
ANSWER = entry("L’aide est de 60 % des dépenses retenues.", RATE, question="Quel est le taux de l’aide ?")


def one(audit):
    """Return the only finding of an audit."""
    (found,) = audit.findings
    return found


@pytest.mark.parametrize(
    "now", [TEXT, TEXT.replace("'", "’").replace("60 %", "60\u00a0%"), TEXT.replace(" des", "\ndes")]
)
def test_a_quote_still_there_supports_its_answer(now):
    found = one(audited(ANSWER, held(aide=now)))
    assert (found.standing, found.cause) == (Standing.SUPPORTED, "held")
    assert found.place.document == "aide"


def test_other_words_with_the_same_facts_support_it():
    now = TEXT.replace(RATE, "L'aide représente 60 % des dépenses qui sont retenues.")
    found = one(audited(ANSWER, held(aide=now)))
    assert (found.standing, found.cause) == (Standing.SUPPORTED, "reworded")


@pytest.mark.parametrize("rate", ["50 %", "70 %", "60,5 %"])
def test_another_figure_contradicts_it(rate):
    found = one(audited(ANSWER, held(aide=TEXT.replace("60 %", rate))))
    assert (found.standing, found.cause) == (Standing.CONTRADICTED, "figure")
    assert "60 %" in found.explanation
    assert rate in found.explanation
    assert found.place.quote.startswith("L'aide")
    assert [p.words for p in found.difference if p.mark is Mark.REMOVED] == ["60"]
    assert [p.words for p in found.difference if p.mark is Mark.ADDED] == [rate.removesuffix(" %")]


def test_a_negation_contradicts_it():
    quote = "Les dépenses de personnel sont éligibles à l'aide."
    answer = entry("Oui, les dépenses de personnel sont éligibles.", quote)
    now = held(aide=quote.replace("sont éligibles", "ne sont pas éligibles"))
    assert (one(audited(answer, now)).standing, one(audited(answer, now)).cause) == (Standing.CONTRADICTED, "negation")


def test_a_ceiling_made_a_floor_contradicts_it():
    quote = "La cotisation ne dépasse pas 40 € par an et par jardinier."
    now = held(aide=quote.replace("ne dépasse pas", "peut dépasser"))
    assert one(audited(entry("Elle ne dépasse pas 40 € par an.", quote), now)).cause == "limit"


def test_another_name_contradicts_it():
    quote = "Le pilotage de l'axe revient à la DINUM pour toutes les collectivités."
    found = one(audited(entry("La DINUM pilote.", quote), held(aide=quote.replace("DINUM", "DITP"))))
    assert (found.standing, found.cause) == (Standing.CONTRADICTED, "name")
    assert "DITP" in found.explanation


def test_another_person_contradicts_it():
    quote = "Votre interlocuteur est M. Bernard Cousin, à la préfecture."
    found = one(
        audited(entry("Appelez M. Cousin.", quote), held(aide=quote.replace("M. Bernard Cousin", "Mme Hélène Martel")))
    )
    assert found.standing is Standing.CONTRADICTED
    assert "Martel" in found.explanation


def test_a_lost_quote_is_shown_beside_the_nearest_words():
    found = audited(ANSWER, held(aide=TEXT.replace(RATE, "Le bureau fixe chaque année l'aide."))).findings[0]
    assert (found.standing, found.cause) == (Standing.QUOTE_GONE, "gone")
    assert found.explanation


def test_a_figure_added_to_the_sentence_leaves_the_quote_without_support():
    now = TEXT.replace(RATE, "L'aide est égale, jusqu'à 5 000 €, à 60 % des dépenses retenues.")
    assert audited(ANSWER, held(aide=now)).findings[0].cause == "added"


def test_a_figure_added_after_the_words_makes_them_stale():
    now = TEXT.replace("retenues.", "retenues, jusqu'à 5 000 €.")
    assert audited(ANSWER, held(aide=now), before=TEXT).findings[0].cause == "around"


def test_a_quote_that_moved_to_another_document_supports_it():
    found = one(audited(ANSWER, held(aide="# Objet\n\nLe dispositif est clos.", annexe=RATE)))
    assert (found.standing, found.cause, found.document) == (Standing.SUPPORTED, "moved", "annexe")


def test_the_document_that_is_quoted_counts_before_another_that_kept_the_words():
    found = one(audited(ANSWER, held(aide=TEXT.replace("60 %", "50 %"), ancien=RATE)))
    assert found.standing is Standing.CONTRADICTED


def test_a_document_that_is_gone_is_said_gone():
    found = one(audited(ANSWER, held(autre="Tout autre chose, sans rapport.")))
    assert (found.standing, found.cause) == (Standing.QUOTE_GONE, "document_gone")
    assert found.place is None


def test_an_answer_past_its_time_is_stale_even_if_it_holds():
    answer = entry("L’aide est de 60 %.", RATE, expires_on=date(2026, 2, 28))
    audit = audited(answer, held(aide=TEXT))
    assert audit.standing is Standing.STALE
    assert [finding.standing for finding in audit.findings] == [Standing.STALE, Standing.SUPPORTED]


def test_the_last_day_of_an_answer_is_still_its_time():
    answer = entry("L’aide est de 60 %.", RATE, expires_on=date(2026, 3, 1))
    assert audited(answer, held(aide=TEXT)).standing is Standing.SUPPORTED


def test_an_exception_added_beside_the_quote_makes_it_stale():
    now = TEXT.replace(RATE, f"{RATE} Toutefois, elle est de 30 % pour les communes de plus de 5 000 habitants.")
    found = one(audited(ANSWER, held(aide=now), before=TEXT))
    assert (found.standing, found.cause) == (Standing.STALE, "around")
    assert "Toutefois" in found.now


def test_an_exception_in_the_next_paragraph_makes_it_stale():
    now = TEXT.replace(RATE, f"{RATE}\n\nPar exception, les syndicats n'ont droit à rien.")
    assert one(audited(ANSWER, held(aide=now), before=TEXT)).cause == "around"


@pytest.mark.parametrize(
    "now",
    [
        TEXT.replace(RATE, f"{RATE} Le service reste à votre écoute."),
        TEXT.replace("dix-huit mois", "douze mois"),
        f"# Préambule\n\nLe fonds est doté de 3 M€.\n\n{TEXT}",
    ],
)
def test_a_change_that_is_not_about_the_quote_leaves_it(now):
    assert audited(ANSWER, held(aide=now), before=TEXT).standing is Standing.SUPPORTED


def test_a_sentence_that_stood_beside_the_quote_is_not_what_it_became():
    single, couple = (
        "Le plafond est de 10 838 € par an pour une personne.",
        "Le plafond est de 16 826 € par an pour un couple.",
    )
    answer = entry("16 826 € par an pour un couple.", couple, question="Quel plafond pour un couple ?")
    before = f"{single}\n\n{couple}"
    assert audited(answer, held(aide=single), before=before).standing is Standing.QUOTE_GONE


def test_a_figure_of_the_answer_that_its_quote_lacks_is_looked_up():
    answer = entry("60 %, et les travaux doivent être achevés dans les vingt-quatre mois de la notification.", RATE)
    found = audited(answer, held(aide=TEXT)).findings[0]
    assert (found.standing, found.cause) == (Standing.CONTRADICTED, "otherwise")
    assert "dix-huit mois" in found.explanation


def test_a_figure_that_a_changed_document_does_not_confirm_is_stale():
    answer = entry("60 %, et un acompte de 12 000 € est versé en juin.", RATE)
    assert audited(answer, held(aide=TEXT)).findings[0].cause == "unconfirmed"
    same = entry("60 %, et un acompte de 12 000 € est versé en juin.", RATE, sha256="now")
    assert audited(same, held(aide=TEXT)).standing is Standing.UNSUPPORTED


def test_a_newer_document_that_says_otherwise_contradicts_a_quote_that_holds():
    newer = document("nouveau", date(2026, 1, 5))
    now = held(records=[newer], aide=TEXT, nouveau="L'aide est désormais égale à 40 % des dépenses retenues.")
    found = audited(ANSWER, now).findings[0]
    assert (found.standing, found.cause, found.document) == (Standing.CONTRADICTED, "newer", "nouveau")


def test_an_older_document_that_says_otherwise_contradicts_nothing():
    older = document("ancien", date(2020, 1, 5))
    now = held(records=[older], aide=TEXT, ancien="L'aide était égale à 40 % des dépenses retenues.")
    assert audited(ANSWER, now).standing is Standing.SUPPORTED


def test_an_answer_from_memory_is_supported_by_what_the_documents_state():
    answer = entry("L’aide couvre 60 % des dépenses retenues.")
    found = one(audited(answer, held(aide=TEXT)))
    assert (found.standing, found.cause, found.place.document) == (Standing.SUPPORTED, "stated", "aide")


def test_an_answer_from_memory_is_contradicted_by_what_the_documents_state():
    found = one(audited(entry("L’aide couvre 80 % des dépenses retenues."), held(aide=TEXT)))
    assert (found.standing, found.cause) == (Standing.CONTRADICTED, "otherwise")
    assert found.now == RATE


def test_the_other_figure_of_the_same_answer_contradicts_nothing():
    now = held(aide="L'aide est égale à 60 % des dépenses, portée à 80 % dans les quartiers prioritaires.")
    answer = entry("L'aide est de 60 % des dépenses, de 80 % dans les quartiers prioritaires.")
    assert audited(answer, now).standing is Standing.SUPPORTED


def test_what_no_document_says_is_listed_and_is_no_finding():
    audit = audited(entry("La préfecture répond au 02 32 76 50 00."), held(aide=TEXT))
    assert audit.standing is Standing.UNSUPPORTED
    assert not audit.standing.is_finding


def test_an_answer_without_quote_or_figure_is_checked_by_what_it_denies():
    now = held(aide="Les achats d'équipements informatiques pour les agents sont exclus de l'aide.")
    wrong = entry("Oui, les achats d'équipements informatiques pour les agents sont éligibles.")
    right = entry("Non, les achats d'équipements informatiques pour les agents sont exclus.")
    assert one(audited(wrong, now)).cause == "denied"
    assert one(audited(right, now)).standing is Standing.SUPPORTED


def test_an_answer_that_nothing_touches_is_to_be_checked():
    assert one(audited(entry("Bonjour et merci."), held(aide=TEXT))).cause == "unquoted"


def test_the_worst_finding_comes_first():
    answer = entry("60 %.", RATE, "Ces mots ne furent jamais dans aucun document de ce monde.")
    audit = audited(answer, held(aide=TEXT.replace("60 %", "50 %")))
    assert [f.standing for f in audit.findings][:2] == [Standing.CONTRADICTED, Standing.QUOTE_GONE]


def test_another_territory_says_nothing_of_ours():
    now = held(aide="Dans l'Eure, une enveloppe de 212 000 € est mobilisée pour les collectivités du département.")
    answer = entry("Une enveloppe de 297 000 € est mobilisée pour les collectivités du département.")
    assert audited(answer, now, territory="Seine-Maritime").standing is Standing.UNSUPPORTED
