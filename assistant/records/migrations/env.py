"""Alembic's entry: it is given a connection whose transaction holds the whole upgrade."""

from __future__ import annotations

from alembic import context

from assistant.records.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
