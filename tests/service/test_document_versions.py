"""A citation leads to the version it quoted, whatever was published since."""

import html
import json
import re

import pytest

from assistant.retrieval import archive, history
from assistant.retrieval.build import FILES
from assistant.retrieval.rollback import rollback
from tests.conftest import PHRASINGS, RATE
from tests.support.serving import built

QUESTION = "Quel est le taux maximum de l'aide ?"


def marked(page):
    return html.unescape(" ".join(re.findall(r"<mark>(.*?)</mark>", page, re.S)))


def warning(page):
    """Return the notice at the top of a document, without its tags."""
    found = re.search(r'<p class="warning">(.*?)</p>', page, re.S)
    return found and " ".join(html.unescape(re.sub(r"<[^>]+>", " ", found[1])).split())


def asked(client, **more):
    return client.post("/api/chat", json={"question": QUESTION, **more}).json()["citations"][0]


@pytest.fixture(autouse=True)
def nothing_remembered():
    archive._archived.cache_clear()
    archive._document.cache_clear()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def publish(tiny_corpus, folder, monkeypatch):
    """Publish the tiny corpus with a rate."""
    (tiny_corpus / "questions").mkdir()
    (tiny_corpus / "questions" / "phrasings.toml").write_text(PHRASINGS, "utf-8")
    circular = tiny_corpus / "documents" / "circulaire.md"
    original = circular.read_text("utf-8")

    def run(rate):
        (tiny_corpus / "facets.toml").write_text(RATE.format(name="l'essai", rate=rate), "utf-8")
        circular.write_text(original.replace("80 %", rate), "utf-8")
        return built(monkeypatch, tiny_corpus, folder)

    return run


@pytest.fixture
def service(serve, publish):
    return serve(publish("80 %"))


@pytest.fixture
def dated(folder):
    """Set the dates of the history: a day for each line, from the 20th of November."""

    def run():
        lines = [json.loads(line) for line in (folder / history.NAME).read_text().splitlines()]
        for day, line in enumerate(lines, 20):
            line["from"] = f"2026-11-{day}T08:00:00+00:00"
        (folder / history.NAME).write_text("".join(json.dumps(line) + "\n" for line in lines))

    return run


def test_a_citation_names_the_version_it_quotes(service):
    version = service.client.get("/health/ready").json()["index_version"]
    url = asked(service.client)["url"]
    assert url.startswith(f"/documents/circulaire?v={version}&p=1&d=")
    page = service.client.get(url).text
    assert "80 %" in marked(page) and warning(page) is None


def test_a_citation_of_before_opens_the_text_of_then_with_a_notice_that_leads_to_the_one_of_now(
    service, publish, dated
):
    before = asked(service.client)
    publish("70 %")
    dated()
    service.holder.refresh()
    assert "70 %" in asked(service.client)["quote"]
    page = service.client.get(before["url"]).text
    assert marked(page) == before["quote"] and "80 %" in page and "70 %" not in page
    told = warning(page)
    assert "du 20 novembre 2026 à 9 h 00 au 21 novembre 2026 à 9 h 00" in told and "Lire la version actuelle" in told
    assert 'href="/documents/circulaire"' in page
    now = service.client.get("/documents/circulaire").text
    assert "70 %" in now and "80 %" not in now and warning(now) is None


def test_a_document_tells_its_version_and_since_when_it_reads_so(service, publish, dated, tiny_corpus):
    publish("70 %")
    dated()
    service.holder.refresh()
    version = service.holder.current().snapshot.version
    told = html.unescape(service.client.get("/documents/circulaire").text)
    assert f"Version {version}" in told and "depuis le 21 novembre 2026 à 9\u00a0h\u00a000" in told
    assert "depuis le 20 novembre 2026 à 9\u00a0h\u00a000" in html.unescape(service.client.get("/documents/fiche").text)


