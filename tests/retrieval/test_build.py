import os
import pathlib
import shutil

import numpy as np
import pytest

from assistant.errors import AssistantError, CorpusError, IndexDamaged, RetrievalError
from assistant.retrieval import history, storage
from assistant.retrieval.manifest import FORMAT
from assistant.retrieval.snapshot import build, open_snapshot

KILLED = 9
ADDED = "\nLe guichet reste ouvert en juillet.\n"


@pytest.fixture
def index(tmp_path):
    return tmp_path / "index"


def extend(corpus):
    with (corpus / "documents" / "fiche.md").open("a", encoding="utf-8") as stream:
        stream.write(ADDED)


def versions(index):
    return {path.name for path in index.iterdir() if path.is_dir()}


def test_the_same_inputs_give_the_same_version_and_the_same_bytes(tiny_corpus, tmp_path, make_encoder):
    first, second = tmp_path / "first", tmp_path / "second"
    version = build(tiny_corpus, first, make_encoder())
    assert build(tiny_corpus, second, make_encoder()) == version
    for path in sorted(first.rglob("*")):
        if path.is_file() and path.name != history.NAME:
            assert path.read_bytes() == (second / path.relative_to(first)).read_bytes()


def test_nothing_is_done_when_nothing_changed(tiny_corpus, index, make_encoder):
    version = build(tiny_corpus, index, make_encoder())
    before = {path: path.stat().st_mtime_ns for path in index.rglob("*") if path.name != ".lock"}
    encoder = make_encoder()
    assert build(tiny_corpus, index, encoder) == version
    assert encoder.encoded == []
    assert {path: path.stat().st_mtime_ns for path in index.rglob("*") if path.name != ".lock"} == before


def test_only_new_words_are_encoded_after_a_change(tiny_corpus, index, make_encoder):
    build(tiny_corpus, index, make_encoder())
    extend(tiny_corpus)
    encoder = make_encoder()
    build(tiny_corpus, index, encoder)
    assert len(encoder.encoded) == 1
    assert encoder.encoded[0].endswith(ADDED.strip())


def test_another_encoder_is_another_version(tiny_corpus, index, make_encoder):
    names = {build(tiny_corpus, index, encoder) for encoder in (None, make_encoder("a"), make_encoder("b"))}
    assert len(names) == 3


def test_every_version_is_kept_up_to_the_number_asked_for_the_oldest_going_first(tiny_corpus, index):
    built = []
    for _ in range(4):
        built.append(build(tiny_corpus, index, None))
        extend(tiny_corpus)
    assert versions(index) == set(built)
    built.append(build(tiny_corpus, index, None, keep=3))
    assert versions(index) == set(built[-3:])
    assert open_snapshot(index, None).version == built[-1]


def test_the_version_before_is_kept_whatever_the_number(tiny_corpus, index):
    built = [build(tiny_corpus, index, None, keep=1)]
    for _ in range(2):
        extend(tiny_corpus)
        built.append(build(tiny_corpus, index, None, keep=1))
    assert versions(index) == set(built[-2:])


def test_a_version_that_came_back_is_not_the_oldest(tiny_corpus, index):
    sheet = tiny_corpus / "documents" / "fiche.md"
    original = sheet.read_bytes()
    first = build(tiny_corpus, index, None)
    extend(tiny_corpus)
    second = build(tiny_corpus, index, None)
    sheet.write_bytes(original)
    build(tiny_corpus, index, None)
    extend(tiny_corpus)
    extend(tiny_corpus)
    third = build(tiny_corpus, index, None, keep=2)
    assert versions(index) == {first, third}
    assert second not in versions(index)


def test_an_index_of_an_older_format_is_told_then_rebuilt_and_its_version_kept(tiny_corpus, index):
    version = build(tiny_corpus, index, None)
    manifest = index / version / "manifest.json"
    old = manifest.read_bytes().replace(f'"format": {FORMAT}'.encode(), b'"format": 2')
    manifest.write_bytes(old)
    (index / version).rename(index / "0123456789ab")
    (index / "CURRENT").write_text(f"0123456789ab {storage.sha256(old)}\n")
    (index / history.NAME).unlink()
    with pytest.raises(IndexDamaged, match="format 2"):
        open_snapshot(index, None)
    assert build(tiny_corpus, index, None) == version
    assert open_snapshot(index, None).version == version
    assert [release.version for release in history.releases(index)] == ["0123456789ab", version]
    assert versions(index) == {"0123456789ab", version}


