"""Away dates, switches and digest; closures; standing prompts; anonymous answers; the cap."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    _for_people()
    _for_networks()
    _for_anonymous_forms()
    _for_speed()


def _for_people() -> None:
    op.add_column("people", sa.Column("away", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("people", sa.Column("muted", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("people", sa.Column("digest", sa.Text(), nullable=False, server_default="off"))
    op.add_column(
        "deliveries",
        sa.Column("counted", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def _for_networks() -> None:
    op.add_column("networks", sa.Column("hours", sa.Text(), nullable=True))
    op.create_table(
        "closures",
        sa.Column("id", ID, nullable=False),
        sa.Column("network_id", ID, nullable=False),
        sa.Column("school_id", ID, nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        _belonging("closures", "network_id", "networks"),
        _belonging("closures", "school_id", "schools"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closures")),
    )
    op.create_index(op.f("ix_closures_network_id"), "closures", ["network_id"])
    op.create_index(op.f("ix_closures_school_id"), "closures", ["school_id"])
    op.create_table(
        "prompts",
        sa.Column("id", ID, nullable=False),
        sa.Column("network_id", ID, nullable=False),
        sa.Column("made_by", ID, nullable=True),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("spec", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("stopped_at", INSTANT, nullable=True),
        _belonging("prompts", "network_id", "networks"),
        _belonging("prompts", "made_by", "people", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prompts")),
        sa.UniqueConstraint("token", name=op.f("uq_prompts_token")),
    )
    op.create_index(op.f("ix_prompts_network_id"), "prompts", ["network_id"])
    op.create_table(
        "silences",
        sa.Column("person_id", ID, nullable=False),
        sa.Column("network_id", ID, nullable=False),
        sa.Column("prompt", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        _belonging("silences", "person_id", "people"),
        _belonging("silences", "network_id", "networks"),
        sa.PrimaryKeyConstraint("person_id", "network_id", "prompt", name=op.f("pk_silences")),
    )
    op.create_index(op.f("ix_silences_network_id"), "silences", ["network_id"])


def _for_anonymous_forms() -> None:
    op.create_table(
        "took_part",
        sa.Column("network_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("form_id", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        _belonging("took_part", "network_id", "networks"),
        _belonging("took_part", "person_id", "people"),
        sa.PrimaryKeyConstraint(
            "network_id", "person_id", "form_id", "about", name=op.f("pk_took_part")
        ),
    )
    op.create_index(op.f("ix_took_part_person_id"), "took_part", ["person_id"])
    op.create_table(
        "anonymous_answers",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("network_id", ID, nullable=False),
        sa.Column("form_id", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("week_of", sa.Date(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        _belonging("anonymous_answers", "network_id", "networks"),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_anonymous_answers")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_anonymous_answers_network_id_form_id_about"),
        "anonymous_answers",
        ["network_id", "form_id", "about"],
    )


def _for_speed() -> None:
    """Claiming and settling a delivery touch no index that they need not."""
    for name in ("pending", "recipient_kind_settled_at", "target_id"):
        op.drop_index(f"ix_deliveries_{name}", "deliveries")
    with op.batch_alter_table("deliveries") as batch:
        batch.drop_constraint("uq_deliveries_token", type_="unique")
    op.create_index(op.f("ix_deliveries_recipient_id"), "deliveries", ["recipient", "id"])
    _index("pending", ["ready_at", "id", "team_id", "action", "state"], where="state = 'pending'")
    _index("target_id", ["target_id"], where="target_id IS NOT NULL")


def _without_speed() -> None:
    for name in ("pending", "recipient_id", "target_id"):
        op.drop_index(f"ix_deliveries_{name}", "deliveries")
    with op.batch_alter_table("deliveries") as batch:
        batch.create_unique_constraint("uq_deliveries_token", ["token"])
    columns = ["recipient", "kind", "settled_at"]
    op.create_index(op.f("ix_deliveries_recipient_kind_settled_at"), "deliveries", columns)
    _index("pending", ["ready_at", "id", "team_id"], where="state = 'pending'")
    op.create_index(op.f("ix_deliveries_target_id"), "deliveries", ["target_id"])


def _index(name: str, columns: list[str], *, where: str) -> None:
    """Make an index of some of the deliveries."""
    rows = sa.text(where)
    op.create_index(
        f"ix_deliveries_{name}", "deliveries", columns, postgresql_where=rows, sqlite_where=rows
    )


def _belonging(
    table: str, column: str, parents: str, *, ondelete: str = "CASCADE"
) -> sa.ForeignKeyConstraint:
    """Return the rule that a row goes with what it belongs to, or forgets it."""
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{parents}.id"], name=name, ondelete=ondelete)


def downgrade() -> None:
    _without_speed()
    for table in ("anonymous_answers", "took_part", "silences", "prompts", "closures"):
        op.drop_table(table)
    for table, columns in (
        ("networks", ("hours",)),
        ("deliveries", ("counted",)),
        ("people", ("digest", "muted", "away")),
    ):
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.drop_column(column)
