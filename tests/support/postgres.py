"""A PostgreSQL of the tests' own: a cluster in a temporary folder, reached by a socket there, gone when they end.

Nothing of the machine is used but the programs: no port is taken, no account needed, and
a server that already runs is left alone. It listens in a folder that only its own user
opens, so that nobody else is let in without a password.
"""

from __future__ import annotations

import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

#: PostgreSQL refuses to be run by root: root runs it as the user of Debian's package.
ACCOUNT = "postgres"
#: Nothing is kept from one session to the next, so nothing need reach the disk.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
SECONDS = 30.0
PREFIX = "assistant-postgres-"
CLAIM = "claimed"


@dataclass(frozen=True)
class Cluster:
    """A running PostgreSQL, and the databases made in it."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def fresh(self, like: str = "") -> str:
        """Make a database, empty or as the one at the URL ``like`` is, and return its SQLAlchemy URL.

        Nothing may be connected to the one that is copied.
        """
        name, model = f"fresh_{next(self._numbers)}", self._name(like) if like else "template0"
        self._run(sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(model)))
        return f"postgresql+psycopg://{ACCOUNT}@/{name}?host={self.folder}"

    def drop(self, url: str) -> None:
        """Remove a database that ``fresh`` made, even while something is connected to it."""
        self._run(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(self._name(url))))

    @staticmethod
    def _name(url: str) -> str:
        return url.partition("@/")[2].partition("?")[0]

    def connect(self) -> psycopg.Connection:
        """Connect to the cluster's own database."""
        return psycopg.connect(host=str(self.folder), user=ACCOUNT, dbname="postgres", autocommit=True)

    def _run(self, statement: sql.Composed) -> None:
        with self.connect() as connection:
            connection.execute(statement)


def programs() -> Path | None:
    """Return the folder of the newest PostgreSQL installed, if any."""
    debian = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if debian:
        return max(debian, key=lambda folder: int(folder.parent.name))
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def missing() -> str:
    """Say why no cluster can be started here; nothing when one can."""
    if programs() is None:
        return "PostgreSQL is not installed (scripts/install-postgres.sh could not)"
    if os.geteuid() == 0 and ACCOUNT not in [user.pw_name for user in pwd.getpwall()]:
        return f"PostgreSQL can't be run by root, and there is no user {ACCOUNT} to run it"
    return ""


@contextmanager
def cluster(*, fsync: bool = False) -> Iterator[Cluster]:
    """Start a cluster and remove it whatever happens; ``fsync`` is for tests of what survives a crash.

    When this process is killed, the kernel tells the server to end; its folder is then
    left behind, until another cluster is started.
    """
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    claim = _claim(folder)
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, ACCOUNT, pwd.getpwnam(ACCOUNT).pw_gid)
        options = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"]
        made = _start(folder, "initdb", f"--pgdata={folder / 'data'}", f"--username={ACCOUNT}", *options)
        assert made.wait(SECONDS) == 0, _log(folder)
        settings = ["listen_addresses=", f"unix_socket_directories={folder}", *(() if fsync else FAST)]
        server = _start(folder, "postgres", "-D", str(folder / "data"), *(f"--{setting}" for setting in settings))
        try:
            yield _answering(Cluster(folder), server)
        finally:
            server.send_signal(signal.SIGQUIT)  # at once: whoever is still connected is cut off
            server.wait(SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(claim)


def _claim(folder: Path) -> int:
    """Lock a folder for as long as this process lives: the file shows only once it is locked. Return what to close."""
    handle = os.open(folder / "claiming", os.O_CREAT | os.O_RDWR)
    fcntl.flock(handle, fcntl.LOCK_EX)
    (folder / "claiming").rename(folder / CLAIM)
    return handle


def _sweep() -> None:
    """Remove the folders of clusters whose process was killed."""
    for claim in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/{CLAIM}"):
        try:
            with claim.open() as handle:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(claim.parent, ignore_errors=True)
        except OSError:
            continue  # still in use, or somebody else's


def _start(folder: Path, program: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a program of PostgreSQL as a user that it accepts, told to end when this process does."""
    home = programs()
    assert home is not None
    last_word = ["setpriv", "--pdeathsig", "QUIT"] if shutil.which("setpriv") else []
    user = {"user": ACCOUNT, "group": pwd.getpwnam(ACCOUNT).pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [*last_word, str(home / program), *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            **user,
        )


def _answering(started: Cluster, server: subprocess.Popen[bytes]) -> Cluster:
    """Wait until the server answers."""
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            started.connect().close()
        except psycopg.OperationalError:
            assert server.poll() is None, _log(started.folder)
            assert time.monotonic() < deadline, _log(started.folder)
            time.sleep(0.02)
        else:
            return started


def _log(folder: Path) -> str:
    return (folder / "log").read_text("utf-8", "replace")[-2000:]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A PostgreSQL for the session: ``postgres.fresh()`` is the URL of an empty database."""
    if reason := missing():
        pytest.skip(reason)
    with cluster() as started:
        yield started
