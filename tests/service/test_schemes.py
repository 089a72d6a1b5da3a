"""Several schemes in one service: each reached by its name, and nothing of one seen through another."""

import html
import json
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.serving import built

RATE = "Quel est le taux maximum de l'aide ?"
NOWHERE = "Quelle est la couleur du cheval du maire ?"
#: What belongs to each scheme: its rate, its contact, a document that only it has, what it suggests.
OWN = {
    "aide-a": ("80 %", "contact@exemple.fr", "fiche", "Quel est le taux de aide-a\u00a0?"),
    "aide-b": ("35 %", "autre@exemple.fr", "annexe", "Quel est le taux de aide-b\u00a0?"),
}


@pytest.fixture
def settings(two_schemes, tmp_path, monkeypatch):
    return built(monkeypatch, two_schemes, tmp_path / "index")


@pytest.fixture
def both(serve, settings):
    return serve(settings).client


def chat(client, question, scheme=None, **headers):
    body = {"question": question, **({} if scheme is None else {"scheme": scheme})}
    return client.post("/api/chat", json=body, headers=headers)


def test_a_question_is_answered_from_the_scheme_that_it_names(both):
    for name, (rate, email, *_) in OWN.items():
        answer = chat(both, RATE, name).json()
        assert answer["status"] == "answered" and rate in answer["citations"][0]["quote"]
        assert chat(both, NOWHERE, name).json()["contact"]["email"] == email


def test_a_citation_opens_its_own_scheme_s_document_with_the_quote_marked(both):
    for name, (rate, *_) in OWN.items():
        for citation in chat(both, RATE, name).json()["citations"]:
            page = both.get(citation["url"])
            assert page.status_code == 200
            assert rate in html.unescape(" ".join(re.findall(r"<mark>(.*?)</mark>", page.text, re.S)))


def test_a_document_of_one_scheme_is_not_found_through_another(both):
    for name, (_, _, document, _) in OWN.items():
        other = next(scheme for scheme in OWN if scheme != name)
        assert both.get(f"/s/{name}/documents/{document}").status_code == 200
        for address in (f"/s/{other}/documents/{document}", f"/documents/{document}", f"/s/documents/{document}"):
            assert both.get(address).json()["code"] == "not_found"
        assert f"/s/{name}/documents/{document}" in both.get(f"/s/{name}/documents").text
        assert document not in both.get(f"/s/{other}/documents").text


@pytest.mark.parametrize("name", ["aide-c", "", "AIDE-A", "../aide-a", "aide-a/", "\u0000"])
def test_an_unknown_scheme_is_a_french_problem(both, name):
    refused = chat(both, RATE, name)
    assert refused.status_code == 422
    assert refused.json()["code"] == "unknown_scheme"
    assert set(refused.json()) == {"code", "message"}
    assert both.get("/api/labels", params={"scheme": name}).status_code == 422
    page = both.get("/s/aide-c/", headers={"accept": "text/html"})
    assert page.status_code == 404 and page.headers["content-type"].startswith("text/html")


def test_none_named_is_asked_for_with_the_choices(both):
    for response in (chat(both, RATE), both.get("/api/labels"), chat(both, RATE, accept="text/event-stream")):
        assert response.status_code == 422
        problem = response.json()
        assert problem["code"] == "scheme_needed"
        assert "aide-a, aide-b" in problem["message"]


def test_the_first_page_lists_the_schemes_and_leads_to_each(both):
    for address in ("/", "/documents"):
        page = both.get(address)
        assert page.status_code == 200
        for name, title in (("aide-a", "Essai, Seine-Maritime"), ("aide-b", "Bornes, Eure")):
            assert f'<a href="/s/{name}/">{title}</a>' in page.text
    assert both.get("/s/aide-a", follow_redirects=True).status_code == 200


def test_the_page_without_javascript_asks_its_own_scheme_and_keeps_its_conversation(both):
    for name, (rate, email, _, suggestion) in OWN.items():
        home = both.get(f"/s/{name}/").text
        assert f'action="/s/{name}/question#reponse"' in home and suggestion in home
        assert not re.search(r'(?:href|action)="/(?!s/|static/|")', home)
        answered = both.post(f"/s/{name}/question", data={"question": RATE}).text
        assert rate in html.unescape(answered) and f'action="/s/{name}/question#reponse"' in answered
        assert email in both.post(f"/s/{name}/question", data={"question": NOWHERE}).text
    assert both.post("/question", data={"question": RATE}).status_code == 404


def test_a_page_that_is_missing_leads_back_to_its_scheme(both):
    page = both.get("/s/aide-b/documents/none", headers={"accept": "text/html"})
    assert page.status_code == 404
    assert 'href="/s/aide-b/"' in page.text


def test_the_widget_s_labels_suggest_what_the_scheme_suggests(both):
    for name, (_, _, _, suggestion) in OWN.items():
        labels = both.get("/api/labels", params={"scheme": name}).json()
        assert labels["examples"] == [suggestion]


def seen(client, name, question, streamed):
    """Return everything of an answer that could come from another scheme, as text."""
    response = chat(client, question, name, **({"accept": "text/event-stream"} if streamed else {}))
    body = response.text.strip().split("data: ")[-1] if streamed else response.text
    return json.loads(body), response.text


