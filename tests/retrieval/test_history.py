import json
import os
from datetime import UTC, datetime, timedelta

import pytest

from assistant.errors import IndexDamaged, IndexMissing, VersionUnknown
from assistant.retrieval import history, storage

A, B, C, D = "a" * 12, "b" * 12, "c" * 12, "d" * 12
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def digest(version):
    return version[0] * 64


def publish(folder, version, why=history.BUILD):
    (folder / version).mkdir(exist_ok=True)
    history.publish(folder, version, digest(version), why)


def written(folder, *rows):
    """Write a history of (version, hours after noon, why), the pointer where it must be."""
    for version, _, _ in rows:
        (folder / version).mkdir(exist_ok=True)
    lines = [
        {"version": v, "digest": digest(v), "from": (NOON + timedelta(hours=h)).isoformat(), "why": w}
        for v, h, w in rows
    ]
    (folder / history.NAME).write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    storage.point_to(folder, rows[-1][0], digest(rows[-1][0]))


def names(folder):
    return [release.version for release in history.releases(folder)]


def rows(folder):
    return [json.loads(line) for line in (folder / history.NAME).read_text("utf-8").splitlines()]


def test_a_line_is_written_each_time_the_pointer_moves(tmp_path):
    before = datetime.now(UTC) - timedelta(seconds=1)
    publish(tmp_path, A)
    publish(tmp_path, B)
    publish(tmp_path, A, history.ROLLBACK)
    assert [(row["version"], row["digest"], row["why"]) for row in rows(tmp_path)] == [
        (A, digest(A), "build"),
        (B, digest(B), "build"),
        (A, digest(A), "rollback"),
    ]
    moments = [datetime.fromisoformat(row["from"]) for row in rows(tmp_path)]
    assert before <= moments[0] and moments == sorted(moments) and moments[-1] <= datetime.now(UTC)
    assert all(moment.utcoffset() == timedelta(0) for moment in moments)


def test_each_release_lasts_until_the_next_and_the_last_one_still_does(tmp_path):
    written(tmp_path, (A, 0, "build"), (B, 2, "build"), (A, 5, "rollback"))
    found = history.releases(tmp_path)
    assert [(r.version, r.since, r.until) for r in found] == [
        (A, NOON, NOON + timedelta(hours=2)),
        (B, NOON + timedelta(hours=2), NOON + timedelta(hours=5)),
        (A, NOON + timedelta(hours=5), None),
    ]


@pytest.mark.parametrize(
    ("hours", "version"), [(0, A), (1.99, A), (2, B), (4.99, B), (5, A), (10_000, A)], ids=lambda value: str(value)[:5]
)
def test_as_of_gives_the_version_in_effect_at_the_moment(tmp_path, hours, version):
    written(tmp_path, (A, 0, "build"), (B, 2, "build"), (A, 5, "rollback"))
    assert history.as_of(tmp_path, NOON + timedelta(hours=hours)).version == version


def test_before_the_first_publication_no_version_was_in_effect(tmp_path):
    written(tmp_path, (A, 0, "build"))
    with pytest.raises(VersionUnknown, match="20/11/2026 à 12 h 59"):
        history.as_of(tmp_path, NOON - timedelta(seconds=1))


def test_a_version_that_is_no_longer_kept_is_told_and_its_release_still_listed(tmp_path):
    written(tmp_path, (A, 0, "build"), (B, 2, "build"))
    (tmp_path / A).rmdir()
    for look in (lambda: history.as_of(tmp_path, NOON), lambda: history.release_of(tmp_path, A)):
        with pytest.raises(VersionUnknown, match="ASSISTANT_KEEP_VERSIONS"):
            look()
    assert names(tmp_path) == [A, B]


def test_the_last_release_of_a_version_is_found_by_its_name(tmp_path):
    written(tmp_path, (A, 0, "build"), (B, 2, "build"), (A, 5, "rollback"))
    assert history.release_of(tmp_path, A).since == NOON + timedelta(hours=5)
    with pytest.raises(VersionUnknown):
        history.release_of(tmp_path, C)


def test_a_pointer_that_moved_without_its_line_is_read_from_the_pointer_and_written_down_next_time(tmp_path):
    written(tmp_path, (A, 0, "build"))
    (tmp_path / B).mkdir()
    storage.point_to(tmp_path, B, digest(B))
    os.utime(tmp_path / storage.POINTER, (NOON.timestamp() + 3600, NOON.timestamp() + 3600))
    made_up = history.releases(tmp_path)
    assert [(r.version, r.why) for r in made_up] == [(A, "build"), (B, "build")]
    assert made_up[0].until == made_up[1].since == NOON + timedelta(hours=1)
    assert len(rows(tmp_path)) == 1
    publish(tmp_path, C)
    assert names(tmp_path) == [A, B, C]
    assert history.releases(tmp_path)[:2][1].since == made_up[1].since


