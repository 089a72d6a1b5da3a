"""The databases that the records are tested on are there, empty, their own, and leave nothing running."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from tests.support.postgres import cluster, missing

CRASHING = """
import sys, time
from tests.support.postgres import cluster
with cluster() as started:
    print((started.folder / "data" / "postmaster.pid").read_text("utf-8").split()[0], started.folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def engine(database_url):
    engine = create_engine(database_url)
    yield engine
    engine.dispose()


def test_each_kind_of_database_answers_through_its_own_driver(engine, request):
    expected = {"sqlite": "pysqlite", "postgresql": "psycopg"}
    assert engine.dialect.driver == expected[engine.dialect.name]
    assert engine.dialect.name in request.node.name
    with engine.connect() as connection:
        assert connection.scalar(text("select 1")) == 1


@pytest.mark.parametrize("turn", ["first", "second"])
def test_each_test_has_an_empty_database_that_it_may_write_in(engine, turn):
    with engine.begin() as connection:
        assert inspect(connection).get_table_names() == []
        connection.execute(text("create table kept (words text)"))
        connection.execute(text("insert into kept values ('Bréauté')"))
    with engine.connect() as connection:
        assert connection.scalar(text("select upper(words) from kept")).startswith("BR")


def test_a_postgresql_database_can_be_dropped_while_something_is_connected(postgres):
    url = postgres.fresh()
    engine = create_engine(url)
    with engine.connect() as connection:
        connection.execute(text("select 1"))
        postgres.drop(url)
        connection.invalidate()
    engine.dispose()
    with postgres.connect() as connection:
        names = [name for (name,) in connection.execute("select datname from pg_database")]
    assert names.count("postgres") == 1
    assert not [name for name in names if f"/{name}?" in url]


def test_a_cluster_writes_to_the_disk_only_when_asked(postgres):
    with postgres.connect() as connection:
        assert connection.execute("show fsync").fetchone() == ("off",)
    with cluster(fsync=True) as durable, durable.connect() as connection:
        assert connection.execute("show fsync").fetchone() == ("on",)
        assert connection.execute("show synchronous_commit").fetchone() == ("on",)
    assert not durable.folder.exists()


@pytest.mark.slow
@pytest.mark.skipif(bool(missing()), reason=missing())
def test_a_killed_process_leaves_no_server_and_no_folder_to_the_next():
    with subprocess.Popen([sys.executable, "-c", CRASHING], stdout=subprocess.PIPE, text=True) as process:
        pid, folder = process.stdout.readline().split()
        running = Path("/proc") / pid
        assert running.exists()
        process.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while running.exists():
        assert time.monotonic() < deadline, "the server outlived the test"
        time.sleep(0.05)
    assert Path(folder).exists()
    with cluster() as next_one:
        assert not Path(folder).exists()
        with cluster() as beside:
            assert next_one.folder.exists()
            assert beside.folder.exists()
