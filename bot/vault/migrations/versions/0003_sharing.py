"""Organisations, and what a person agreed to: consents, and releases of information to one recipient."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "organisations",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False, unique=True),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("kept_days", sa.Integer, nullable=False),
        sa.Column("added_at", sa.BigInteger, nullable=False),
        sa.Column("ended_at", sa.BigInteger),
    )
    op.create_table("consents", *_of_a_session(), sa.Column("kind", sa.String(40), nullable=False))
    op.create_table(
        "releases",
        *_of_a_session(),
        sa.Column("organisation_id", sa.String(32), sa.ForeignKey("organisations.id"), nullable=False),
        sa.Column("sealed_terms", sa.LargeBinary, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
    )
    for table in ("consents", "releases"):
        op.create_index(f"ix_{table}_session_id", table, ["session_id"])


def _of_a_session() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("session_id", sa.String(64), sa.ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
        sa.Column("language", sa.String(40), nullable=False),
        sa.Column("method", sa.String(40), nullable=False),
        sa.Column("given_at", sa.BigInteger, nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger),
    )


def downgrade() -> None:
    """Nothing of before can honour a release, so none outlives this step, nor what an organisation could open."""
    op.execute("DELETE FROM wraps WHERE kind = 'organisation'")
    for table in ("releases", "consents", "organisations"):
        op.drop_table(table)
