import json

import pytest


def ask(client, question, key=None, **more):
    headers = {"idempotency-key": key} if key else {}
    return client.post("/api/chat", json={"question": question, **more}, headers=headers)


def test_a_settled_question_is_answered_with_quotes_that_stand_in_the_document(client):
    answer = ask(client, "Quel est le taux de financement ?").json()
    assert answer["status"] == "answered"
    citation = answer["citations"][0]
    assert citation["document"] == "circulaire-2021-04-14"
    assert "100%" in citation["quote"]
    assert answer["contact"] is None


def test_an_unsettled_question_gives_the_contact_and_a_prefilled_message(client):
    answer = ask(client, "La TVA est-elle prise en compte ?").json()
    assert answer["status"] == "handoff"
    assert answer["contact"]["email"] in answer["contact"]["mailto"]
    assert "TVA" in answer["contact"]["mailto"]


def test_the_answer_has_the_contract_s_keys_and_no_other(client):
    assert set(ask(client, "Qui contacter ?").json()) == {
        "id", "status", "reason", "verdict", "answer", "statements", "citations", "parts",
        "contact", "suggestions", "ai_generated", "index_version", "timings_ms",
    }  # fmt: skip


def test_a_follow_up_is_read_with_the_history_that_the_client_sends(client):
    alone = ask(client, "et au niveau national ?").json()
    followed = ask(client, "et au niveau national ?", history=["Quelle est l'enveloppe du département ?"]).json()
    assert any("88M€" in c["quote"] for c in followed["citations"])
    assert alone["id"] != followed["id"]


def test_events_give_each_paragraph_of_the_answer_once_then_the_whole_answer(client, events):
    received = events("Peut-on acheter 4 ordinateurs, et quelle est la date limite de dépôt ?")
    names = [name for name, _ in received]
    assert names[0] == "status"
    assert names[-2:] == ["sources", "done"]
    done = received[-1][1]
    blocks = [data for name, data in received if name == "block"]
    assert "\n".join(block["text"] for block in blocks) == done["answer"].replace("\n\n", "\n")
    assert [block["number"] for block in blocks] == list(range(len(blocks)))
    stated = [
        {"text": block["text"], "citations": block["citations"]} for block in blocks if block["kind"] == "statement"
    ]
    assert stated == done["statements"]
    assert [block["status"] for block in blocks if block["kind"] == "part"] == [p["status"] for p in done["parts"]]


def test_json_and_events_give_the_same_answer(client, events):
    question = "Quels sont les critères de sélection ?"
    plain, streamed = ask(client, question).json(), events(question)[-1][1]
    for volatile in ("id", "timings_ms"):
        plain.pop(volatile), streamed.pop(volatile)
    assert plain == streamed


@pytest.mark.parametrize(
    "body",
    [
        b'{"question": ""}',
        b'{"question": "   "}',
        b'{"question": 3}',
        b'{"question": null}',
        b"{}",
        b"not json",
        b"\xff\xfe",
        b"[" * 500,
        b'{"question": "taux \\u0000 ?"}',
        b'{"question": "taux \\ud800 ?"}',
        b'{"question": "taux", "history": ["\\ud800"]}',
        b'{"question": "taux", "history": "rate"}',
        b'{"question": "taux", "unknown": 1}',
        json.dumps({"question": "a" * 201}).encode(),
        b"",
    ],
)
def test_unusable_bodies_are_refused_with_a_sentence_and_a_code(client, body):
    response = client.post("/api/chat", content=body, headers={"content-type": "application/json"})
    assert 400 <= response.status_code < 500
    problem = response.json()
    assert set(problem) == {"code", "message"}
    assert problem["message"].endswith(".")
    assert "Traceback" not in response.text


def test_a_body_of_100_kilobytes_is_refused_as_too_large(client):
    response = client.post("/api/chat", json={"question": "a" * 100_000})
    assert response.status_code == 413
    assert response.json()["code"] == "too_large"


def test_one_question_too_many_in_a_minute_is_told_when_to_come_back(serve, real_settings):
    client = serve(real_settings, rate_limit=2).client
    statuses = [ask(client, "Qui contacter ?").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    refused = ask(client, "Qui contacter ?")
    assert int(refused.headers["retry-after"]) >= 1
    assert refused.json()["code"] == "too_many"


def test_markup_in_a_question_comes_back_escaped_in_the_page_and_as_text_in_the_json(client):
    attack = "<img src=x onerror=alert(1)> quel taux ?"
    page = client.post("/question", data={"question": attack})
    assert "<img" not in page.text
    assert ask(client, attack).headers["content-type"].startswith("application/json")


def test_a_body_that_announces_no_size_is_counted_and_refused_alike(client):
    chunks = (b"a" * 1000 for _ in range(100))
    response = client.post("/api/chat", content=chunks, headers={"content-type": "application/json"})
    assert response.status_code == 413
    assert response.json()["code"] == "too_large"


KEY = "k" * 22


def test_a_question_sent_again_under_its_key_gets_the_same_answer_and_another_one_its_own(client):
    first, again = (ask(client, "Qui contacter ?", key=KEY).json() for _ in range(2))
    assert first == again
    assert ask(client, "Quel est le taux ?", key=KEY).json()["id"] != first["id"]
    assert ask(client, "Qui contacter ?", key="j" * 22).json()["id"] != first["id"]
    assert ask(client, "Qui contacter ?").json()["id"] != first["id"]


def test_a_key_that_others_could_guess_is_refused(client):
    refused = ask(client, "Qui contacter ?", key="1")
    assert (refused.status_code, refused.json()["code"]) == (422, "bad_key")
    assert "22" in refused.json()["message"]


def test_a_page_of_another_origin_may_send_a_key_and_read_when_to_come_back(client):
    origin = {"origin": "https://mairie.example"}
    wanted = {"access-control-request-method": "POST", "access-control-request-headers": "idempotency-key,content-type"}
    assert client.options("/api/chat", headers=origin | wanted).status_code == 200
    exposed = client.post("/api/chat", json={"question": "Qui contacter ?"}, headers=origin)
    assert {"retry-after", "assistant-recorded"} <= set(exposed.headers["access-control-expose-headers"].split(", "))


def test_the_published_description_tells_both_forms_of_an_answer_and_its_key(client):
    described = client.get("/openapi.json").json()["paths"]["/api/chat"]["post"]
    assert set(described["responses"]["200"]["content"]) == {"application/json", "text/event-stream"}
    assert "Idempotency-Key" in [parameter["name"] for parameter in described["parameters"]]
