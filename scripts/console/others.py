"""What a console holds beside exchanges: agents, FAQ entries, a journal, evaluations, tasks, mails."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select

from assistant.evaluation.cases import load_cases
from assistant.evaluation.report import summary
from assistant.evaluation.run import run
from assistant.notices import outbox
from assistant.pipeline import Assistant
from assistant.records import evaluations, journal
from assistant.records.database import Database
from assistant.records.faq import workflow
from assistant.records.faq.wording import Wording, seal
from assistant.records.tables import HandoffRow, JournalLine, Option, Task, User
from scripts.figures import REFERENCE

ENTRIES, LINES, RUNS, TASKS, CASES = 300, 20_000, 6, 30, 60
AGENTS = ("reader", "writer", "writer", "writer", "validator", "validator", "administrator")


def fill_others(database: Database, assistant: Assistant, asked: Sequence[str], now: datetime) -> None:
    """Write what agents would have written in a year."""
    agents = _agents(database)
    _entries(database, asked, agents)
    _mails(database)
    _runs(database, assistant)
    lengthen_journal(database, now)


def _agents(database: Database) -> list[workflow.Machine]:
    with database.writing() as session:
        users = [User(login=f"agent{n}", name=f"Agent {n}", role=role) for n, role in enumerate(AGENTS)]
        session.add_all(users)
        session.flush()
        return [workflow.Machine(user.id, user.login) for user in users]


def _entries(database: Database, asked: Sequence[str], agents: Sequence[workflow.Machine]) -> None:
    """Write entries, three in four of them published, some with a second version under way."""
    for at in range(0, ENTRIES, 50):
        with database.writing() as session:
            for number in range(at, at + 50):
                words = asked[number % len(asked)][:200]
                said = Wording(f"{words} ({number})", f"Réponse de la préfecture, numéro {number}.", (f"{words} svp",))
                entry = workflow.create(session, "", said, agents[number % 4])
                if number % 4:
                    workflow.propose(session, entry, agents[1], seal(workflow.newest(entry)))
                    seen = seal(workflow.newest(entry))
                    workflow.validate(session, entry, agents[4], seen, four_eyes=False, on=date.today())
                if number % 12 == 1:
                    workflow.edit(session, entry, said, agents[2], seal(workflow.newest(entry)))


def _mails(database: Database) -> None:
    with database.writing() as session:
        waiting = select(HandoffRow).where(HandoffRow.state == "waiting").limit(60)
        for row in session.scalars(waiting).all():
            outbox.announce_handoff(session, row, "contact@prefecture.example", "")


def _runs(database: Database, assistant: Assistant) -> None:
    """Keep a real run several times, and the tasks that would have made them."""
    done = run(assistant.ask, load_cases(REFERENCE, "dev")[:CASES], pages=assistant.snapshot.pages)
    with database.writing() as session:
        for _ in range(RUNS):
            evaluations.keep(session, "", done.index_version, summary(done), done.to_json(), None)
        session.add_all(Task(scheme="", kind="evaluation", state="done") for _ in range(TASKS))


def lengthen_journal(database: Database, now: datetime) -> None:
    """Lengthen the chain as ``journal.write`` would, all at once."""
    draw = random.Random(17)  # noqa: S311
    with database.writing() as session:
        number, previous = journal.head(session)
        last = session.scalar(select(func.max(JournalLine.at))) or now
        rows: list[dict[str, Any]] = []
        for step in range(LINES):
            action = draw.choice(("question.read", "question.aside", "handoff.read", "signed_in", "faq.edit"))
            line = JournalLine(
                number=number + step + 1,
                at=last + timedelta(microseconds=step),
                scheme="",
                actor=f"agent{draw.randrange(len(AGENTS))}",
                action=action,
                target=f"question/{draw.getrandbits(128):032x}",
                details={},
                previous=previous,
            )
            previous = line.digest = journal.digest(line)
            rows.append({column.key: getattr(line, column.key) for column in JournalLine.__table__.columns})
        session.execute(insert(JournalLine), rows)
        end = {"number": rows[-1]["number"], "digest": previous}
        session.merge(Option(scheme=journal.HEAD[0], name=journal.HEAD[1], value=end))
