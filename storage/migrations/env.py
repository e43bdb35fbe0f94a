"""Run migrations on the connection that `storage.schema` hands over, inside its transaction."""

from alembic import context
from sqlmodel import SQLModel

from storage import tables

assert tables  # they register themselves in the metadata  # noqa: S101

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
context.run_migrations()
