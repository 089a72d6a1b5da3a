"""The pictures of a PDF's pages, the file itself, and everything that may be wrong with either."""

import io
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from PIL import Image

from assistant.errors import UnreadableDocument
from assistant.ingestion.boxes import LINE
from assistant.ingestion.corpus import SUFFIXES
from assistant.service import picture_store, pictures
from assistant.service.about import About
from assistant.service.originals import TYPES
from assistant.service.picture_store import PictureStore
from assistant.texts import text
from tests.support.printed import FIRST, NAME, SECOND, with_an_annex
from tests.support.serving import built

PAGE = "/documents/annexe/pages/{}.png"


@pytest.fixture
def start(serve, tiny_corpus, tmp_path, monkeypatch):
    """Index the corpus with its annex and serve it."""

    def begin():
        file = with_an_annex(tiny_corpus)
        found = serve(built(monkeypatch, tiny_corpus, tmp_path / "index"), about=About(pictures=tmp_path / "pictures"))
        found.file = file
        return found

    return begin


@pytest.fixture
def service(start):
    return start()


def framed(response):
    """Tell whether a picture has the frame of a quote."""
    pixels = np.asarray(Image.open(io.BytesIO(response.content)).convert("RGB"))
    return bool((pixels == np.array(LINE)).all(axis=2).any())


def drawn(monkeypatch):
    """Count the pages that are drawn from now on."""
    calls = []

    def draw(data, page, *rest):
        calls.append(page)
        return picture_store.SIGNATURE

    monkeypatch.setattr(picture_store, "draw_page", draw)
    return calls


def problem(response, status=404):
    assert response.status_code == status
    assert set(response.json()) == {"code", "message"}
    return response.json()["message"]


def test_a_page_is_a_picture_with_the_quote_boxed_drawn_once_and_cached_for_ever(service, monkeypatch):
    snapshot = service.holder.current().snapshot
    words = snapshot.pages["annexe", 2].text
    start = words.index("Les dépenses de voyage")
    asked = {"v": snapshot.version, "d": start, "f": start + 40}
    boxed, plain = service.client.get(PAGE.format(2), params=asked), service.client.get(PAGE.format(2))
    assert boxed.headers["content-type"] == "image/png"
    assert framed(boxed) and not framed(plain)
    assert "immutable" in boxed.headers["cache-control"] and plain.headers["cache-control"] == "no-cache"
    calls = drawn(monkeypatch)
    again = service.client.get(PAGE.format(2), params=asked)
    assert again.content == boxed.content and calls == []
    same = service.client.get(PAGE.format(2), params=asked, headers={"if-none-match": boxed.headers["etag"]})
    assert same.status_code == 304 and same.content == b""


NOWHERE = [
    *(PAGE.format(number) for number in ("3", "0", "01", "9" * 5000, "²", "1%2f..%2f1", "-1", "a")),
    PAGE.format(1) + "?v=0123456789ab",
    PAGE.format(1) + "?v=../..",
    "/documents/none/pages/1.png",
    "/documents/..%2fannexe/pages/1.png",
    "/documents/circulaire/pages/1.png",
    *(f"/documents/{name}/original" for name in ("none", "..%2f..%2fcorpus.toml", "%00", "annexe%2f..%2fcirculaire")),
    "/documents/annexe/original?v=../../corpus",
]


def test_what_is_not_there_is_not_found_in_a_french_sentence(service):
    for address in NOWHERE:
        assert problem(service.client.get(address)), address


def test_offsets_outside_the_page_box_nothing_and_break_nothing(service):
    for place in ("d=5&f=2", "d=0&f=99999999999999999999", "d=999999&f=1000000", "d=0"):
        assert service.client.get(f"{PAGE.format(1)}?{place}").status_code == 200


def test_a_page_that_cannot_be_drawn_is_told_so_and_not_tried_again_at_once(service, monkeypatch):
    tried = []

    def hang(data, page, *rest):
        tried.append(page)
        raise UnreadableDocument("page 1: drawing took over 10 s")

    monkeypatch.setattr(picture_store, "draw_page", hang)
    for _ in range(3):
        assert "image" in problem(service.client.get(PAGE.format(1)))
    assert tried == [1]
    shown = service.client.get("/documents/annexe")
    assert shown.status_code == 200 and FIRST[0] in shown.text


