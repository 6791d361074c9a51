"""Make the first tables: people, networks, gatherings, entries, inquiry, outbox, audit."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "events",
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_at"), "events", ["at"])
    op.create_table(
        "heartbeats",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heartbeats")),
    )
    op.create_table(
        "installations",
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("team_name", sa.Text(), nullable=True),
        sa.Column("app_id", sa.Text(), nullable=True),
        sa.Column("bot_token", sa.Text(), nullable=False),
        sa.Column("bot_id", sa.Text(), nullable=True),
        sa.Column("bot_user_id", sa.Text(), nullable=True),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("installed_at", INSTANT, nullable=False),
        sa.Column("asleep_at", INSTANT, nullable=True),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", name=op.f("pk_installations")),
    )
    op.create_table(
        "people",
        sa.Column("id", ID, nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("slack_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("slack_zone", sa.Text(), nullable=True),
        sa.Column("locale", sa.Text(), nullable=True),
        sa.Column("dm_channel", sa.Text(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("is_programme_lead", sa.Boolean(), nullable=False),
        sa.Column("is_facilitator", sa.Boolean(), nullable=False),
        sa.Column("home_opened_at", INSTANT, nullable=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("quiet_start", sa.Time(), nullable=True),
        sa.Column("quiet_end", sa.Time(), nullable=True),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("team_id", "slack_id", name=op.f("uq_people_team_id_slack_id")),
        sqlite_autoincrement=True,  # an erased number is never given again
    )
    op.create_index(op.f("ix_people_team_id_email"), "people", ["team_id", "email"])
    op.create_table(
        "programmes",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_programmes")),
    )
    op.create_table(
        "seal",
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sealed", name=op.f("pk_seal")),
    )
    op.create_table(
        "networks",
        sa.Column("id", ID, nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("channel_id", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("member_word", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("programme_digest", sa.Text(), nullable=False),
        sa.Column("phase_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_digest"], ["programmes.digest"], name=op.f("fk_networks_programme_digest")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_networks")),
        sa.UniqueConstraint("key", name=op.f("uq_networks_key")),
    )
    op.create_index(op.f("ix_networks_team_id_channel_id"), "networks", ["team_id", "channel_id"])
    op.create_table(
        "audit",
        sa.Column("id", ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("network_id", ID, nullable=True),
        sa.Column("actor_id", ID, nullable=True),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["network_id"], ["networks.id"], name=op.f("fk_audit_network_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_network_id"), "audit", ["network_id"])
    op.create_table(
        "cycles",
        sa.Column("id", ID, nullable=False),
        sa.Column("network_id", ID, nullable=False),
        sa.Column("phase_id", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("host_id", ID, nullable=True),
        sa.Column("step_id", sa.Text(), nullable=False),
        sa.Column("step_since", sa.Date(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("finished_on", sa.Date(), nullable=True),
        sa.Column("adopted_id", ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["host_id"], ["people.id"], name=op.f("fk_cycles_host_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["network_id"], ["networks.id"], name=op.f("fk_cycles_network_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_cycles_owner_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycles")),
    )
    op.create_index(op.f("ix_cycles_network_id_owner_id"), "cycles", ["network_id", "owner_id"])
    op.create_table(
        "deliveries",
        sa.Column("id", ID, nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("network_id", ID, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("thing", sa.Text(), nullable=False),
        sa.Column("occurrence", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("ready_at", INSTANT, nullable=False),
        sa.Column("deadline_at", INSTANT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("refs", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("target_id", ID, nullable=True),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", INSTANT, nullable=True),
        sa.Column("lease_by", sa.Text(), nullable=True),
        sa.Column("attempted_at", INSTANT, nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("ts", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["network_id"],
            ["networks.id"],
            name=op.f("fk_deliveries_network_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["target_id"],
            ["deliveries.id"],
            name=op.f("fk_deliveries_target_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint(
            "team_id",
            "thing",
            "occurrence",
            "recipient",
            "kind",
            "action",
            name=op.f("uq_deliveries_team_id_thing_occurrence_recipient_kind_action"),
        ),
        sa.UniqueConstraint("token", name=op.f("uq_deliveries_token")),
    )
    op.create_index(
        "ix_deliveries_in_doubt",
        "deliveries",
        ["state", "lease_until"],
        postgresql_where=sa.text("state = 'claimed' OR state = 'unknown'"),
        sqlite_where=sa.text("state = 'claimed' OR state = 'unknown'"),
    )
    op.create_index(op.f("ix_deliveries_network_id_thing"), "deliveries", ["network_id", "thing"])
    op.create_index(
        "ix_deliveries_pending",
        "deliveries",
        ["ready_at", "id", "team_id"],
        postgresql_where=sa.text("state = 'pending'"),
        sqlite_where=sa.text("state = 'pending'"),
    )
    op.create_index(
        op.f("ix_deliveries_recipient_kind_settled_at"),
        "deliveries",
        ["recipient", "kind", "settled_at"],
    )
    op.create_index(op.f("ix_deliveries_target_id"), "deliveries", ["target_id"])
    op.create_table(
        "drafts",
        sa.Column("author_id", ID, nullable=False),
        sa.Column("network_id", ID, nullable=False),
        sa.Column("form_id", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("visibility", sa.Text(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("saved_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_drafts_author_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["network_id"], ["networks.id"], name=op.f("fk_drafts_network_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(
            "author_id", "network_id", "form_id", "about", name=op.f("pk_drafts")
        ),
    )
    op.create_index(op.f("ix_drafts_network_id"), "drafts", ["network_id"])
    op.create_table(
        "entries",
        sa.Column("id", ID, nullable=False),
        sa.Column("network_id", ID, nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("form_id", sa.Text(), nullable=False),
        sa.Column("about_kind", sa.Text(), nullable=False),
        sa.Column("about_which", sa.Text(), nullable=False),
        sa.Column("visibility", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("edited_at", INSTANT, nullable=True),
        sa.Column("withdrawn_at", INSTANT, nullable=True),
        sa.Column("token", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_entries_author_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["network_id"], ["networks.id"], name=op.f("fk_entries_network_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entries")),
        sa.UniqueConstraint("author_id", "token", name=op.f("uq_entries_author_id_token")),
        sqlite_autoincrement=True,  # an erased number is never given again
    )
    op.create_index(op.f("ix_entries_author_id_network_id"), "entries", ["author_id", "network_id"])
    op.create_index(
        op.f("ix_entries_network_id_about_kind_about_which"),
        "entries",
        ["network_id", "about_kind", "about_which"],
    )
    op.create_table(
        "gatherings",
        sa.Column("id", ID, nullable=False),
        sa.Column("network_id", ID, nullable=False),
        sa.Column("series_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["network_id"],
            ["networks.id"],
            name=op.f("fk_gatherings_network_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gatherings")),
    )
    op.create_index(
        op.f("ix_gatherings_network_id_starts_at"), "gatherings", ["network_id", "starts_at"]
    )
    op.create_table(
        "phase_ticks",
        sa.Column("network_id", ID, nullable=False),
        sa.Column("phase_id", sa.Text(), nullable=False),
        sa.Column("criterion_id", sa.Text(), nullable=False),
        sa.Column("met", sa.Boolean(), nullable=False),
        sa.Column("waived", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("by_id", ID, nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["people.id"], name=op.f("fk_phase_ticks_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["network_id"],
            ["networks.id"],
            name=op.f("fk_phase_ticks_network_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "network_id", "phase_id", "criterion_id", name=op.f("pk_phase_ticks")
        ),
    )
    op.create_table(
        "schools",
        sa.Column("id", ID, nullable=False),
        sa.Column("network_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["network_id"], ["networks.id"], name=op.f("fk_schools_network_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schools")),
        sa.UniqueConstraint("network_id", "name", name=op.f("uq_schools_network_id_name")),
    )
    op.create_table(
        "agreements",
        sa.Column("entry_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entries.id"], name=op.f("fk_agreements_entry_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_agreements_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", "person_id", name=op.f("pk_agreements")),
    )
    op.create_index(op.f("ix_agreements_person_id"), "agreements", ["person_id"])
    op.create_table(
        "entry_versions",
        sa.Column("entry_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("visibility", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("edited_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["entries.id"],
            name=op.f("fk_entry_versions_entry_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("entry_id", "version", name=op.f("pk_entry_versions")),
    )
    op.create_table(
        "invitations",
        sa.Column("gathering_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("rsvp", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("presence", sa.Text(), nullable=True),
        sa.Column("answered_at", INSTANT, nullable=True),
        sa.Column("marked_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["gathering_id"],
            ["gatherings.id"],
            name=op.f("fk_invitations_gathering_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_invitations_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("gathering_id", "person_id", name=op.f("pk_invitations")),
    )
    op.create_index(op.f("ix_invitations_person_id"), "invitations", ["person_id"])
    op.create_table(
        "members",
        sa.Column("id", ID, nullable=False),
        sa.Column("network_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("school_id", ID, nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("is_facilitator", sa.Boolean(), nullable=False),
        sa.Column("trio", sa.Integer(), nullable=True),
        sa.Column("joined_at", INSTANT, nullable=False),
        sa.Column("left_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["network_id"], ["networks.id"], name=op.f("fk_members_network_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_members_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["schools.id"], name=op.f("fk_members_school_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        sa.UniqueConstraint(
            "network_id", "person_id", name=op.f("uq_members_network_id_person_id")
        ),
    )
    op.create_index(op.f("ix_members_person_id"), "members", ["person_id"])
    op.create_table(
        "step_records",
        sa.Column("cycle_id", ID, nullable=False),
        sa.Column("step_id", sa.Text(), nullable=False),
        sa.Column("ticked", sa.Text(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=True),
        sa.Column("done_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["cycles.id"], name=op.f("fk_step_records_cycle_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("cycle_id", "step_id", name=op.f("pk_step_records")),
    )


def downgrade() -> None:
    op.drop_table("step_records")
    op.drop_table("members")
    op.drop_table("invitations")
    op.drop_table("entry_versions")
    op.drop_table("agreements")
    op.drop_table("schools")
    op.drop_table("phase_ticks")
    op.drop_table("gatherings")
    op.drop_table("entries")
    op.drop_table("drafts")
    op.drop_table("deliveries")
    op.drop_table("cycles")
    op.drop_table("audit")
    op.drop_table("networks")
    op.drop_table("seal")
    op.drop_table("programmes")
    op.drop_table("people")
    op.drop_table("installations")
    op.drop_table("heartbeats")
    op.drop_table("events")
