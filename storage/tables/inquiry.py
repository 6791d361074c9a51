"""Cycles with what is known of each step, and the criteria of phases that were decided."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Table, Text

from bot.domain.programme import Scope
from storage.tables.metadata import metadata
from storage.types import BigId, Encrypted, OneOf, PlainJson, UtcDateTime

cycles = Table(
    "cycles",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("network_id", BigId, ForeignKey("networks.id", ondelete="CASCADE"), nullable=False),
    Column("phase_id", Text, nullable=False),
    Column("scope", OneOf(Scope), nullable=False),
    Column("owner_id", BigId, ForeignKey("people.id", ondelete="CASCADE")),
    Column("host_id", BigId, ForeignKey("people.id", ondelete="SET NULL")),
    Column("step_id", Text, nullable=False),
    Column("step_since", Date, nullable=False),
    Column("started_on", Date, nullable=False),
    Column("finished_on", Date),
    Column("adopted_id", BigId),
    Index(None, "network_id", "owner_id"),
)

step_records = Table(
    "step_records",
    metadata,
    Column("cycle_id", BigId, ForeignKey("cycles.id", ondelete="CASCADE"), primary_key=True),
    Column("step_id", Text, primary_key=True),
    Column("ticked", PlainJson, nullable=False),
    Column("opened_at", UtcDateTime),
    Column("done_at", UtcDateTime),
    Column("reason", Encrypted),
)

phase_ticks = Table(
    "phase_ticks",
    metadata,
    Column("network_id", BigId, ForeignKey("networks.id", ondelete="CASCADE"), primary_key=True),
    Column("phase_id", Text, primary_key=True),
    Column("criterion_id", Text, primary_key=True),
    Column("met", Boolean, nullable=False),
    Column("waived", Boolean, nullable=False),
    Column("reason", Encrypted),
    Column("by_id", BigId, ForeignKey("people.id", ondelete="SET NULL")),
    Column("at", UtcDateTime, nullable=False),
)