def test_an_older_version_with_the_same_words_needs_no_notice(service, publish, tiny_corpus):
    version = service.holder.current().snapshot.version
    publish("70 %")
    service.holder.refresh()
    page = service.client.get("/documents/fiche", params={"v": version}).text
    assert "tient lieu" in warning(page)  # the sheet is a synthesis; nothing else is said of it
    assert "actuelle" not in page


def test_a_document_withdrawn_since_is_still_read_where_it_was_quoted(service, publish, tiny_corpus):
    version = service.holder.current().snapshot.version
    toml = tiny_corpus / "corpus.toml"
    listed = toml.read_text("utf-8")
    toml.write_text(listed[: listed.index('[[document]]\nid = "fiche"')], "utf-8")
    publish("80 %")
    service.holder.refresh()
    assert service.client.get("/documents/fiche").status_code == 404
    page = service.client.get("/documents/fiche", params={"v": version})
    assert page.status_code == 200
    assert "documents actuels" in warning(page.text) and 'href="/documents"' in page.text


def test_after_a_rollback_the_service_answers_with_the_version_of_before(service, publish, folder):
    publish("70 %")
    service.holder.refresh()
    later = asked(service.client)
    rollback(folder, None, FILES)
    service.holder.refresh()
    assert "80 %" in asked(service.client)["quote"]
    page = service.client.get(later["url"]).text
    assert "70 %" in marked(page) and "Lire la version actuelle" in warning(page)


UNKNOWN = [
    "0123456789ab", "", "..", "../corpus", "%2e%2e%2f%2e%2e%2fcorpus", "CURRENT", "0123456789AB", "0123456789ab%0a",
    "%00",
]  # fmt: skip


@pytest.mark.parametrize("version", UNKNOWN)
def test_an_unknown_version_is_not_found_in_a_french_sentence(service, version):
    response = service.client.get(f"/documents/circulaire?v={version}")
    assert response.status_code == 404
    assert response.json()["code"] == "not_found"
    assert "version" in response.json()["message"]


def test_a_document_that_a_version_never_had_is_not_found(service, publish):
    version = service.holder.current().snapshot.version
    publish("70 %")
    service.holder.refresh()
    for document in ("none", "..%2f..%2fcorpus.toml", "%00"):
        assert service.client.get(f"/documents/{document}?v={version}").status_code == 404


def test_a_version_altered_since_is_never_shown(service, publish, folder, caplog):
    before = asked(service.client)["url"]
    version = service.holder.current().snapshot.version
    publish("70 %")
    service.holder.refresh()
    passages = folder / version / "passages.jsonl"
    passages.write_bytes(passages.read_bytes().replace(b"80 %", b"99 %"))
    assert service.client.get(before).status_code == 404
    assert version in caplog.text


def test_a_history_that_cannot_be_read_hides_dates_not_texts(service, folder):
    (folder / history.NAME).write_text("?\n")
    page = service.client.get("/documents/circulaire")
    assert page.status_code == 200
    assert "Version" in page.text and "depuis le" not in page.text


def test_each_scheme_has_its_own_versions(serve, two_schemes, tmp_path, monkeypatch):
    settings = built(monkeypatch, two_schemes, tmp_path / "index")
    service = serve(settings)
    before = asked(service.client, scheme="aide-a")
    for file in ("documents/circulaire.md", "facets.toml"):
        path = two_schemes / "aide-a" / file
        path.write_text(path.read_text("utf-8").replace("80 %", "60 %"), "utf-8")
    built(monkeypatch, two_schemes, settings.index)
    for holder in service.holders.values():
        holder.refresh()
    page = service.client.get(before["url"]).text
    assert "80 %" in marked(page)
    assert 'href="/s/aide-a/documents/circulaire"' in page and "Lire la version actuelle" in warning(page)
    version = re.search(r"v=(\w+)", before["url"])[1]
    assert service.client.get(f"/s/aide-b/documents/circulaire?v={version}").status_code == 404
