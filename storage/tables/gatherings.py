"""Dated meetings, and what each person answered to them."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from bot.domain.gatherings import GatheringState, Presence, Rsvp
from storage.tables.metadata import metadata
from storage.types import BigId, Encrypted, OneOf, UtcDateTime

gatherings = Table(
    "gatherings",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("network_id", BigId, ForeignKey("networks.id", ondelete="CASCADE"), nullable=False),
    Column("series_id", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("zone", Text, nullable=False),
    Column("place", Encrypted),  # often a link that lets in whoever has it
    Column("state", OneOf(GatheringState), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("note", Encrypted),
    Column("school_id", BigId, ForeignKey("schools.id", ondelete="SET NULL")),
    Index(None, "network_id", "starts_at"),
)

invitations = Table(
    "invitations",
    metadata,
    Column(
        "gathering_id", BigId, ForeignKey("gatherings.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("person_id", BigId, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("rsvp", OneOf(Rsvp)),
    Column("reason", Encrypted),
    Column("presence", OneOf(Presence)),
    Column("answered_at", UtcDateTime),
    Column("marked_at", UtcDateTime),
    Index(None, "person_id"),
)
