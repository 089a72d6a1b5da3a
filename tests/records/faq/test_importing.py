import pytest
from sqlalchemy import event

from assistant.records.faq import importing
from assistant.records.faq.importing import Fate, Incoming, carry_out, plan
from assistant.records.faq.wording import Source, Wording
from assistant.records.faq.workflow import find, newest
from assistant.records.tables import FaqEntry
from tests.support.entries import keep, say


def row(question, answer="Oui.", entry_id=None, **more):
    return Incoming(entry_id, Wording(question, answer, **more))


def planned(database, *rows, scheme=""):
    with database.reading() as session:
        return plan(session, scheme, rows)


def fates(found):
    return [one.fate for one in found]


def test_a_plan_tells_what_is_new_changed_the_same_or_refused(database):
    same = keep(database, "Pareille ?", "Oui.")
    changed = keep(database, "Quel taux ?", "70 %.")
    waiting = keep(database, "En attente ?", state="proposed")
    found = planned(
        database,
        row("Nouvelle ?"),
        row("Pareille ?", entry_id=same),
        row("Quel taux ?", "80 %."),
        row("En attente ?", "Non.", entry_id=waiting),
    )
    assert fates(found) == [Fate.CREATED, Fate.SAME, Fate.CHANGED, Fate.REFUSED]
    assert found[2].entry_id == changed
    assert "attend une validation" in found[3].why


def test_an_entry_is_known_by_its_id_when_its_question_changed(database):
    number = keep(database, "Quel taux ?")
    (found,) = planned(database, row("Quel est le taux ?", entry_id=number))
    assert (found.fate, found.entry_id) == (Fate.CHANGED, number)


def test_two_rows_of_one_entry_are_not_both_taken(database):
    number = keep(database, "Quel taux ?", "70 %.")
    twice = planned(
        database,
        row("Quel taux ?", "80 %."),
        row("Autre ?", entry_id=number),
        row("Neuve ?"),
        row("Neuve ?"),
    )
    assert fates(twice) == [Fate.CHANGED, Fate.REFUSED, Fate.CREATED, Fate.REFUSED]


def test_what_the_documents_were_does_not_make_a_row_another(database):
    keep(database, "Quel taux ?", "70 %.", sources=(Source("circulaire", "le taux maximum", "a" * 64),))
    (found,) = planned(
        database, row("Quel taux ?", "70 %.", sources=(Source("circulaire", "le taux maximum", "b" * 64),))
    )
    assert found.fate is Fate.SAME


def test_an_id_of_another_scheme_is_another_entry(database):
    number = keep(database, "Ailleurs ?", scheme="autre")
    (found,) = planned(database, row("Ici ?", entry_id=number))
    assert (found.fate, found.entry_id) == (Fate.CREATED, None)


def test_what_is_imported_is_proposed_and_answers_nobody(database, people):
    number = keep(database, "Quel taux ?", "70 %.")
    rows = planned(database, row("Quel taux ?", "80 %."), row("Nouvelle ?"))
    assert carry_out(database, "", rows, people.ada) == {Fate.CHANGED: 1, Fate.CREATED: 1}
    with database.reading() as session:
        entries = list(session.query(FaqEntry).order_by(FaqEntry.id))
        assert [(entry.state, entry.published) for entry in entries] == [("proposed", 1), ("proposed", None)]
        changed = find(session, "", number)
        assert (newest(changed).answer, newest(changed).author_id) == ("80 %.", people.ada.id)


def test_what_somebody_changed_since_the_plan_is_left_as_it_is(database, people):
    number = keep(database, "Quel taux ?", "70 %.")
    rows = planned(database, row("Quel taux ?", "80 %."))
    say(database, number, "Quel taux ?", "90 %.", state="draft")
    assert carry_out(database, "", rows, people.ada) == {Fate.REFUSED: 1}
    with database.reading() as session:
        assert newest(find(session, "", number)).answer == "90 %."


def test_a_large_file_is_written_a_few_rows_at_a_time(database, people, monkeypatch):
    monkeypatch.setattr(importing, "AT_ONCE", 4)
    commits = []
    event.listen(database.engine, "commit", commits.append)
    rows = planned(database, *(row(f"Question {n} ?") for n in range(10)))
    assert carry_out(database, "", rows, people.ada) == {Fate.CREATED: 10}
    assert len(commits) == 3


def test_a_plan_costs_two_queries_whatever_the_rows(database):
    for n in range(5):
        keep(database, f"Question {n} ?")
    counted = []
    event.listen(database.engine, "before_cursor_execute", lambda *args: counted.append(args[2]))
    planned(database, *(row(f"Question {n} ?", "Non.") for n in range(5)))
    assert len(counted) <= 2


@pytest.mark.parametrize("numbers", [[], [1, 2]])
def test_nothing_to_do_writes_nothing(database, people, numbers):
    for n in numbers:
        keep(database, f"Question {n} ?")
    rows = planned(database, *(row(f"Question {n} ?") for n in numbers))
    assert carry_out(database, "", rows, people.ada) == {}
