"""Who did what, which of Slack's events came already, which ticks live, which keys fit."""

from sqlalchemy import Column, ForeignKey, Index, Table, Text

from storage.tables.metadata import metadata
from storage.types import BigId, Encrypted, UtcDateTime

audit = Table(
    "audit",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("team_id", Text, nullable=False),
    Column("network_id", BigId, ForeignKey("networks.id", ondelete="SET NULL")),
    Column("actor_id", BigId),  # no foreign key: what somebody did outlives their data
    Column("verb", Text, nullable=False),
    Column("what", Text, nullable=False),
    Index(None, "network_id"),
)

events = Table(
    "events",
    metadata,
    Column("event_id", Text, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "at"),
)

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("name", Text, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)

seal = Table(
    "seal",
    metadata,
    Column("sealed", Encrypted, primary_key=True),
)
"""One row with one known word: it opens only with the keys that the texts were encrypted with."""
