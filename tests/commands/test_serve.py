import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from assistant.commands import serve
from assistant.schemes import schemes_of
from assistant.settings import Settings
from assistant.wiring import Encoders, build_index

BIN = Path(sys.executable).with_name("assistant")


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def served(tmp_path, port):
    """The real command in its own process, without an index, until the test ends."""
    environment = {**os.environ, "ASSISTANT_INDEX": str(tmp_path / "index"), "ASSISTANT_ENCODER": "none"}
    process = subprocess.Popen([BIN, "serve", "--port", str(port)], env=environment, stderr=subprocess.PIPE, text=True)
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            httpx.get(f"{address}/health/live")
            break
        except httpx.TransportError:
            time.sleep(0.1)
    yield address, environment
    process.terminate()
    process.wait(10)
    process.stderr.close()


@pytest.mark.slow
def test_a_service_started_without_an_index_takes_one_up_when_it_is_built(served):
    address, environment = served
    assert httpx.get(f"{address}/health/ready").status_code == 503
    subprocess.run([BIN, "index"], env=environment, check=True, capture_output=True)
    for _ in range(100):
        if httpx.get(f"{address}/health/ready").status_code == 200:
            break
        time.sleep(0.1)
    answer = httpx.post(f"{address}/api/chat", json={"question": "Qui contacter ?"}).json()
    assert answer["status"] == "answered"


def test_the_encoders_are_loaded_once_for_all_schemes(two_schemes, tmp_path, monkeypatch, make_encoder):
    loaded = []

    def load(name):
        encoder = make_encoder(name)
        loaded.append(name)
        return Encoders(encoder, encoder)

    schemes = schemes_of(Settings(corpus=two_schemes, index=tmp_path, encoder="counting"))
    for settings in schemes.values():
        build_index(settings, make_encoder())
    monkeypatch.setattr(serve, "load_encoders", load)
    holders = serve.held(schemes)
    assert [holder.refresh() for holder in holders.values()] == [None, None]
    assert loaded == ["counting"]