def test_going_back_to_the_previous_corpus_only_moves_the_pointer(tiny_corpus, index, make_encoder):
    sheet = tiny_corpus / "documents" / "fiche.md"
    original = sheet.read_bytes()
    first = build(tiny_corpus, index, make_encoder())
    extend(tiny_corpus)
    build(tiny_corpus, index, make_encoder())
    sheet.write_bytes(original)
    encoder = make_encoder()
    assert build(tiny_corpus, index, encoder) == first
    assert encoder.encoded == []
    assert open_snapshot(index, encoder).version == first


def test_a_damaged_version_is_rebuilt(tiny_corpus, index):
    version = build(tiny_corpus, index, None)
    (index / version / "passages.jsonl").write_text("{}")
    assert build(tiny_corpus, index, None) == version
    assert open_snapshot(index, None).version == version
    assert versions(index) == {version}


def test_a_pointer_that_was_lost_is_put_back(tiny_corpus, index):
    version = build(tiny_corpus, index, None)
    (index / "CURRENT").write_bytes(b"?")
    assert build(tiny_corpus, index, None) == version
    assert open_snapshot(index, None).version == version


def test_an_unreadable_document_leaves_the_previous_index_served(tiny_corpus, index):
    version = build(tiny_corpus, index, None)
    (tiny_corpus / "documents" / "faux.pdf").write_bytes(b"not a pdf")
    toml = tiny_corpus / "corpus.toml"
    text = toml.read_text("utf-8").replace("documents/fiche.md", "documents/faux.pdf")
    toml.write_text(text, "utf-8")
    with pytest.raises(CorpusError) as caught:
        build(tiny_corpus, index, None)
    assert "\n" not in str(caught.value)
    assert open_snapshot(index, None).version == version
    assert versions(index) == {version}


def test_a_folder_that_cannot_be_written_is_one_line(tiny_corpus, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(RetrievalError) as caught:
        build(tiny_corpus, blocked / "index", None)
    assert "\n" not in str(caught.value)


def interrupt_at(monkeypatch, number, stop):
    """Call ``stop`` instead of the ``number``-th write, flush or rename; return the count so far."""
    seen = [0]

    def watched(original):
        def call(*args, **kwargs):
            seen[0] += 1
            if seen[0] == number:
                stop()
            return original(*args, **kwargs)

        return call

    for owner, name in (
        (os, "fsync"),
        (np, "save"),
        (pathlib.Path, "rename"),
        (pathlib.Path, "replace"),
        (pathlib.Path, "mkdir"),
    ):
        monkeypatch.setattr(owner, name, watched(getattr(owner, name)))
    return seen


def fail():
    raise OSError(28, "No space left on device")


def writes_of_a_build(corpus, index):
    with pytest.MonkeyPatch.context() as patch:
        seen = interrupt_at(patch, -1, fail)
        build(corpus, index, None)
    return seen[0]


def test_a_build_that_fails_at_any_write_leaves_a_sound_index(tiny_corpus, index, tmp_path):
    old = build(tiny_corpus, index, None)
    extend(tiny_corpus)
    total = writes_of_a_build(tiny_corpus, tmp_path / "elsewhere")
    new = open_snapshot(tmp_path / "elsewhere", None).version
    assert total > 20
    served = old
    number = 0
    while served == old:
        number += 1
        shutil.rmtree(index / new, ignore_errors=True)  # so that every attempt starts from the same place
        with pytest.MonkeyPatch.context() as patch:
            interrupt_at(patch, number, fail)
            with pytest.raises(AssistantError):
                build(tiny_corpus, index, None)
        served = open_snapshot(index, None).version
        assert history.releases(index)[-1].version == served
    # Only what comes after the pointer has moved can fail with the new version served: its flush and its line.
    assert served == new
    assert total - number <= 2
    assert build(tiny_corpus, index, None) == new
    assert [release.version for release in history.releases(index)] == [old, new]


@pytest.mark.slow
def test_a_build_killed_at_any_write_leaves_a_sound_index_and_its_leftovers_go(tiny_corpus, index, tmp_path):
    old = build(tiny_corpus, index, None)
    extend(tiny_corpus)
    total = writes_of_a_build(tiny_corpus, tmp_path / "elsewhere")
    new = open_snapshot(tmp_path / "elsewhere", None).version
    for number in range(1, total + 1):
        child = os.fork()
        if child == 0:  # no handler runs in the child: as after SIGKILL
            with pytest.MonkeyPatch.context() as patch:
                interrupt_at(patch, number, lambda: os._exit(KILLED))
                build(tiny_corpus, index, None)
            os._exit(0)
        os.waitpid(child, 0)
        served = open_snapshot(index, None).version
        assert served in (old, new)
        assert history.releases(index)[-1].version == served
        if served == new:
            break
    assert build(tiny_corpus, index, None) == new
    assert versions(index) == {old, new}
    assert [release.version for release in history.releases(index)] == [old, new]
    assert not [path for path in index.iterdir() if ".tmp-" in path.name]
