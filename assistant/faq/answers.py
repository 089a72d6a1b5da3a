"""What an answer says beyond its quotes, re-checked against the documents: its facts, and what it denies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.domain import Citation
from assistant.faq.audited import AuditedEntry, Finding, Standing
from assistant.faq.earlier import Earlier
from assistant.faq.facts import Fact
from assistant.faq.folded import subjects
from assistant.faq.lookup import YES_NO, Looked, Lookup, carried
from assistant.faq.nearest import nearest
from assistant.faq.polarity import denies
from assistant.faq.quotes import explained, has_changed
from assistant.faq.wording import difference
from assistant.ingestion.sentences import sentences

#: For a sentence without a quote to be affirmed or denied by a document's: the share of the answer's words that it
#: has, the share of its words that the answer has, and how alike they are.
COVERED, BACK, ALIKE = 0.65, 0.45, 0.5


def fact_findings(entry: AuditedEntry, carrying: Sequence[str], lookup: Lookup, earlier: Earlier) -> Iterator[Finding]:
    """Yield what the documents say of each fact of an answer that none of the ``carrying`` words states."""
    facts = lookup.facts(entry.answer, entry.question)

    def stood(fact: Fact) -> bool:
        return earlier.held(entry.quotes, fact.passage.document_id if fact.passage else "", fact.sentence)

    for fact in facts:
        if carried(fact.claim, carrying):
            continue
        others = [other for other in facts if other is not fact]
        quoted = [quote.document for quote in entry.quotes]
        looked = lookup.looked_up(fact, others, lookup.near(fact.sentence, entry.question, quoted), stood)
        yield _of_fact(entry, looked, lookup)


def _of_fact(entry: AuditedEntry, looked: Looked, lookup: Lookup) -> Finding:
    old = looked.fact.claim.words
    found = looked.otherwise or looked.stated
    if found is None:
        changed = has_changed(entry.quotes, lookup.held)
        if changed is not None:
            title = lookup.held.documents[changed.document].title
            told = explained("unconfirmed", title=title, old=old)
            return Finding(Standing.STALE, "unconfirmed", told, None, changed.document, looked.fact.shown)
        return Finding(Standing.UNSUPPORTED, "unstated", explained("unstated", old=old), said=looked.fact.shown)
    if looked.otherwise is not None:
        return contradicted(looked.cause, looked.fact, looked.otherwise, lookup)
    cited = _place(found, lookup)
    told = explained("stated", cited)
    return Finding(Standing.SUPPORTED, "stated", told, cited, cited.document, looked.fact.shown, found.shown)


def contradicted(cause: str, fact: Fact, found: Fact, lookup: Lookup) -> Finding:
    """Return the finding that a document gives another value than an answer's, and where."""
    cited = _place(found, lookup)
    told = explained(cause, cited, old=fact.claim.words, new=found.claim.words)
    words = difference(fact.shown, found.shown)
    return Finding(Standing.CONTRADICTED, cause, told, cited, cited.document, fact.shown, found.shown, words)


def _place(found: Fact, lookup: Lookup) -> Citation:
    if found.passage is None:
        raise ValueError("a fact of the documents stands in a passage")
    return lookup.held.cite(found.passage, found.sentence)


def newer_findings(entry: AuditedEntry, carrying: Sequence[str], lookup: Lookup) -> Iterator[Finding]:
    """Yield the facts that a quote still carries and that a document newer than the quoted ones states otherwise."""
    held = lookup.held
    dates = [held.documents[quote.document].date for quote in entry.quotes if quote.document in held.documents]
    if not dates or not any(document.date > max(dates) for document in held.documents.values()):
        return
    facts = lookup.facts(entry.answer, entry.question)
    for fact in facts:
        if not carried(fact.claim, carrying):
            continue
        near = lookup.newer(lookup.near(fact.sentence, entry.question), max(dates))
        looked = lookup.looked_up(fact, [other for other in facts if other is not fact], near)
        if looked.otherwise is not None:
            yield contradicted("newer", fact, looked.otherwise, lookup)


def denial_findings(entry: AuditedEntry, lookup: Lookup) -> Iterator[Finding]:
    """Yield what the documents affirm or deny of each sentence of an answer that quotes nothing and gives no figure."""
    answer = YES_NO.sub("", entry.answer)
    for start, end in sentences(answer):
        sentence = answer[start:end]
        found = _sentence(sentence, entry, lookup)
        if found is not None:
            yield found


def _sentence(sentence: str, entry: AuditedEntry, lookup: Lookup) -> Finding | None:
    worth = lookup.weigher.worth
    near = next(iter(nearest(sentence, lookup.near(sentence, entry.question), lookup.weigher)), None)
    if near is None or near.covered < COVERED or near.alike < ALIKE:
        return None
    said = set(subjects(f"{sentence} {entry.question}"))
    words = set(subjects(near.text))
    back = sum(worth(word) for word in words & said) / (sum(map(worth, words)) or 1.0)
    if back < BACK:
        return None
    cited = lookup.held.library.cite(near.passage, near.start, near.end)[0]
    if denies(sentence) == denies(near.text):
        told = explained("stated", cited)
        return Finding(Standing.SUPPORTED, "stated", told, cited, cited.document, sentence, near.text)
    told = explained("denied", cited)
    words_apart = difference(sentence, near.text)
    return Finding(Standing.CONTRADICTED, "denied", told, cited, cited.document, sentence, near.text, words_apart)
