from sqlalchemy import event, select

from assistant.domain import Question
from assistant.records import exchanges
from assistant.records.tables import Exchange
from tests.records.conftest import ANSWERED, HANDED, QUOTE


def read(database, answer_id):
    with database.reading() as session:
        row = session.get(Exchange, answer_id)
        assert row is not None
        return row, [(s.text, [c.quote for c in s.citations]) for s in row.statements], row.steps


def test_an_exchange_is_read_back_with_what_carried_its_answer(database, keep):
    row, statements, steps = read(database, keep(conversation="0123456789abcdef"))
    assert (row.question, row.status, row.topic) == ("Quel est le taux ?", "answered", "rate")
    assert (row.index_version, row.chance, row.took_ms) == ("0123456789ab", 0.97, 12.5)
    assert row.conversation == "0123456789abcdef"
    assert row.asked_at.tzinfo is not None
    assert statements == [(ANSWERED.statements[0].text, [QUOTE.quote])]
    assert steps[-1] == {"name": "judge", "outcome": "answered/rate (score 0.90)"}


def test_personal_addresses_are_gone_before_anything_is_written_and_the_contact_s_stay(database):
    written = []
    listen = lambda connection, cursor, statement, parameters, context, many: written.append(str(parameters))  # noqa: E731
    event.listen(database.engine, "before_cursor_execute", listen)
    question = Question("Écrivez à jean.dupont@mairie.fr ou à contact@exemple.fr", ("je suis a.b@c.fr",))
    with database.writing() as session:
        exchanges.add(session, "", question, HANDED, "api", ["contact@exemple.fr"])
    event.remove(database.engine, "before_cursor_execute", listen)
    row, _, _ = read(database, HANDED.id)
    assert "contact@exemple.fr" in row.question
    assert not any("dupont" in parameters or "a.b@c.fr" in parameters for parameters in written)


def test_a_conversation_that_could_be_guessed_is_not_kept(database, keep):
    for number, name in enumerate(("1", "a" * 15, "é" * 20, "x" * 200, "a b c d e f g h i j")):
        assert read(database, keep(number=number, conversation=name))[0].conversation is None


def test_questions_that_say_the_same_are_alike_and_others_are_not(database, keep):
    plain = {"topics": ("passage",)}
    keep("Peut-on financer une borne de recharge ?", 1, **plain)
    keep("bonjour, une BORNE de recharge, peut on la financer svp", 2, **plain)
    keep("Peut-on financer une éolienne ?", 3, **plain)
    keep("pourriez-vous me dire s'il est possible de financer une borne de recharge, cordialement", 6, **plain)
    keep("jusqu'à quand ?", 4, topics=("deadline",))
    keep("date limite de dépôt", 5, topics=("deadline",))
    with database.reading() as session:
        alike = dict(iter(session.execute(select(Exchange.id, Exchange.alike))))
    one, two, three, four, five = (alike[f"{number:032x}"] for number in range(1, 6))
    assert one == two == alike[f"{6:032x}"] != three
    assert four == five
