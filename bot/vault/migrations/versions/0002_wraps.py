"""Session keys of their own, wrapped for each who may open; what a session is and how long it lives.

Until now the key of a session came from its token and was kept by nobody, so sessions of before cannot be wrapped
anew here. They are at most 24 hours old, and they end with this step: whoever comes back is told that the answers are
gone. The new columns have defaults, so that the program of before can go on writing its own rows beside these for one
release; those end by their day. Going back, every session ends, since that program cannot open what was wrapped.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_NEW = (
    ("kind", sa.String(40), "web"),
    ("organisation_id", sa.String(32), ""),
    ("opened_at", sa.BigInteger, "0"),
    ("saved", sa.Boolean, sa.false()),
    ("ceiling_at", sa.BigInteger, "0"),
)


def upgrade() -> None:
    op.execute("DELETE FROM sessions")
    for name, kind, default in _NEW:
        op.add_column("sessions", sa.Column(name, kind, nullable=False, server_default=default))
    op.create_table(
        "wraps",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("session_id", sa.String(64), sa.ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("opener_id", sa.String(32), nullable=False, server_default=""),
        sa.Column("wrapped_key", sa.LargeBinary, nullable=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_wraps_session_id", "wraps", ["session_id"])
    op.create_index("ix_wraps_ends_at", "wraps", ["ends_at"])


def downgrade() -> None:
    op.drop_table("wraps")
    op.execute("DELETE FROM sessions")
    with op.batch_alter_table("sessions") as sessions:
        for name, _, _ in _NEW:
            sessions.drop_column(name)
