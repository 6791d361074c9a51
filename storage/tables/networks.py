"""Networks with the programme each began with, their schools and members."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from bot.domain.calendars import ClosureKind
from bot.domain.networks import NetworkState
from storage.tables.metadata import metadata
from storage.types import BigId, EncryptedJson, OneOf, PlainJson, UtcDateTime

programmes = Table(
    "programmes",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("key", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("content", Text, nullable=False),
)
"""Frozen programmes by the hash of their content: networks that began alike share a row."""

networks = Table(
    "networks",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("team_id", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("channel_id", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("member_word", Text, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("programme_digest", Text, ForeignKey("programmes.digest"), nullable=False),
    Column("phase_id", Text, nullable=False),
    Column("phase_since", Date),
    Column("state", OneOf(NetworkState), nullable=False),
    Column("ended_on", Date),
    Column("created_at", UtcDateTime, nullable=False),
    Column("hours", PlainJson),
    Index(None, "team_id", "channel_id"),
)

schools = Table(
    "schools",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("network_id", BigId, ForeignKey("networks.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("level", Text),
    Column("channel_id", Text),
    UniqueConstraint("network_id", "name"),
)

members = Table(
    "members",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("network_id", BigId, ForeignKey("networks.id", ondelete="CASCADE"), nullable=False),
    Column("person_id", BigId, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("school_id", BigId, ForeignKey("schools.id", ondelete="SET NULL")),
    Column("role", Text),
    Column("level", Text),
    Column("is_facilitator", Boolean, nullable=False),
    Column("trio", Integer),
    Column("joined_at", UtcDateTime, nullable=False),
    Column("left_at", UtcDateTime),
    UniqueConstraint("network_id", "person_id"),
    Index(None, "person_id"),
)

closures = Table(
    "closures",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("network_id", BigId, ForeignKey("networks.id", ondelete="CASCADE"), nullable=False),
    Column("school_id", BigId, ForeignKey("schools.id", ondelete="CASCADE")),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", OneOf(ClosureKind), nullable=False),
    Index(None, "network_id"),
    Index(None, "school_id"),
)
"""Days of no school, of the whole network or of one school; those of the file are not here."""

prompts = Table(
    "prompts",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("network_id", BigId, ForeignKey("networks.id", ondelete="CASCADE"), nullable=False),
    Column("made_by", BigId, ForeignKey("people.id", ondelete="SET NULL")),
    Column("token", Text, nullable=False, unique=True),
    Column("spec", EncryptedJson, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("stopped_at", UtcDateTime),
    Index(None, "network_id"),
)
"""What a facilitator asks again and again; what the programme asks stands in its file."""

silences = Table(
    "silences",
    metadata,
    Column("person_id", BigId, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("network_id", BigId, ForeignKey("networks.id", ondelete="CASCADE"), primary_key=True),
    Column("prompt", Text, primary_key=True),
    Column("until", Date),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "network_id"),
)
"""Who asked not to be asked: until a day, or for good where there is none."""

wordings = Table(
    "wordings",
    metadata,
    Column("network_id", BigId, ForeignKey("networks.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Text, primary_key=True),
    Column("value", EncryptedJson, nullable=False),
    Column("by_id", BigId, ForeignKey("people.id", ondelete="SET NULL")),
    Column("at", UtcDateTime, nullable=False),
)
"""What a network says or dates in its own way, by the place in the programme: ``norms/2``."""
