"""What ``POST /api/handoff`` says of what it can't take, and of what comes twice."""

import pytest
from sqlalchemy import select

from assistant.records.handoffs import AGAIN, by_receipt
from assistant.records.tables import HandoffRow, OutgoingMail
from assistant.records.tables.base import now
from tests.service.public.conftest import NOWHERE, count

KEY = {"idempotency-key": "3f0c1c1e-8d3f-4f6e-9a3b-2b6f5d1c7e90"}


def send(public, headers=None, **sent):
    return public.client.post("/api/handoff", json={"question": NOWHERE, **sent}, headers=headers or {})


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"email": "maire@commune.fr"}, "consent_needed"),
        ({"email": "maire@commune.fr", "consent": False}, "consent_needed"),
        ({"email": "maire", "consent": True}, "bad_email"),
        ({"email": "a@b.fr\nBcc: c@d.fr", "consent": True}, "bad_email"),
        ({"email": "x" * 300 + "@b.fr", "consent": True}, "bad_email"),
        ({"question": " "}, "unusable"),
        ({"question": "a\u0000"}, "unusable"),
        ({"answer_id": "\u0000"}, "unusable"),
        ({"summary": "x" * 4001}, "unusable"),
    ],
    ids=str,
)
def test_each_refusal_has_its_own_code_and_sentence(serve, settings, records, sent, code):
    client = serve(settings, records=records, max_body=65536).client
    refused = client.post("/api/handoff", json={"question": NOWHERE, **sent})
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert refused.json()["message"].endswith(".")
    assert count(records, HandoffRow) == 0


def test_no_address_needs_no_consent(public):
    for sent in ({}, {"email": None}, {"email": ""}, {"consent": True}):
        assert send(public, **sent).status_code == 201
    assert count(public.records, OutgoingMail) == 4


def test_the_same_request_under_one_key_is_kept_once_and_gets_the_same_code(public):
    first, second = send(public, KEY), send(public, KEY)
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert count(public.records, HandoffRow) == count(public.records, OutgoingMail) == 1
    with public.records.reading() as session:
        assert by_receipt(session, "", first.json()["receipt"]).question == NOWHERE


def test_later_the_same_request_is_told_that_it_was_already_taken(public):
    send(public, KEY)
    with public.records.writing() as session:
        session.scalars(select(HandoffRow)).one().asked_at = now() - AGAIN
    late = send(public, KEY)
    assert (late.status_code, late.json()["code"]) == (409, "already_sent")
    assert count(public.records, HandoffRow) == 1


def test_without_a_key_each_request_is_a_hand_off_of_its_own(public):
    assert send(public).json()["receipt"] != send(public).json()["receipt"]
    assert count(public.records, HandoffRow) == 2


@pytest.mark.parametrize("key", ["", "1", "x" * 21, "x" * 201, "avec des espaces au milieu"])
def test_a_key_that_others_could_guess_is_refused(public, key):
    refused = send(public, {"idempotency-key": key})
    assert (refused.status_code, refused.json()["code"]) == (422, "bad_key")
    assert count(public.records, HandoffRow) == 0


def test_a_host_page_may_send_the_key(serve, settings, records):
    client = serve(settings, records=records).client
    asked = {"origin": "https://mairie.example", "access-control-request-method": "POST",
             "access-control-request-headers": "content-type, idempotency-key"}  # fmt: skip
    allowed = client.options("/api/handoff", headers=asked)
    assert allowed.status_code == 200
    assert "idempotency-key" in allowed.headers["access-control-allow-headers"].lower()


def test_the_openapi_tells_the_key_and_each_refusal(public):
    described = public.client.get("/openapi.json").json()["paths"]["/api/handoff"]["post"]
    assert [p["name"] for p in described["parameters"]] == ["Idempotency-Key"]
    assert {"201", "409", "413", "422", "429", "503"} <= set(described["responses"])
