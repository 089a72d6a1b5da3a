"""``make console-load``: the console with a hundred thousand exchanges, on SQLite and on PostgreSQL.

Every page of it that the service publishes is found by its links and asked for over HTTP; exit 1 when one of them takes
200 ms or more in one request of twenty. The processor's time is what a page costs on a machine that does nothing else.
Files are taken away whole, and the memory that this takes is watched.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

import httpx
from sqlalchemy import text

from assistant.access import sessions
from assistant.errors import AssistantError
from assistant.pipeline import Assistant
from assistant.records.database import Database, open_database
from assistant.records.tables import User
from assistant.records.upgrade import upgrade
from assistant.settings import read_settings
from assistant.wiring import build
from scripts.console.fill import fill
from scripts.console.others import fill_others
from scripts.console.rows import Template, templates
from scripts.console.visit import Taken, Visited, find, is_file, routes_of, take, visit, wait_until_calm
from scripts.figures import percentile, questions, say, table
from scripts.serving import service
from tests.support.postgres import cluster, missing

#: Milliseconds that one answer in twenty may take at most.
LIMIT = 200.0
#: Questions of the reference set that the exchanges are made of.
ASKED = 400
PAGES = ("page", "addresses", "status", "statements", "p50 ms", "p95 ms", "max ms", "processor ms")
FILES = ("file", "lines", "MB", "s", "lines/s", "memory MiB")
#: Nothing expires while it is measured.
KEPT = {f"ASSISTANT_KEEP_{what}_DAYS": "4000" for what in ("EXCHANGES", "STATISTICS", "HANDOFFS", "JOURNAL")}


@contextmanager
def sqlite() -> Iterator[str]:
    """An empty file."""
    with tempfile.TemporaryDirectory(prefix="console-") as folder:
        yield f"sqlite:///{folder}/records.db"


@contextmanager
def postgresql() -> Iterator[str]:
    """An empty database of a cluster of our own, that writes to the disk as one in service does."""
    with cluster(fsync=True) as started:
        yield started.fresh()


def filled(address: str, made_of: Sequence[Template], assistant: Assistant, asked: Sequence[str], number: int) -> str:
    """Fill a database; return the key of a session of one of its administrators."""
    database, now = open_database(address), datetime.now(UTC)
    upgrade(database)
    fill(database, made_of, number, now)
    fill_others(database, assistant, asked, now)
    if database.engine.dialect.name == "postgresql":
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))  # as the server would have done meanwhile
    key = _signed_in(database)
    database.close()
    return key


def _signed_in(database: Database) -> str:
    with database.writing() as session:
        user = User(login="measure", name="Mesure", role="administrator")
        session.add(user)
        session.flush()
        return sessions.begin(session, user, sessions.Lifetime())


def measured(address: str, key: str, rounds: int) -> tuple[list[Visited], list[Taken]]:
    """Serve a database and ask for every page and file of the console."""
    environment = {**os.environ, **KEPT, "ASSISTANT_DATABASE": address, "PYTHONPATH": "."}
    command = (sys.executable, "-m", "scripts.console.server")
    cookie = {"cookie": f"__Host-assistant={key}", "accept": "text/html"}
    pages, files = [], []
    with (
        service(environment, command) as served,
        httpx.Client(base_url=served.address, headers=cookie, timeout=300) as client,
    ):
        wait_until_calm(served.pid)
        routes = routes_of(client)
        find(client, routes)
        for route in routes:
            first = route.addresses[0] if route.addresses else route.path
            if is_file(client, first):
                files.append(take(client, first, served.pid))
            else:
                pages.append(visit(client, route, rounds, served.pid))
    return pages, files


def shown(pages: Sequence[Visited], files: Sequence[Taken]) -> str:
    """Return what was measured as tables, the slowest page first."""
    rows = [
        [
            page.route,
            str(page.addresses),
            str(page.status),
            str(page.statements),
            *(f"{ms:.0f}" for ms in (percentile(page.times, 0.5), page.p95, max(page.times), page.busy_ms)),
        ]
        for page in sorted(pages, key=lambda page: -page.p95)
    ]
    taken = [
        [each.address, str(each.lines), f"{each.megabytes:.1f}", f"{each.seconds:.1f}",
         f"{each.lines / each.seconds:.0f}", f"{each.grown_mib:.1f}"]
        for each in files
    ]  # fmt: skip
    return f"{table(PAGES, rows)}\n\n{table(FILES, taken)}"


def measure(databases: Mapping[str, object], number: int, rounds: int) -> bool:
    """Measure the console on each database; tell whether every page is fast enough."""
    settings = read_settings()
    assistant = build(settings)
    asked = questions()[:: max(1, len(questions()) // ASKED)]
    say(f"asking {len(asked)} questions")
    made_of = templates(assistant, asked, "")
    fast = True
    for name, opened in databases.items():
        with opened() as address:  # type: ignore[operator]
            say(f"{name}: {number} exchanges")
            key = filled(address, made_of, assistant, asked, number)
            say(f"{name}: every page, {rounds} times")
            pages, files = measured(address, key, rounds)
        slow = [page.route for page in pages if page.p95 >= LIMIT]
        print(f"\n{name}, {number} exchanges; load average {os.getloadavg()[0]:.1f}\n\n{shown(pages, files)}\n")
        print(f"{LIMIT:.0f} ms or more: {', '.join(slow)}" if slow else f"every p95 is under {LIMIT:.0f} ms")
        fast = fast and not slow
    return fast


def main() -> int:
    """Measure, or say what is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exchanges", type=int, default=100_000, help="how many (default: 100000)")
    parser.add_argument("--rounds", type=int, default=40, help="how often each page is asked for (default: 40)")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="one database only")
    options = parser.parse_args()
    databases = {"sqlite": sqlite, "postgresql": postgresql}
    if options.only:
        databases = {options.only: databases[options.only]}
    if "postgresql" in databases and missing():
        say(missing())
        return 2
    try:
        return 0 if measure(databases, options.exchanges, options.rounds) else 1
    except (AssistantError, OSError, RuntimeError, ValueError, httpx.HTTPError) as error:
        say(str(error))
        return 2


if __name__ == "__main__":
    sys.exit(main())
