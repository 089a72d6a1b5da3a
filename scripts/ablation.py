"""Compare the product, naive searches over the same passages and the product without its parts.

One table, one run, the same questions. The thresholds of the naive searches are chosen on
the development split, whatever split is reported. Every index is built in a temporary
folder from one copy of the corpus, so that nothing of the project is touched.

The naive searches are judged more kindly than the product: a right answer only has to quote
the evidence, a right hand-off only has to answer nothing. The product must also give the
status, the verdict and the other fragments that the case asks for, and a verdict that it
does not give counts as wrong, even when it hands over. So its rows come again under the
table, judged as kindly.
"""

from __future__ import annotations

import argparse
import gc
import math
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from figures import say, table
from langchain_core.vectorstores import InMemoryVectorStore

from assistant.domain import Answer, Passage
from assistant.errors import AssistantError
from assistant.evaluation.cases import SPLITS, Case, load_cases
from assistant.evaluation.grounding import fold
from assistant.evaluation.score import ANSWERING, Outcome, score
from assistant.retrieval.embedder import EMBEDDED, MINILM, NONE, load_embedder
from assistant.retrieval.lexical import Lexical
from assistant.settings import Settings, read_settings
from assistant.wiring import build, build_index

#: What a variant leaves out of the corpus folder, beside its documents and corpus.toml.
TABLES = ("facets.toml", "eligibility.toml", "projects.toml", "questions")
ELIGIBILITY = ("eligibility.toml", "projects.toml")

#: A naive search: the words of a question to the number of the best passage and its score.
Search = Callable[[str], tuple[int, float]]


@dataclass(frozen=True)
class Row:
    """A line of the table: what each question came to and how long it took.

    ``kindly``: what the product's answers come to when judged as the naive searches are.
    """

    name: str
    outcomes: Sequence[Outcome]
    milliseconds: Sequence[float]
    kindly: Sequence[Outcome] = ()


@dataclass(frozen=True)
class Best:
    """The best passage for a case: its score, whether it holds the evidence, the time it took."""

    case: Case
    score: float
    right: bool
    milliseconds: float

    def outcome(self, threshold: float) -> Outcome:
        """Return what comes of answering from ``threshold`` on, and of handing over below."""
        answered = self.score >= threshold
        return judged(self.case, answered, answered and self.right)


def judged(case: Case, answered: bool, right: bool) -> Outcome:
    """Return what came of a case, knowing only whether something was answered and the evidence quoted."""
    if right:
        return Outcome.RIGHT
    if answered:
        return Outcome.WRONG
    return Outcome.REFUSED if case.answerable else Outcome.HANDED


def holds(quotes: Sequence[str], case: Case) -> bool:
    """Return whether a fragment of the evidence stands in one of ``quotes``."""
    return any(fold(fragment) in fold(quote) for fragment in case.evidence for quote in quotes)


def kindly(case: Case, answer: Answer) -> Outcome:
    """Return what came of a case when the product is judged as the naive searches are."""
    quotes = [citation.quote for statement in answer.statements for citation in statement.citations]
    expected = not case.answerable and answer.status in case.statuses  # « partial » may also hand over
    return judged(case, answer.status in ANSWERING and not expected, holds(quotes, case))


def ask_product(name: str, settings: Settings, cases: Sequence[Case]) -> tuple[Row, list[Passage]]:
    """Build the index of a variant, ask it every case and return its row and its passages."""
    say(f"{name}: indexing")
    build_index(settings, load_embedder(settings.encoder))
    assistant = build(settings)
    assistant.ask(cases[0].question)  # the first question pays for loading; it is asked again, timed
    say(f"{name}: asking {len(cases)} questions")
    outcomes, kind, taken = [], [], []
    for case in cases:
        began = time.perf_counter()
        answer = assistant.ask(case.question)
        taken.append((time.perf_counter() - began) * 1000)
        outcomes.append(score(case, answer, assistant.snapshot.pages).outcome)
        kind.append(kindly(case, answer))
    return Row(name, outcomes, taken, kind), assistant.snapshot.passages


def product(
    name: str, corpus: Path, encoder: str, cases: Sequence[Case], without: Sequence[str] = ()
) -> tuple[Row, list[Passage]]:
    """Return the row of the product on a copy of ``corpus`` that lacks the files ``without``."""
    with tempfile.TemporaryDirectory(prefix="ablation-") as folder:
        copy = Path(folder) / "corpus"
        shutil.copytree(corpus, copy, ignore=lambda at, _: list(without) if Path(at) == corpus else [])
        settings = Settings(corpus=copy, index=Path(folder) / "index", encoder=encoder)
        found = ask_product(name, settings, cases)
    gc.collect()  # a full index is gigabytes while it is built: let go before the next
    return found


