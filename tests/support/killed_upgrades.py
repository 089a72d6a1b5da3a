"""Upgrades killed at random moments; run apart, because it forks: ``python -m tests.support.killed_upgrades URL N``.

Prints, a line a kill, the version that the tables were found in afterwards.
"""

import os
import random
import signal
import sys
import time

from alembic.migration import MigrationContext
from sqlalchemy import inspect

from assistant.records.database import open_database
from assistant.records.tables import Base
from assistant.records.upgrade import upgrade

#: How many tables each version has, Alembic's own aside.
TABLES = {None: 0, "0001": 11, "0002": 17}


def killed(address, seconds):
    """Begin an upgrade in a child and kill it after some seconds, unless it is done; return how long it ran."""
    began = time.perf_counter()
    child = os.fork()
    if child == 0:
        upgrade(open_database(address))
        os._exit(0)
    while time.perf_counter() - began < seconds and os.waitpid(child, os.WNOHANG) == (0, 0):
        time.sleep(0.001)
    if time.perf_counter() - began >= seconds:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return time.perf_counter() - began


def found(address):
    """Return the version that the tables are in, proved by the tables that are there."""
    database = open_database(address)
    with database.reading() as session:
        connection = session.connection()
        version = MigrationContext.configure(connection).get_current_revision()
        there = set(inspect(connection).get_table_names()) & set(Base.metadata.tables)
    database.close()
    assert len(there) == TABLES[version], f"version {version} with {len(there)} tables"
    return version


def main(address, kills):
    rng = random.Random(7)
    reset(address, 0)
    longest = killed(address, 60.0)
    for number in range(kills):
        reset(address, number)
        killed(address, rng.uniform(0.0, 1.2 * longest))
        print(found(address))
    database = open_database(address)
    upgrade(database)
    database.close()
    print(found(address))


def reset(address, number):
    """Begin from nothing, or from the first step, in turn."""
    database = open_database(address)
    with database.writing() as session:
        connection = session.connection()
        names = inspect(connection).get_table_names()
        quoted = connection.dialect.identifier_preparer.quote
        end = " CASCADE" if connection.dialect.name == "postgresql" else ""
        if not end:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for name in names:
            connection.exec_driver_sql(f"DROP TABLE {quoted(name)}{end}")
    if number % 2:
        upgrade(database, "0001")
    database.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
