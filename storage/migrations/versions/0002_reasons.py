"""Keep why somebody moved on with the step, encrypted; the audit held it in clear."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("step_records", sa.Column("reason", sa.Text(), nullable=True))
    op.execute("UPDATE audit SET what = '' WHERE verb = 'move_cycle'")


def downgrade() -> None:
    with op.batch_alter_table("step_records") as table:
        table.drop_column("reason")
