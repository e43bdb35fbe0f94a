"""Who is in a room, who of the family asked for it, and how its home card was last drawn.

Revision: 0004, after 0003.
"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sqlmodel.sql.sqltypes.AutoString(), nullable=False)


def upgrade() -> None:
    with op.batch_alter_table("room", schema=None) as batch_op:
        mark = sa.Column(
            "home_mark", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=""
        )
        batch_op.add_column(mark)
        batch_op.add_column(sa.Column("number", sa.Integer(), nullable=False, server_default="1"))
    op.create_table(
        "room_account",
        *[_text(name) for name in ("logg", "tenant", "subject")],
        sa.PrimaryKeyConstraint("logg", "tenant", "subject"),
    )
    op.create_table(
        "room_wish",
        *[_text(name) for name in ("logg", "person")],
        sa.Column("inside", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("logg", "person"),
    )


def downgrade() -> None:
    op.drop_table("room_wish")
    op.drop_table("room_account")
    with op.batch_alter_table("room", schema=None) as batch_op:
        batch_op.drop_column("number")
        batch_op.drop_column("home_mark")
