"""Alembic's entry: runs the migrations on the connection the vault hands over."""

from alembic import context

from bot.vault.schema import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
