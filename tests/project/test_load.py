"""What the load bench reads of wrk, and the phrasing that it makes come and go."""

import pytest

from scripts.load.scheme import PHRASING, toggled
from scripts.load.wrk import command, read

SAID = """Running 10s test @ http://127.0.0.1:8000/api/chat
  1 threads and 8 connections
Requests/sec:     40.00
WRK {"requests": 400, "seconds": 10.000, "errors": 2, "p50_ms": 180.500, "p95_ms": 260.000, "max_ms": 900.000, "versions": "b a b"}
"""  # noqa: E501


def test_the_last_line_of_wrk_is_read():
    fired = read(SAID)
    assert (fired.requests, fired.errors, fired.p50_ms, fired.p95_ms, fired.max_ms) == (400, 2, 180.5, 260.0, 900.0)
    assert fired.per_second == 40.0
    assert fired.versions == ("a", "b")


def test_a_load_without_its_line_is_a_failure():
    with pytest.raises(ValueError, match="unable to connect"):
        read("unable to connect to 127.0.0.1:1 Connection refused\n")


def test_the_load_tool_is_pinned_apart(tmp_path):
    asked = command("http://127.0.0.1:8000", tmp_path / "bodies.jsonl", 8, 10, 1)
    assert asked[:4] == ["taskset", "-c", "1", "wrk"]
    assert asked[-3:] == ["http://127.0.0.1:8000/api/chat", "--", str(tmp_path / "bodies.jsonl")]
    assert command("http://127.0.0.1:8000", tmp_path, 8, 10, None)[0] == "wrk"


def test_a_phrasing_comes_and_goes():
    toml = '# Near misses.\n\nbalance = [\n  "Que reste-t-il ?",\n]\nother = [\n]\n'
    with_it = toggled(toml)
    assert with_it.count(PHRASING) == 1
    assert with_it.index(PHRASING) < with_it.index("Que reste-t-il ?")
    assert toggled(with_it) == toml