def test_a_return_without_its_line_is_taken_for_a_rollback(tmp_path):
    written(tmp_path, (A, 0, "build"), (B, 2, "build"))
    storage.point_to(tmp_path, A, digest(A))
    assert history.releases(tmp_path)[-1].why == "rollback"
    history.record(tmp_path)
    assert rows(tmp_path)[-1]["why"] == "rollback"


def test_nothing_is_written_when_the_pointer_has_its_line(tmp_path):
    publish(tmp_path, A)
    before = (tmp_path / history.NAME).stat().st_mtime_ns
    history.record(tmp_path)
    publish(tmp_path, A)
    assert (tmp_path / history.NAME).stat().st_mtime_ns == before


@pytest.mark.parametrize("torn", [b'{"version": "bbbb', b"\xff", b'{"version": "' + b"b" * 12])
def test_a_line_left_unfinished_is_not_there(tmp_path, torn):
    publish(tmp_path, A)
    with (tmp_path / history.NAME).open("ab") as stream:
        stream.write(torn)
    assert names(tmp_path) == [A]
    publish(tmp_path, B)
    assert names(tmp_path) == [A, B]


BAD = [
    b"{}", b"[]", b"not json", b"\xff\xfe",
    json.dumps({"version": "../../etc", "digest": "", "from": NOON.isoformat(), "why": "build"}).encode(),
    json.dumps({"version": A, "digest": digest(A), "from": "2026-11-20T12:00:00", "why": "build"}).encode(),
    json.dumps({"version": A, "digest": digest(A), "from": "hier", "why": "build"}).encode(),
    json.dumps({"version": A, "digest": digest(A), "from": NOON.isoformat(), "why": "magic"}).encode(),
]  # fmt: skip


@pytest.mark.parametrize("line", BAD, ids=range(len(BAD)))
def test_a_damaged_line_is_named_and_a_build_goes_on(tmp_path, line):
    written(tmp_path, (A, 0, "build"), (B, 2, "build"))
    lines = (tmp_path / history.NAME).read_bytes().splitlines()
    (tmp_path / history.NAME).write_bytes(b"\n".join([line, *lines[1:]]) + b"\n")
    with pytest.raises(IndexDamaged, match="ligne 1") as caught:
        history.releases(tmp_path)
    assert "\n" not in str(caught.value)
    publish(tmp_path, C)
    assert storage.pointed(tmp_path)[0] == C
    assert history.surplus(tmp_path, 2) == [A]


def test_without_any_publication_the_index_is_missing(tmp_path):
    with pytest.raises(IndexMissing):
        history.releases(tmp_path)
    history.record(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_clock_set_back_never_gives_an_interval_that_ends_before_it_begins(tmp_path):
    future = datetime.now(UTC) + timedelta(days=2)
    row = {"version": A, "digest": digest(A), "from": future.isoformat(), "why": "build"}
    (tmp_path / history.NAME).write_text(json.dumps(row) + "\n")
    (tmp_path / A).mkdir()
    storage.point_to(tmp_path, A, digest(A))
    publish(tmp_path, B)
    first, second = history.releases(tmp_path)
    assert first.until == second.since == future


@pytest.mark.parametrize(
    ("moves", "back"),
    [
        ("A", ""),
        ("AB", "A"),
        ("ABC", "BA"),
        ("ABCb", "A"),
        ("ABCba", ""),
        ("ABCbD", "BA"),
        ("ABaB", "A"),
        ("ABA", "B"),
        ("ABAC", "ABA"),
        ("ABACa", "B"),
        ("AAB", "A"),
    ],
)
def test_going_back_never_returns_to_what_was_left_by_going_back(tmp_path, moves, back):
    versions = {"a": A, "b": B, "c": C, "d": D}
    known = [
        history.Release(versions[m.lower()], "", NOON, history.BUILD if m.isupper() else history.ROLLBACK)
        for m in moves
    ]
    assert "".join(release.version[0].upper() for release in history.earlier(known)) == back


def test_the_versions_longest_out_of_effect_are_the_first_to_go(tmp_path):
    written(tmp_path, (A, 0, "build"), (B, 1, "build"), (C, 2, "build"), (A, 3, "build"), (D, 4, "build"))
    (tmp_path / ("e" * 12)).mkdir()
    assert history.surplus(tmp_path, 5) == []
    assert history.surplus(tmp_path, 4) == ["e" * 12]
    assert history.surplus(tmp_path, 3) == ["e" * 12, B]
    assert history.surplus(tmp_path, 1) == ["e" * 12, B, C]
