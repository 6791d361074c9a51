"""People of a workspace with their settings, and workspaces that installed the app."""

from sqlalchemy import Boolean, Column, Date, Index, Table, Text, Time, UniqueConstraint

from bot.domain.people import Digest
from storage.tables.metadata import metadata
from storage.types import BigId, Encrypted, EncryptedJson, OneOf, PlainJson, UtcDateTime

people = Table(
    "people",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("team_id", Text, nullable=False),
    Column("slack_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("email", Text),
    Column("slack_zone", Text),
    Column("locale", Text),
    Column("dm_channel", Text),
    Column("is_active", Boolean, nullable=False),
    Column("is_programme_lead", Boolean, nullable=False),
    Column("is_facilitator", Boolean, nullable=False),
    Column("home_opened_at", UtcDateTime),
    Column("zone", Text),
    Column("quiet_start", Time),
    Column("quiet_end", Time),
    Column("paused", Boolean, nullable=False),
    Column("paused_until", Date),
    Column("away", PlainJson, nullable=False, server_default="[]"),
    Column("muted", PlainJson, nullable=False, server_default="[]"),
    Column("digest", OneOf(Digest), nullable=False, server_default=Digest.OFF),
    UniqueConstraint("team_id", "slack_id"),
    Index(None, "team_id", "email"),
    sqlite_autoincrement=True,  # an erased number is never given again
)

installations = Table(
    "installations",
    metadata,
    Column("team_id", Text, primary_key=True),
    Column("team_name", Text),
    Column("app_id", Text),
    Column("bot_token", Encrypted, nullable=False),
    Column("bot_id", Text),
    Column("bot_user_id", Text),
    Column("scopes", PlainJson, nullable=False),
    Column("installed_at", UtcDateTime, nullable=False),
    Column("asleep_at", UtcDateTime),
    Column("raw", EncryptedJson, nullable=False),
)