def test_nothing_leaks_between_schemes_asked_at_once_by_many(both):
    versions = {name: chat(both, RATE, name).json()["index_version"] for name in OWN}
    assert len(set(versions.values())) == 2
    jobs = [(name, question, n % 2 == 0) for n in range(40) for question in (RATE, NOWHERE) for name in OWN]
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda job: seen(both, *job), jobs))
    for (name, question, _), (answer, whole) in zip(jobs, answers, strict=True):
        other = next(scheme for scheme in OWN if scheme != name)
        assert answer["index_version"] == versions[name]
        assert (answer["contact"] or {"email": OWN[name][1]})["email"] == OWN[name][1]
        assert (answer["status"] == "answered") == (question == RATE)
        assert all(c["url"].startswith(f"/s/{name}/") for c in answer["citations"])
        assert not any(theirs in whole for theirs in (*OWN[other][:2], other, versions[other]))


def test_history_is_only_what_the_request_carries(both):
    chat(both, RATE, "aide-a")
    alone = chat(both, "et pour le département ?", "aide-b").json()
    assert "80 %" not in json.dumps(alone, ensure_ascii=False)


def test_a_broken_scheme_is_named_and_the_others_answer(serve, settings, two_schemes, monkeypatch):
    (settings.index / "aide-b" / "CURRENT").unlink()
    service = serve(settings)
    ready = service.client.get("/health/ready")
    assert ready.status_code == 503
    assert "aide-b" in ready.json()["message"] and "aide-a" not in ready.json()["message"]
    assert ready.json()["schemes"]["aide-a"]["status"] == "ready"
    assert service.client.get("/health/live").status_code == 200
    assert chat(service.client, RATE, "aide-a").json()["status"] == "answered"
    assert chat(service.client, RATE, "aide-b").json()["code"] == "unavailable"
    choice = service.client.get("/").text
    assert "/s/aide-a/" in choice and "/s/aide-b/" not in choice and "aide-b" in choice
    built(monkeypatch, two_schemes, settings.index)
    for holder in service.holders.values():
        assert holder.refresh() is None
    ready = service.client.get("/health/ready")
    assert ready.status_code == 200
    assert {state["status"] for state in ready.json()["schemes"].values()} == {"ready"}


def test_a_version_whose_tables_were_altered_stops_its_own_scheme_only(serve, settings):
    table = next((settings.index / "aide-a").glob("*/corpus/facets.toml"))
    table.write_text("x = [", "utf-8")
    service = serve(settings)
    assert chat(service.client, RATE, "aide-a").status_code == 503
    assert chat(service.client, RATE, "aide-b").json()["status"] == "answered"


def test_a_table_being_rewritten_changes_nothing_until_it_is_indexed(serve, settings, two_schemes):
    (two_schemes / "aide-a" / "facets.toml").write_text("x = [", "utf-8")
    service = serve(settings)
    assert "80 %" in chat(service.client, RATE, "aide-a").json()["citations"][0]["quote"]


def test_a_new_version_of_one_scheme_leaves_the_other_as_it_is(serve, settings, two_schemes, monkeypatch):
    service = serve(settings)
    before = {name: chat(service.client, RATE, name).json()["index_version"] for name in OWN}
    sheet = two_schemes / "aide-a" / "documents" / "fiche.md"
    sheet.write_text(sheet.read_text("utf-8") + "\nLe logiciel est admis.\n", "utf-8")
    built(monkeypatch, two_schemes, settings.index)
    for holder in service.holders.values():
        holder.refresh()
    after = {name: chat(service.client, RATE, name).json()["index_version"] for name in OWN}
    assert after["aide-a"] != before["aide-a"]
    assert after["aide-b"] == before["aide-b"]


def test_a_service_of_one_scheme_takes_no_name_and_keeps_its_addresses(client):
    assert chat(client, "Quel est le taux de financement ?", "numerique").json()["code"] == "unknown_scheme"
    answer = chat(client, "Quel est le taux de financement ?").json()
    assert answer["citations"][0]["url"].startswith("/documents/circulaire-2021-04-14?")
    assert client.get("/s/numerique/").status_code == 404
    assert "/s/" not in client.get("/").text
    assert set(client.get("/health/ready").json()) == {"status", "index_version"}


def test_the_openapi_tells_where_the_scheme_goes(both, client):
    described = both.get("/openapi.json").json()
    assert "scheme" in described["components"]["schemas"]["Ask"]["properties"]
    assert [p["name"] for p in described["paths"]["/api/labels"]["get"]["parameters"]] == ["scheme"]
    document = described["paths"]["/s/{scheme}/documents/{document_id}"]["get"]
    assert {"scheme", "document_id"} <= {p["name"] for p in document["parameters"]}
    assert document["responses"]["422"]["content"]["application/json"]["schema"]["$ref"].endswith("/Problem")
    assert "/documents/{document_id}" not in described["paths"]
    assert not [path for path in client.get("/openapi.json").json()["paths"] if path.startswith("/s/")]


def test_the_project_s_own_corpus_beside_another_answers_as_it_does_alone(
    serve, client, real_settings, two_schemes, tmp_path, monkeypatch
):
    folder = tmp_path / "departements"
    folder.mkdir()
    (folder / "numerique-76").symlink_to(Path("corpus").resolve())
    (two_schemes / "aide-b").rename(folder / "bornes")
    shutil.copytree(real_settings.index, tmp_path / "indexes" / "numerique-76")
    http = serve(built(monkeypatch, folder, tmp_path / "indexes")).client
    for question in ("Quel est le taux de financement ?", "La TVA est-elle prise en compte ?"):
        alone, beside = chat(client, question).json(), chat(http, question, "numerique-76").json()
        for answer in (alone, beside):
            del answer["id"], answer["timings_ms"]
        assert json.dumps(beside).replace("/s/numerique-76/", "/") == json.dumps(alone)
        other = chat(http, question, "bornes").text
        assert "COUSIN" not in other and alone["index_version"] not in other
        assert not any(citation["document"] in other for citation in alone["citations"])
