import json

from assistant.settings import Settings
from tests.support.serving import built


def question(client):
    return client.post("/api/chat", json={"question": "Quel est le taux maximum de l'aide ?"})


def test_live_and_ready_answer_when_an_index_is_open(client):
    assert client.get("/health/live").status_code == 200
    ready = client.get("/health/ready").json()
    assert ready["index_version"]


def test_without_an_index_the_service_lives_is_not_ready_and_says_so(serve, tiny_corpus, tmp_path):
    client = serve(Settings(corpus=tiny_corpus, index=tmp_path / "none", encoder="none")).client
    assert client.get("/health/live").status_code == 200
    assert client.get("/health/ready").status_code == 503
    refused = question(client)
    assert refused.status_code == 503
    assert refused.json()["code"] == "unavailable"
    page = client.get("/", headers={"accept": "text/html"})
    assert page.status_code == 503
    assert page.headers["content-type"].startswith("text/html")


def test_a_corrupted_index_is_not_opened_and_the_previous_one_stays_in_service(
    serve, tiny_corpus, tmp_path, monkeypatch
):
    settings = built(monkeypatch, tiny_corpus, tmp_path / "index")
    service = serve(settings)
    before = question(service.client).json()
    sheet = tiny_corpus / "documents" / "fiche.md"
    sheet.write_text(sheet.read_text("utf-8") + "\nLe logiciel est admis.\n", "utf-8")
    built(monkeypatch, tiny_corpus, tmp_path / "index")
    newest = tmp_path / "index" / (tmp_path / "index" / "CURRENT").read_text().split()[0]
    for file in newest.iterdir():
        if file.is_file() and file.name != "manifest.json":
            file.write_bytes(b"\x00" + file.read_bytes()[1:])
    assert service.holder.refresh() is not None
    after = question(service.client).json()
    assert after["index_version"] == before["index_version"]
    assert after["status"] == before["status"]


def test_a_newer_index_is_taken_up_without_a_restart(serve, tiny_corpus, tmp_path, monkeypatch):
    settings = built(monkeypatch, tiny_corpus, tmp_path / "index")
    service = serve(settings)
    before = question(service.client).json()["index_version"]
    sheet = tiny_corpus / "documents" / "fiche.md"
    sheet.write_text(sheet.read_text("utf-8") + "\nLe logiciel est admis.\n", "utf-8")
    built(monkeypatch, tiny_corpus, tmp_path / "index")
    assert service.holder.refresh() is None
    assert question(service.client).json()["index_version"] != before


def test_every_response_carries_the_security_headers(client):
    for address in ("/", "/documents", "/health/live", "/none", "/widget/v1.js"):
        headers = client.get(address).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert "set-cookie" not in headers


def test_only_allowed_origins_may_read_an_answer(client):
    allowed = client.post("/api/chat", json={"question": "taux ?"}, headers={"origin": "https://mairie.example"})
    foreign = client.post(
        "/api/chat", json={"question": "taux ?"}, headers={"origin": "https://mairie.example.evil.org"}
    )
    assert allowed.headers["access-control-allow-origin"] == "https://mairie.example"
    assert "access-control-allow-origin" not in foreign.headers


def test_unknown_addresses_and_methods_are_french_problems(client):
    assert client.get("/none").json()["code"] == "not_found"
    assert client.get("/api/chat").json()["code"] == "method_not_allowed"
    assert client.get("/none", headers={"accept": "text/html"}).headers["content-type"].startswith("text/html")


def test_the_openapi_description_names_the_problem_of_each_refusal(client):
    described = json.loads(client.get("/openapi.json").text)
    responses = described["paths"]["/api/chat"]["post"]["responses"]
    assert {"200", "413", "422", "429"} <= set(responses)
