import pytest

from assistant.errors import IndexDamaged, IndexMissing, RetrievalError
from assistant.retrieval import storage

DIGEST = "a" * 64


def test_the_published_version_is_read_back(tmp_path):
    storage.point_to(tmp_path, "0123456789ab", DIGEST)
    assert storage.pointed(tmp_path) == ("0123456789ab", DIGEST)


def test_nothing_published_is_missing(tmp_path):
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(IndexMissing):
            storage.pointed(folder)


@pytest.mark.parametrize(
    "content", [b"", b"../../etc " + DIGEST.encode(), b"0123456789ab", b"0123456789ab \xff", b"\x00" * 78]
)
def test_a_pointer_that_is_not_one_is_damage(tmp_path, content):
    (tmp_path / storage.POINTER).write_bytes(content)
    with pytest.raises(IndexDamaged):
        storage.pointed(tmp_path)


def test_a_failed_replacement_keeps_the_old_content(tmp_path, monkeypatch):
    path = tmp_path / "file"
    storage.replace(path, b"old")

    def full_disk(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storage.os, "fsync", full_disk)
    with pytest.raises(OSError, match="space"):
        storage.replace(path, b"new")
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["file"]


def test_a_second_writer_is_turned_away(tmp_path):
    with storage.one_writer(tmp_path), pytest.raises(RetrievalError), storage.one_writer(tmp_path):
        pass
    with storage.one_writer(tmp_path):
        pass


def test_leftovers_are_swept_and_other_files_kept(tmp_path):
    for name in ("0123456789ab", "ba9876543210", "ba9876543210.tmp-12"):
        (tmp_path / name).mkdir()
    (tmp_path / "CURRENT.tmp-9").write_bytes(b"x")
    (tmp_path / "notes").mkdir()
    storage.sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0123456789ab", "ba9876543210", "notes"]
    assert storage.versions(tmp_path) == {"0123456789ab", "ba9876543210"}


def test_a_version_whose_removal_is_cut_short_is_a_leftover_and_no_version(tmp_path, monkeypatch):
    (tmp_path / "0123456789ab").mkdir()
    (tmp_path / "0123456789ab" / "file").write_bytes(b"x")

    def cut(path):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(storage.shutil, "rmtree", cut)
        with pytest.raises(OSError, match="error"):
            storage.remove(tmp_path, "0123456789ab")
    assert storage.versions(tmp_path) == set()
    storage.sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("torn", [b"", b'{"a": 1', b'{"a": 1}', b"\xff\x00"])
def test_a_line_is_added_after_the_last_whole_one(tmp_path, torn):
    path = tmp_path / "lines"
    storage.append(path, b"first\n")
    path.write_bytes(path.read_bytes() + torn)
    storage.append(path, b"second\n")
    assert path.read_bytes() == b"first\nsecond\n"