def vectors(encoder: str, texts: Sequence[str]) -> Search:
    """Return the search of langchain's in-memory store by the cosine of an encoder."""
    embedder = load_embedder(encoder)
    if embedder is None:
        raise ValueError(encoder)
    store = InMemoryVectorStore(embedder)
    store.add_texts(list(texts), metadatas=[{"at": at} for at in range(len(texts))])

    def search(question: str) -> tuple[int, float]:
        ((document, cosine),) = store.similarity_search_with_score(question, k=1)
        return int(document.metadata["at"]), float(cosine)

    return search


def words(texts: Sequence[str]) -> Search:
    """Return the search by BM25 alone."""
    lexical = Lexical.build(texts)

    def search(question: str) -> tuple[int, float]:
        scores = lexical.scores(question)
        at = int(scores.argmax())
        return at, float(scores[at])

    return search


def look(search: Search, passages: Sequence[Passage], cases: Sequence[Case]) -> list[Best]:
    """Return the best passage of every case; the question alone is searched, without its history."""
    found = []
    for case in cases:
        began = time.perf_counter()
        at, value = search(case.question.text)
        taken = (time.perf_counter() - began) * 1000
        found.append(Best(case, value, holds([passages[at].text], case), taken))
    return found


def good(outcomes: Sequence[Outcome]) -> int:
    """Return the right answers and the right hand-offs, together."""
    return sum(outcome in (Outcome.RIGHT, Outcome.HANDED) for outcome in outcomes)


def best_threshold(found: Sequence[Best]) -> float:
    """Return the threshold with the most right answers and right hand-offs; of equals, the most careful."""
    candidates = {math.inf, *(best.score for best in found)}
    return max(candidates, key=lambda at: (good([best.outcome(at) for best in found]), at))


def naive(name: str, search: Search, passages: Sequence[Passage], dev: Sequence[Case], cases: Sequence[Case]) -> Row:
    """Return the row of a naive search whose threshold is the best one of ``dev``."""
    say(f"{name}: asking {len(cases)} questions")
    known = look(search, passages, dev)
    threshold = best_threshold(known)
    found = known if cases == dev else look(search, passages, cases)
    outcomes = [best.outcome(threshold) for best in found]
    return Row(f"{name} (from {threshold:.3f})", outcomes, [best.milliseconds for best in found])


def compare(corpus: Path, encoder: str, dev: Sequence[Case], cases: Sequence[Case]) -> list[Row]:
    """Return every row of the table, in its order."""
    whole, passages = product("product as it is", corpus, encoder, cases)
    texts = [passage.text for passage in passages]  # with their headings, no search does better on dev
    return [
        whole,
        naive(f"vectors alone, {MINILM}", vectors(MINILM, texts), passages, dev, cases),
        naive(f"vectors alone, {EMBEDDED}", vectors(EMBEDDED, texts), passages, dev, cases),
        naive("bm25s alone", words(texts), passages, dev, cases),
        product("product, documents only", corpus, encoder, cases, TABLES)[0],
        product("product without encoder", corpus, NONE, cases)[0],
        product("product without eligibility table", corpus, encoder, cases, ELIGIBILITY)[0],
    ]


def show(rows: Sequence[Row], cases: Sequence[Case]) -> None:
    """Print the table."""
    asked = sum(case.answerable for case in cases)
    heads = ("", f"right /{asked}", f"handed over /{len(cases) - asked}", "wrong answers", "median ms")
    lines = []
    for row in rows:
        counts = Counter(row.outcomes)
        cells = [str(counts[outcome]) for outcome in (Outcome.RIGHT, Outcome.HANDED, Outcome.WRONG)]
        lines.append([row.name, *cells, f"{statistics.median(row.milliseconds):.2f}"])
    print(table(heads, lines))


def main() -> int:
    """Run the comparison and print its table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=SPLITS, default="test", help="questions to report (default: test)")
    parser.add_argument("--set", type=Path, default=Path("tests/reference"), help="folder of reference questions")
    options = parser.parse_args()
    try:
        settings = read_settings()
        dev, cases = load_cases(options.set, "dev"), load_cases(options.set, options.split)
        with tempfile.TemporaryDirectory(prefix="ablation-") as folder:
            corpus = Path(folder) / "corpus"  # the same texts and tables for every row, whoever edits them meanwhile
            shutil.copytree(settings.corpus, corpus)
            rows = compare(corpus, settings.encoder, dev, cases)
    except (AssistantError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(cases)} questions of {options.set}, split {options.split}; thresholds chosen on split dev\n")
    show(rows, cases)
    print("\nThe product's answers, judged as kindly as the naive searches are:\n")
    show([replace(row, outcomes=row.kindly) for row in rows if row.kindly], cases)
    return 0


if __name__ == "__main__":
    sys.exit(main())
