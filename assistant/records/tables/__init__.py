"""The tables, all of them: importing this module makes ``Base.metadata`` whole."""

from __future__ import annotations

from assistant.records.tables.accounts import LoginFailure, Session, User
from assistant.records.tables.base import Base
from assistant.records.tables.console import EvaluationRun, Option, ReferenceQuestion, Task
from assistant.records.tables.exchanges import CitationRow, Exchange, Feedback, StatementRow
from assistant.records.tables.faq import FaqEntry, FaqVersion
from assistant.records.tables.handoffs import Erasure, HandoffRow, OutgoingMail
from assistant.records.tables.journal import JournalLine

__all__ = [
    "Base",
    "CitationRow",
    "Erasure",
    "EvaluationRun",
    "Exchange",
    "FaqEntry",
    "FaqVersion",
    "Feedback",
    "HandoffRow",
    "JournalLine",
    "LoginFailure",
    "Option",
    "OutgoingMail",
    "ReferenceQuestion",
    "Session",
    "StatementRow",
    "Task",
    "User",
]
