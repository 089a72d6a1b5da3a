"""The service over real HTTP on a loopback port, for tests that drive it from outside."""

import fcntl
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
import uvicorn

from assistant.commands import index
from assistant.commands.serve import held
from assistant.retrieval.storage import published
from assistant.schemes import schemes_of
from assistant.service.app import create_app
from assistant.service.holder import Holder
from assistant.settings import Settings
from assistant.wiring import build
from tests.support.commands import unencoded

LIMITS = {"max_question": 200, "max_body": 4096, "rate_limit": 1000, "allowed_origins": ["https://mairie.example"]}


def _run(app, sockets_ready=10.0):
    """Start uvicorn in a thread on a free loopback port; return the server and its address."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", access_log=False, proxy_headers=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + sockets_ready
    while not server.started:
        assert time.monotonic() < deadline, "the service did not start"
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    return server, thread, f"http://127.0.0.1:{port}"


@contextmanager
def running(app):
    """Serve an app while the block lasts; give its address."""
    server, thread, address = _run(app)
    try:
        yield address
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def real_settings():
    """The project's own corpus, indexed without encoder, and again only when it or the code has changed.

    The processes of one run share it: the first builds, the others wait.
    """
    folder = Path("build/test-index").resolve()
    folder.parent.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch, folder.with_suffix(".lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        patch.setenv("ASSISTANT_INDEX", str(folder))
        patch.setenv("ASSISTANT_ENCODER", "none")
        index.index()
    return Settings(index=folder, encoder="none")


def built(monkeypatch, corpus, folder):
    """Index a corpus, or a folder of them, without encoder; return the settings to serve it."""
    unencoded(monkeypatch, corpus, folder)
    index.index()
    return Settings(corpus=corpus, index=folder, encoder="none")


@pytest.fixture
def serve():
    """Serve settings over real HTTP with any limits; return a client, the holder and those of several schemes."""
    running = []

    def start(settings, **limits):
        holders = held(schemes_of(settings))
        for holder in holders.values():
            holder.refresh()
        server, thread, address = _run(create_app(holders, **{**LIMITS, **limits}))
        client = httpx.Client(base_url=address, timeout=20, verify=False)  # plain HTTP: no certificates to load
        running.append((server, thread, client))
        return SimpleNamespace(client=client, holder=holders.get(""), holders=holders, address=address)

    yield start
    for server, thread, client in running:
        client.close()
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def client(real_settings):
    """A client of the service on the project's own corpus."""
    holder = Holder(lambda: build(real_settings), lambda: published(real_settings.index))
    holder.refresh()
    server, thread, address = _run(create_app(holder, **LIMITS))
    with httpx.Client(base_url=address, timeout=20, verify=False) as http:
        yield http
    server.should_exit = True
    thread.join(10)
