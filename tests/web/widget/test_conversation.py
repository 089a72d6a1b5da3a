"""What is asked, what comes back, and how it is shown."""

import pytest
from playwright.sync_api import expect

from assistant.answering.blocks import blocks
from assistant.texts import table
from tests.support.hosting import Proxy, put

COMPOUND = "Peut-on acheter 4 ordinateurs, et quelle est la date limite de dépôt ?"


def test_an_answer_says_its_nature_shows_its_quote_and_leads_to_it(opened):
    page = opened()
    put(page, "Quel est le taux de financement ?")
    answer = page.locator("article .answer")
    expect(answer.locator(".badge")).to_have_text(table("web")["nature"]["official"])
    expect(answer.locator("blockquote")).to_contain_text("peut atteindre 100% du coût du projet")
    source = answer.get_by_role("link").first
    expect(source).to_have_accessible_name(
        "Circulaire du 14 avril 2021\u00a0: déploiement du dispositif «\u00a0Transformation numérique des "
        "collectivités territoriales\u00a0», 14 avril 2021, page 2 (Document officiel) (nouvelle fenêtre)"
    )
    with page.context.expect_page() as popup:
        source.click()
    assert "100% du coût" in popup.value.locator("mark").first.inner_text()


def test_a_compound_question_shows_verdict_parts_and_contact_with_nothing_said_twice(opened):
    page = opened()
    put(page, COMPOUND)
    answer = page.locator("article .answer")
    expect(answer.locator(".verdict")).to_have_text("Exclu du financement")
    sign = answer.locator(".verdict").evaluate("e => getComputedStyle(e, '::before').content")
    assert "✕" in sign
    parts = answer.locator("h4.part")
    expect(parts).to_have_count(2)
    expect(parts.first).to_contain_text("Réponse trouvée dans les documents")
    expect(parts.last).to_contain_text("Question à poser à la préfecture")
    card = answer.get_by_role("group", name="Votre interlocuteur à la préfecture")
    expect(card).to_contain_text("Bernard COUSIN")
    assert card.get_by_role("link").get_attribute("href").startswith("mailto:")
    blocks = answer.locator(".text > *").all_inner_texts()
    assert len(blocks) == len(set(blocks))


def test_markup_in_a_question_or_an_answer_is_text(opened):
    page = opened()
    hostile = "<img src=x onerror=alert(1)> quel est le taux de financement ?"
    put(page, hostile)
    expect(page.get_by_role("log")).to_contain_text("100%")
    expect(page.locator(".asked")).to_have_text(hostile)

    def tampered(route):
        answer = route.fetch(headers={**route.request.headers, "accept": "application/json"}).json()
        citation = {**answer["citations"][0], "url": "javascript:alert(1)", "quote": "<script>alert(1)</script>"}
        answer |= {
            "answer": "<svg onload=alert(1)>\n[ici](javascript:alert(1))",
            "statements": [],
            "citations": [citation],
        }
        route.fulfill(json=answer, headers={"access-control-allow-origin": "*"})

    page.route("**/api/chat", tampered)
    put(page, "Encore ?")
    expect(page.locator("article").last).to_contain_text("[ici](javascript:alert(1))")
    assert page.locator("assistant-mairie").locator("img, svg, script").count() == 0
    link = page.locator("article").last.locator(".sources a")
    assert link.get_attribute("href").startswith("http://127.0.0.1")


def test_paragraphs_of_the_stream_stay_the_same_nodes_once_the_answer_is_whole(opened, proxied):
    page = opened(at=proxied)
    Proxy.does = "slow"
    put(page, COMPOUND)
    expect(page.locator(".block").first).to_be_visible()
    page.evaluate(
        "document.querySelector('assistant-mairie').shadowRoot.querySelectorAll('.text > *').forEach(e => e.seen = 1)"
    )
    streamed = page.locator(".text > *").count()
    words = page.locator(".text > *").evaluate_all("all => all.map(e => e.textContent)")
    Proxy.let_go.set()
    expect(page.locator(".verdict")).to_be_visible()
    assert page.locator(".text > *").evaluate_all("all => all.map(e => e.seen)") == [1] * streamed
    assert all(
        now.startswith(then)
        for then, now in zip(
            words, page.locator(".text > *").evaluate_all("all => all.map(e => e.textContent)"), strict=True
        )
    )


def test_what_is_streamed_is_what_the_widget_makes_of_the_whole_answer(host, service, client):
    page = host()
    questions = (COMPOUND, "Quels projets peuvent être financés ?", "Bonjour", "La TVA est-elle prise en compte ?")
    answers = [client.post("/api/chat", json={"question": question}).json() for question in questions]
    make = "async ([at, answers]) => { const { blocksOf } = await import(at); return answers.map(blocksOf) }"
    assert page.evaluate(make, [f"{service}/widget/turn.js", answers]) == [blocks(answer) for answer in answers]


def test_a_follow_up_is_asked_with_the_questions_before_it_in_one_conversation(opened, proxied):
    page = opened(at=proxied)
    put(page, "Quelle est l'enveloppe du département ?")
    expect(page.get_by_role("log")).to_contain_text("297.000")
    put(page, "et au niveau national ?")
    expect(page.get_by_role("log")).to_contain_text("88M€")
    (_, one, first), (_, other, second) = Proxy.asked
    assert (first["history"], second["history"]) == ([], ["Quelle est l'enveloppe du département ?"])
    assert first["conversation_id"] == second["conversation_id"] and len(first["conversation_id"]) == 24
    assert one != other and len(one) == 24
    assert "keep" not in first and "scheme" not in first


def test_a_suggested_question_is_asked_with_one_click(opened):
    page = opened()
    page.get_by_role("button", name="Quel est le taux de financement ?").click()
    expect(page.locator("article .answer")).to_contain_text("100%")


@pytest.mark.parametrize("count", [400, 401])
def test_a_long_question_is_sent_whole_or_said_to_be_too_long_but_never_cut(opened, count):
    page = opened()
    page.get_by_label("Votre question").fill("é" * count)
    send = page.get_by_role("button", name="Envoyer")
    send.click()
    over = page.locator("form .fault").get_by_text("Votre question compte 401 caractères et la limite est de 400")
    if count == 400:
        expect(page.locator("article")).to_have_count(1)
        return
    expect(over).to_be_visible()
    expect(page.get_by_label("Votre question")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("status")).to_contain_text("401 caractères")
    expect(page.locator("article")).to_have_count(0)
    page.get_by_label("Votre question").press("Backspace")
    expect(over).to_have_count(0)


def test_an_empty_question_is_not_sent_and_says_what_to_do(opened):
    page = opened()
    page.get_by_role("button", name="Envoyer").click()
    expect(page.locator("form").get_by_text("Écrivez d’abord votre question.")).to_be_visible()
