"""Ask the assistant itself, with made-up entries published: ``check_faq.py dev``, or ``held-out``.

Prints how many of the entries' own questions they answer, how many near ones, and what
they change of the development reference set. What goes wrong is shown for the
development part only. With a number, that many of an entry's own questions are first
added to its wordings, and the others asked.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from faq_entries import entries, published

from assistant.domain import Answer, Question
from assistant.evaluation.cases import Case, load_cases
from assistant.evaluation.report import totals
from assistant.evaluation.run import run
from assistant.pipeline import Assistant
from assistant.settings import read_settings
from assistant.wiring import build


def answered_by(answer: Answer) -> set[int]:
    """Return the numbers of the entries that an answer quotes."""
    quoted = {c.document for statement in answer.statements for c in statement.citations}
    return {int(name.removeprefix("faq-")) for name in quoted if name.startswith("faq-")}


def own(rows: Sequence[dict[str, Any]], assistant: Assistant, shown: bool) -> None:
    """Ask the entries' own questions and the near ones."""
    counts: Counter[str] = Counter()
    for number, row in enumerate(rows, 1):
        for kind in ("asks", "differs"):
            for question in row[kind]:
                answer = assistant.ask(Question(question))
                given = answered_by(answer)
                counts[kind] += 1
                counts[f"{kind} offered"] += row["question"] in answer.suggestions
                right = {n for n, other in enumerate(rows, 1) if other["id"] == row.get("elsewhere", {}).get(question)}
                counts[f"{kind} given"] += number in given
                counts[f"{kind} other"] += bool(given - {number} - right)
                wrong = given - right if kind == "differs" else given - {number}
                if wrong and shown:
                    print(f"  {kind}: {question!r} is answered by {[rows[n - 1]['id'] for n in given]}")
    for kind, words in (("asks", "own questions"), ("differs", "near questions")):
        total = counts[kind]
        given, other, offered = (counts[f"{kind} {what}"] / total for what in ("given", "other", "offered"))
        print(
            f"{words}: {total}; answered by the entry {given:.1%}, by another {other:.1%}; "
            f"not answered but offered its question {offered:.1%}"
        )


def reference(rows: Sequence[dict[str, Any]], before: Callable[[Question], Answer], assistant: Assistant) -> None:
    """Print what the entries answer of the development reference set, and its score without and with them."""
    cases = load_cases(Path("tests/reference"), "dev")
    asked_for = {case for row in rows for case in row.get("cases", [])}
    taken: dict[str, set[int]] = {}
    published_questions, offered = {row["question"] for row in rows}, set()

    def ask(question: Question) -> Answer:
        answer = assistant.ask(question)
        taken[question.text] = answered_by(answer)
        if published_questions & set(answer.suggestions):
            offered.add(question.text)
        return answer

    second = run(ask, cases, pages=assistant.library.pages)
    changed = [case for case in cases if taken[case.question.text]]  # the other answers are those given without entries
    first = run(before, changed, pages=assistant.library.pages)
    unrelated = [case for case in cases if case.id not in asked_for]
    wrong = [case for case in unrelated if taken[case.question.text]]
    for case in wrong:
        print(f"  {case.id}: {case.question.text[:110]!r} is answered by {_named(rows, taken, case)}")
    print(
        f"reference questions that no entry answers: {len(unrelated)}, "
        f"{len(wrong)} of which are answered by one ({len(wrong) / len(unrelated):.2%}), "
        f"{sum(case.question.text in offered for case in unrelated) / len(unrelated):.1%} offered the question of one"
    )
    for line in totals(second):
        print(f"reference set with the entries: {line.name} {line.rate:.1%}; unverifiable {line.unverifiable}")
    after = {score.case: score.good for score in second.scores}
    lost = {score.case for score in first.scores if score.good and not after[score.case]}
    won = {score.case for score in first.scores if after[score.case] and not score.good}
    print(
        f"as expected only without the entries: {len(lost)}, "
        f"of which {len(lost & asked_for)} an entry rightly answers; only with them: {len(won)}"
    )


def _named(rows: Sequence[dict[str, Any]], taken: dict[str, set[int]], case: Case) -> list[str]:
    return [rows[n - 1]["id"] for n in taken[case.question.text]]


def main() -> int:
    """Check a part."""
    split, added = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0
    rows = [
        {**row, "phrasings": [*row["phrasings"], *row["asks"][:added]], "asks": row["asks"][added:]}
        for row in entries(split)
    ]
    before = build(read_settings())
    assistant = before.with_entries(published(rows))
    own(rows, assistant, split == "dev" and not added)
    if not added:
        reference(rows, before.ask, assistant)
    return 0


if __name__ == "__main__":
    sys.exit(main())
