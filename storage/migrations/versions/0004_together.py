"""What members decide and do together: decisions, partners, marks, agendas, own wordings."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    _for_decisions()
    _for_votes()
    _for_partners()
    _for_candidates()
    _for_agendas()
    _for_entries()
    _for_dates()


def _for_decisions() -> None:
    op.create_table(
        "decision_rounds",
        sa.Column("id", ID, nullable=False),
        sa.Column("network_id", ID, nullable=False),
        sa.Column("decision_id", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("voting_since", INSTANT, nullable=True),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.Column("adopted", sa.Text(), nullable=True),
        _belonging("decision_rounds", "network_id", "networks"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_rounds")),
        sa.UniqueConstraint(
            "network_id",
            "decision_id",
            "level",
            "number",
            name=op.f("uq_decision_rounds_network_id_decision_id_level_number"),
        ),
    )
    op.create_table(
        "choices",
        sa.Column("id", ID, nullable=False),
        sa.Column("round_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("backing", sa.Text(), nullable=False),
        _belonging("choices", "round_id", "decision_rounds"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_choices")),
    )
    op.create_index(op.f("ix_choices_round_id"), "choices", ["round_id"])


def _for_votes() -> None:
    op.create_table(
        "votes",
        sa.Column("round_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("ranks", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _belonging("votes", "round_id", "decision_rounds"),
        _belonging("votes", "person_id", "people"),
        sa.PrimaryKeyConstraint("round_id", "person_id", name=op.f("pk_votes")),
    )
    op.create_index(op.f("ix_votes_person_id"), "votes", ["person_id"])
    op.create_table(
        "wishes",
        sa.Column("round_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _belonging("wishes", "round_id", "decision_rounds"),
        _belonging("wishes", "person_id", "people"),
        sa.PrimaryKeyConstraint("round_id", "person_id", name=op.f("pk_wishes")),
    )
    op.create_index(op.f("ix_wishes_person_id"), "wishes", ["person_id"])


def _for_partners() -> None:
    op.create_table(
        "marks",
        sa.Column("network_id", ID, nullable=False),
        sa.Column("thing", sa.Text(), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _belonging("marks", "network_id", "networks"),
        _belonging("marks", "person_id", "people"),
        sa.PrimaryKeyConstraint("network_id", "thing", "person_id", "mark", name=op.f("pk_marks")),
    )
    op.create_index(op.f("ix_marks_person_id"), "marks", ["person_id"])
    op.create_table(
        "partnerships",
        sa.Column("network_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        _belonging("partnerships", "network_id", "networks"),
        _belonging("partnerships", "person_id", "people"),
        sa.PrimaryKeyConstraint("network_id", "number", "person_id", name=op.f("pk_partnerships")),
    )
    op.create_index(op.f("ix_partnerships_person_id"), "partnerships", ["person_id"])


def _for_candidates() -> None:
    op.create_table(
        "candidates",
        sa.Column("id", ID, nullable=False),
        sa.Column("network_id", ID, nullable=False),
        sa.Column("school_id", ID, nullable=True),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("suggested_by", ID, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("suggested_at", INSTANT, nullable=False),
        sa.Column("answered_at", INSTANT, nullable=True),
        _belonging("candidates", "network_id", "networks"),
        _belonging("candidates", "school_id", "schools"),
        _belonging("candidates", "person_id", "people"),
        _belonging("candidates", "suggested_by", "people", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidates")),
    )
    op.create_index(op.f("ix_candidates_network_id"), "candidates", ["network_id"])
    op.create_index(op.f("ix_candidates_person_id"), "candidates", ["person_id"])


def _for_agendas() -> None:
    op.create_table(
        "agendas",
        sa.Column("gathering_id", ID, nullable=False),
        sa.Column("blocks", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("published_at", INSTANT, nullable=False),
        sa.Column("published_by", ID, nullable=True),
        _belonging("agendas", "gathering_id", "gatherings"),
        _belonging("agendas", "published_by", "people", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("gathering_id", name=op.f("pk_agendas")),
    )
    op.create_table(
        "agenda_drafts",
        sa.Column("gathering_id", ID, nullable=False),
        sa.Column("blocks", sa.Text(), nullable=False),
        sa.Column("by_id", ID, nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        _belonging("agenda_drafts", "gathering_id", "gatherings"),
        _belonging("agenda_drafts", "by_id", "people", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("gathering_id", name=op.f("pk_agenda_drafts")),
    )
    op.create_table(
        "agenda_proposals",
        sa.Column("id", ID, nullable=False),
        sa.Column("network_id", ID, nullable=False),
        sa.Column("gathering_id", ID, nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("proposed_by", ID, nullable=True),
        sa.Column("proposed_at", INSTANT, nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("decided_by", ID, nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        _belonging("agenda_proposals", "network_id", "networks"),
        _belonging("agenda_proposals", "gathering_id", "gatherings"),
        _belonging("agenda_proposals", "proposed_by", "people", ondelete="SET NULL"),
        _belonging("agenda_proposals", "decided_by", "people", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_proposals")),
    )
    op.create_index(op.f("ix_agenda_proposals_network_id"), "agenda_proposals", ["network_id"])
    op.create_index(op.f("ix_agenda_proposals_gathering_id"), "agenda_proposals", ["gathering_id"])


def _for_entries() -> None:
    op.create_table(
        "wordings",
        sa.Column("network_id", ID, nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("by_id", ID, nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        _belonging("wordings", "network_id", "networks"),
        _belonging("wordings", "by_id", "people", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("network_id", "place", name=op.f("pk_wordings")),
    )
    op.create_table(
        "entry_people",
        sa.Column("entry_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        _belonging("entry_people", "entry_id", "entries"),
        _belonging("entry_people", "person_id", "people"),
        sa.PrimaryKeyConstraint("entry_id", "person_id", name=op.f("pk_entry_people")),
    )
    op.create_index(op.f("ix_entry_people_person_id"), "entry_people", ["person_id"])
    op.add_column("entries", sa.Column("given_on", sa.Date(), nullable=True))
    op.add_column("entries", sa.Column("entered_by", ID, nullable=True))
    op.add_column(
        "agreements", sa.Column("version", sa.Integer(), nullable=False, server_default="1")
    )
    op.add_column("schools", sa.Column("channel_id", sa.Text(), nullable=True))
    op.add_column("networks", sa.Column("phase_since", sa.Date(), nullable=True))
    op.add_column("networks", sa.Column("ended_on", sa.Date(), nullable=True))


def _for_dates() -> None:
    with op.batch_alter_table("gatherings") as batch:
        batch.add_column(sa.Column("school_id", ID, nullable=True))
        batch.create_foreign_key(
            op.f("fk_gatherings_school_id"), "schools", ["school_id"], ["id"], ondelete="SET NULL"
        )


def _belonging(
    table: str, column: str, parents: str, *, ondelete: str = "CASCADE"
) -> sa.ForeignKeyConstraint:
    """Return the rule that a row goes with what it belongs to, or forgets it."""
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{parents}.id"], name=name, ondelete=ondelete)


def downgrade() -> None:
    added = {
        "gatherings": ("school_id",),
        "networks": ("phase_since", "ended_on"),
        "schools": ("channel_id",),
        "agreements": ("version",),
        "entries": ("given_on", "entered_by"),
    }
    for table, columns in added.items():
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.drop_column(column)
    for table in (
        "entry_people",
        "wordings",
        "agenda_proposals",
        "agenda_drafts",
        "agendas",
        "candidates",
        "partnerships",
        "marks",
        "wishes",
        "votes",
        "choices",
        "decision_rounds",
    ):
        op.drop_table(table)
