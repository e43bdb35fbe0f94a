"""Rooms, and lanes that keep the jobs of one conversation in order.

Revision: 0003, after 0002.
"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

import storage.types

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TEXTS = ("kind", "tenant", "team", "channel", "service_url", "state", "followed", "pinned", "home")


def upgrade() -> None:
    op.create_table(
        "room",
        sa.Column("logg", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        *[sa.Column(name, sqlmodel.sql.sqltypes.AutoString(), nullable=False) for name in _TEXTS],
        sa.Column("at", storage.types.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("logg"),
    )
    with op.batch_alter_table("room", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_room_channel"), ["channel"], unique=False)
    with op.batch_alter_table("job", schema=None) as batch_op:
        lane = sa.Column(
            "lane", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=""
        )
        batch_op.add_column(lane)
        batch_op.create_index("ix_job_lane", ["state", "lane", "id"], unique=False)
    op.execute("UPDATE job SET lane = id")


def downgrade() -> None:
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index("ix_job_lane")
        batch_op.drop_column("lane")
    with op.batch_alter_table("room", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_room_channel"))
    op.drop_table("room")
