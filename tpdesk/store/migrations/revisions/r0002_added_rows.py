"""The history says of rows that were added many at a time only the numbers of the first and the last."""

from alembic import op

revision = "0002"
down_revision = "0001"

STATEMENTS = (
    "ALTER TABLE history ADD COLUMN first_fid INTEGER",
    "ALTER TABLE history ADD COLUMN last_fid INTEGER",
    "CREATE INDEX ix_history_added ON history (tbl, first_fid) WHERE first_fid IS NOT NULL",
)


def upgrade() -> None:
    """Give the history the two numbers; older rows have none."""
    for statement in STATEMENTS:
        op.execute(statement)
