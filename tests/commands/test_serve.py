import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

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
