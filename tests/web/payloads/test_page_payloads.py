"""Hostile questions, answers, entries and documents in the pages that the service writes: only words come of them."""

import json
from dataclasses import replace

import pytest

from assistant.access import passwords
from assistant.domain import Answer, Contact, Handoff, Part, Statement, Status
from assistant.records.faq.wording import one_line
from assistant.records.tables import User
from assistant.retrieval.storage import published
from assistant.service.app import create_app
from assistant.service.holder import Holder
from assistant.wiring import build
from tests.support.agents import PASSWORD, sign_in
from tests.support.entries import keep
from tests.support.exchanges import ask as asked
from tests.support.exchanges import hand_over
from tests.support.hostile import MIXED, OVERRIDE, SKELETON, folded, harm, payloads, typeable, watched
from tests.support.serving import LIMITS, built, running

TYPED = [payload for payload in payloads() if typeable(payload)]
WIDE = {**LIMITS, "max_question": 100_000, "max_body": 2_000_000, "max_history": 400}
#: What no page that words come into may have gained.
HARMLESS = "Une question sans malice ?"


class Hostile:
    """An assistant whose every word, that of the addresses excepted, was written by somebody hostile."""

    def __init__(self, assistant, words):
        self._assistant, self._words = assistant, words

    def __getattr__(self, name):
        return getattr(self._assistant, name)

    def ask(self, question):
        """Answer with each payload as a statement, its quote, a part and a suggestion."""
        passage = self._assistant.snapshot.passages[0]
        citation, *_ = self._assistant.library.cite(passage, 0, len(passage.text))
        return Answer(
            "0" * 32,
            Status.PARTIAL,
            "\n".join(self._words),
            statements=tuple(
                Statement(each, (replace(citation, title=each, section=each, quote=each),)) for each in self._words
            ),
            parts=tuple(Part(each, Status.ANSWERED) for each in self._words),
            handoff=Handoff(Contact(self._words[0], self._words[-1], self._words[-1]), "mailto:contact@exemple.fr"),
            suggestions=tuple(self._words),
        )


@pytest.fixture
def page(open_page):
    """A page of the browser, watched."""
    return watched(open_page(viewport={"width": 800, "height": 900}))


@pytest.fixture
def hostile_corpus(tiny_corpus):
    """A corpus whose documents are made of payloads, and whose titles and contact are some."""
    text = "\n\n".join(TYPED)
    for document in ("circulaire", "fiche"):
        path = tiny_corpus / "documents" / f"{document}.md"
        path.write_text(f"{path.read_text('utf-8')}\n\n{text}\n", "utf-8")
    described = tiny_corpus / "corpus.toml"
    for plain, payload in (("Essai", TYPED[0]), ("Circulaire du 14 avril 2021", TYPED[43]), ("Mme Exemple", TYPED[42])):
        described.write_text(described.read_text("utf-8").replace(json.dumps(plain), json.dumps(payload)), "utf-8")
    return tiny_corpus


def quiet(page, origin):
    """Print the page; assert that nothing ran, nothing was asked for elsewhere, nothing leads away."""
    page.emulate_media(media="print")
    page.pdf()
    page.emulate_media(media="screen")
    assert harm(page, origin) == []
    assert [url for url in page.requests if not url.startswith((f"{origin}/", "data:,"))] == []
    ours = ("/static/", "/documents", "/faq", "/staff", "/question", "/confidentialite", "/recu")
    paths = {url.removeprefix(origin) for url in page.requests}
    assert [path for path in paths if path not in ("/", "data:,") and not path.startswith(ours)] == []


def put(page, question):
    page.get_by_role("textbox").first.fill(question)
    page.get_by_role("button", name="Envoyer la question").click()


def test_questions_and_answers_are_words_on_the_page_that_answers(page, tiny_corpus, tmp_path, monkeypatch):
    settings = built(monkeypatch, tiny_corpus, tmp_path / "index")
    holder = Holder(lambda: Hostile(build(settings), TYPED), lambda: published(settings.index))
    plain = Holder(lambda: Hostile(build(settings), ["mot", "deux"]), lambda: published(settings.index))
    holder.refresh(), plain.refresh()
    with running(create_app(plain, **WIDE)) as origin:
        page.goto(origin)
        put(page, HARMLESS)
        before = set(page.evaluate(SKELETON))
    page.requests.clear()
    with running(create_app(holder, **WIDE)) as origin:
        page.goto(origin)
        page.locator("form.ask").evaluate(
            """(form, earlier) => { for (const words of earlier) {
                const field = document.createElement("input");
                Object.assign(field, { type: "hidden", name: "history", value: words });
                form.append(field); } }""",
            [" ".join(TYPED[at::40]) for at in range(40)],
        )
        put(page, "\n".join(TYPED))
        assert page.get_by_role("alert").all_inner_texts() == []
        assert set(page.evaluate(SKELETON)) - before == set()
        shown = folded(page.locator("main").evaluate("main => main.textContent"))
        assert [each for each in map(folded, TYPED) if each not in shown] == []
        quiet(page, origin)