def test_one_address_does_not_have_pages_drawn_without_end_and_reads_those_drawn(start, monkeypatch):
    monkeypatch.setattr(pictures, "A_MINUTE", 2)
    client, calls = start().client, drawn(monkeypatch)
    statuses = [client.get(f"{PAGE.format(1)}?d=0&f={end}") for end in (5, 6, 7, 5)]
    assert [response.status_code for response in statuses] == [200, 200, 429, 200] and len(calls) == 2
    assert int(statuses[2].headers["retry-after"]) > 0


def test_many_who_ask_at_once_all_get_their_picture_or_are_asked_to_wait(service, monkeypatch):
    calls = drawn(monkeypatch)
    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda _: service.client.get(PAGE.format(1)).status_code, range(24)))
    assert set(statuses) <= {200, 503} and 200 in statuses
    assert 1 <= len(calls) <= pictures.AT_ONCE


def test_the_folder_of_pictures_stays_within_its_share(tmp_path, monkeypatch):
    monkeypatch.setattr(picture_store, "draw_page", lambda *rest: picture_store.SIGNATURE + bytes(992))
    store = PictureStore(tmp_path / "kept", share=3000)
    for number in range(6):
        store.draw(f"{number}", ("sha", b""), number, "", 0)
    assert sum(path.stat().st_size for path in (tmp_path / "kept").iterdir()) <= 3000
    assert store.kept("5") and store.kept("0") is None


def test_a_folder_that_cannot_be_written_costs_a_drawing_and_no_error(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(picture_store, "draw_page", lambda *rest: picture_store.SIGNATURE)
    (tmp_path / "file").write_text("")
    assert PictureStore(tmp_path / "file").draw("a", ("sha", b""), 1, "", 0) == picture_store.SIGNATURE
    assert "not kept" in caplog.text


def test_the_original_is_given_byte_for_byte_under_its_name_and_opened_by_no_page(service):
    response = service.client.get("/documents/annexe/original")
    assert response.content == service.file.read_bytes()
    assert response.headers["content-type"] == "application/pdf"
    said = response.headers["content-disposition"]
    assert (
        said.startswith("attachment;") and "filename*=UTF-8''Cahier%20des%20charges%20%28%C3%A9t%C3%A9%29.pdf" in said
    )
    assert response.headers["content-security-policy"].startswith("sandbox;")
    assert response.headers["x-content-type-options"] == "nosniff"
    other = service.client.get("/documents/circulaire/original")
    assert other.headers["content-type"] == "text/markdown; charset=utf-8" and other.text.startswith("# Circulaire")


def test_every_kind_of_file_that_is_read_has_a_name_and_is_served_as_what_it_is():
    for kind in (suffix.removeprefix(".") for suffix in SUFFIXES):
        assert text(f"pages.kind.{kind}") and TYPES[kind]


def test_the_original_of_a_version_is_that_version_s(service, tiny_corpus, monkeypatch, tmp_path):
    before, version = service.file.read_bytes(), service.holder.current().snapshot.version
    service.file.write_bytes(before + b"\n% ajout")
    built(monkeypatch, tiny_corpus, tmp_path / "index")
    service.holder.refresh()
    assert service.client.get(f"/documents/annexe/original?v={version}").content == before
    assert service.client.get("/documents/annexe/original").content == before + b"\n% ajout"


def test_a_file_that_is_gone_or_altered_is_never_given(service, caplog):
    copy = service.holder.current().snapshot.folder / "corpus" / "documents" / NAME
    whole = copy.read_bytes()
    copy.write_bytes(whole.replace(b"%%EOF", b"%%FIN"))
    assert "conservé" in problem(service.client.get("/documents/annexe/original"))
    assert problem(service.client.get(PAGE.format(1)))
    assert "altered" in caplog.text
    copy.unlink()
    assert "conservé" in problem(service.client.get("/documents/annexe/original"))
    assert SECOND[0] in service.client.get("/documents/annexe").text
