import itertools
import os
import random
import signal
import time

import pytest

from assistant.errors import IndexDamaged, IndexMissing, RetrievalError, VersionUnknown
from assistant.retrieval import history, storage
from assistant.retrieval.build import FILES
from assistant.retrieval.rollback import rollback
from assistant.retrieval.snapshot import build, open_snapshot
from assistant.retrieval.stores import vector_store

KILLS = 30


def everything(folder):
    return {p: p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.name != ".lock"}


def test_the_version_before_is_back_in_effect_without_being_rebuilt(index, changed):
    first, second = changed
    untouched = {path: path.stat().st_mtime_ns for path in (index / first).rglob("*")}
    published = storage.published(index)
    release = rollback(index, None, FILES)
    assert (release.version, release.why, release.until) == (first, "rollback", None)
    assert open_snapshot(index, None).version == first
    assert storage.published(index) != published
    assert [r.version for r in history.releases(index)] == [first, second, first]
    assert {path: path.stat().st_mtime_ns for path in (index / first).rglob("*")} == untouched


def test_any_version_is_put_back_by_its_name(index, changed):
    first, second = changed
    rollback(index, first, FILES)
    assert rollback(index, second, FILES).version == second
    assert open_snapshot(index, None).version == second


def test_a_build_after_a_rollback_brings_the_corpus_back_up_to_date(tiny_corpus, index, changed):
    _, second = changed
    rollback(index, None, FILES)
    assert build(tiny_corpus, index, None) == second
    assert history.releases(index)[-1].why == "build"


@pytest.mark.parametrize("version", ["0123456789ab", "", "../corpus", "CURRENT", "0123456789ab\n"])
def test_an_unknown_version_is_one_line_and_changes_nothing(index, changed, version):
    before = everything(index)
    with pytest.raises(VersionUnknown) as caught:
        rollback(index, version, FILES)
    assert len(str(caught.value).strip().splitlines()) == 1 + version.count("\n")
    assert everything(index) == before


def test_the_version_in_effect_is_refused(index, changed):
    with pytest.raises(RetrievalError, match="déjà"):
        rollback(index, changed[1], FILES)


def test_with_nothing_before_there_is_nothing_to_go_back_to(tiny_corpus, index):
    with pytest.raises(IndexMissing):
        rollback(index, None, FILES)
    assert not index.exists()
    build(tiny_corpus, index, None)
    with pytest.raises(VersionUnknown):
        rollback(index, None, FILES)


def test_a_version_that_is_no_longer_kept_is_refused_by_name_and_passed_over_without_one(
    tiny_corpus, index, sheet, changed, forget
):
    first, second = changed
    sheet.write_text(sheet.read_text("utf-8") + "\nUn mot de plus.\n", "utf-8")
    build(tiny_corpus, index, None)
    forget(second)
    with pytest.raises(VersionUnknown, match="conservée"):
        rollback(index, second, FILES)
    assert rollback(index, None, FILES).version == first


def test_a_version_damaged_in_any_file_is_refused_and_changes_nothing(index, changed):
    first, second = changed
    for path in sorted(p for p in (index / first).rglob("*") if p.is_file()):
        sound = path.read_bytes()
        path.write_bytes(sound[:-1] + bytes([sound[-1] ^ 1]))
        with pytest.raises(IndexDamaged):
            rollback(index, None, FILES)
        path.write_bytes(sound)
    assert open_snapshot(index, None).version == second
    assert len(history.releases(index)) == 2


def test_a_version_whose_vectors_are_elsewhere_is_refused(tiny_corpus, index, sheet, make_encoder):
    build(tiny_corpus, index, make_encoder())
    sheet.write_text(sheet.read_text("utf-8") + "\nUn mot de plus.\n", "utf-8")
    build(tiny_corpus, index, make_encoder())
    with pytest.raises(RetrievalError, match="milvus"):
        rollback(index, None, vector_store("milvus://127.0.0.1:9/essai", "essai"))


def test_a_rollback_waits_for_no_build(index, changed):
    with storage.one_writer(index), pytest.raises(RetrievalError, match="en cours"):
        rollback(index, None, FILES)


def sound(index, changed):
    """Tell that the pointer leads to a whole version and that the history says the same."""
    served = open_snapshot(index, None).version
    return served in changed and history.releases(index)[-1].version == served


@pytest.mark.slow
def test_a_rollback_killed_at_any_moment_leaves_a_sound_version_in_effect(index, changed):
    drawn = random.Random(5)
    for _ in range(KILLS):
        child = os.fork()
        if child == 0:  # pragma: no cover - killed
            while True:
                first, second = changed
                rollback(index, first if storage.pointed(index)[0] == second else second, FILES)
        time.sleep(drawn.uniform(0.005, 0.12))
        os.kill(child, signal.SIGKILL)
        assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
        assert sound(index, changed)
    moves = [release.version for release in history.releases(index)]
    assert len(moves) > 5
    assert all(one != following for one, following in itertools.pairwise(moves))


def test_a_rollback_stopped_at_each_write_leaves_a_sound_version_in_effect(index, changed, monkeypatch):
    first, second = changed
    writes = [0]

    def counted(original, last):
        def call(*arguments):
            writes[0] += 1
            if writes[0] == last:
                os._exit(9)
            return original(*arguments)

        return call

    for last in range(1, 20):
        wanted = first if storage.pointed(index)[0] == second else second
        child = os.fork()
        if child == 0:  # pragma: no cover - killed
            monkeypatch.setattr(os, "fsync", counted(os.fsync, last))
            monkeypatch.setattr(type(index), "replace", counted(type(index).replace, last))
            rollback(index, wanted, FILES)
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert code in (0, 9)
        assert sound(index, changed)
        if code == 0:
            break
    assert last > 4