def test_documents_are_words_on_their_pages(page, hostile_corpus, tmp_path, monkeypatch, serve):
    origin = serve(built(monkeypatch, hostile_corpus, tmp_path / "index")).address
    for path in ("/", "/documents", "/documents/circulaire?p=1&d=2&f=4000"):
        page.goto(origin + path)
        kinds = {kind.split(" ")[0] for kind in page.evaluate(SKELETON)}
        assert kinds <= PLAIN, path
        quiet(page, origin)
    shown = folded(page.locator("main").evaluate("main => main.textContent"))
    missing = [each for each in map(folded, TYPED) if each and each not in shown]
    assert len(missing) < len(TYPED) / 5, missing  # a text of several paragraphs is cut into them


#: Elements that our pages are made of.
PLAIN = {
    "html", "head", "meta", "title", "link", "body", "a", "header", "p", "nav", "ul", "ol", "li", "main", "h1", "h2",
    "h3", "h4", "form", "label", "textarea", "button", "input", "section", "footer", "span", "mark", "article",
    "blockquote", "aside", "strong", "details", "summary", "div", "dl", "dt", "dd", "table", "thead", "tbody", "tr",
    "th", "td", "caption", "time", "select", "option", "fieldset", "legend", "small", "bdi", "br", "tfoot", "datalist",
    "script", "em", "figure", "figcaption",
}  # fmt: skip


@pytest.fixture
def kept(open_console, tiny_corpus, tmp_path, monkeypatch):
    """A console whose questions, answers, opinions, transmissions, entries and agents' names are payloads."""
    console = open_console(built(monkeypatch, tiny_corpus, tmp_path / "index"))
    lines = [one_line(payload)[:300] for payload in TYPED]
    for at in range(0, len(lines), 12):
        some = [line for line in lines[at : at + 12] if any(map(str.isalpha, line))]
        for question in some[:3]:
            keep(console.records, question, "\n".join(TYPED[at : at + 12]), topic=one_line(some[-1])[:80])
    with console.records.writing() as session:
        word = passwords.hashed(PASSWORD)
        session.add(User(login="a.martin", name=TYPED[0], role="administrator", password=word))
        for payload in TYPED:
            row = asked(session, payload, topic="", answer=payload.strip() or "–")
        row.answer, row.question, row.history = "\n".join(TYPED), "\n".join(TYPED), TYPED[:50]
        console.detail = f"/staff/questions/{row.id}"
        for payload in TYPED[::10]:
            sent = hand_over(session, payload)
        sent.summary, sent.question = "\n".join(TYPED), "\n".join(TYPED)
        console.sent = f"/staff/transmissions/{sent.id}"
    return console


def test_published_entries_are_words_on_the_public_pages(page, kept):
    for path in ("/faq", "/faq/1", "/faq/2", "/faq/40", "/faq?q=<img src=x onerror=alert(1)>", "/faq?apres=20"):
        page.goto(kept.address + path)
        assert {kind.split(" ")[0] for kind in page.evaluate(SKELETON)} <= PLAIN, path
        assert page.evaluate(MIXED, OVERRIDE) == []
        quiet(page, kept.address)


def test_what_strangers_write_is_words_in_the_console(page, kept):
    page.goto(f"{kept.address}/staff")
    sign_in(page, "a.martin")
    for path in ("/staff/a-traiter", kept.detail, "/staff/transmissions", kept.sent, "/staff/faq", "/staff/faq/1",
                 "/staff/faq/1/modifier", "/staff/journal", "/staff/comptes"):  # fmt: skip
        page.goto(kept.address + path)
        assert {kind.split(" ")[0] for kind in page.evaluate(SKELETON)} <= PLAIN, path
        quiet(page, kept.address)


def test_an_override_in_a_question_reorders_nothing_but_itself(page, tiny_corpus, tmp_path, monkeypatch, serve):
    origin = serve(built(monkeypatch, tiny_corpus, tmp_path / "index")).address
    page.goto(origin)
    put(page, OVERRIDE)
    assert page.evaluate(MIXED, OVERRIDE) == []
