"""Agendas as somebody published them, and what others would like to stand there (S15)."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table

from storage.tables.metadata import metadata
from storage.types import BigId, EncryptedJson, UtcDateTime

agendas = Table(
    "agendas",
    metadata,
    Column(
        "gathering_id", BigId, ForeignKey("gatherings.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("blocks", EncryptedJson, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("published_at", UtcDateTime, nullable=False),
    Column("published_by", BigId, ForeignKey("people.id", ondelete="SET NULL")),
)
"""The agenda of one gathering, where it differs from the one in the programme."""

agenda_drafts = Table(
    "agenda_drafts",
    metadata,
    Column(
        "gathering_id", BigId, ForeignKey("gatherings.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("blocks", EncryptedJson, nullable=False),
    Column("by_id", BigId, ForeignKey("people.id", ondelete="SET NULL")),
    Column("at", UtcDateTime, nullable=False),
)
"""The copy that the owners of an agenda work on until they publish it; its minutes may not fit."""

agenda_proposals = Table(
    "agenda_proposals",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("network_id", BigId, ForeignKey("networks.id", ondelete="CASCADE"), nullable=False),
    Column("gathering_id", BigId, ForeignKey("gatherings.id", ondelete="CASCADE"), nullable=False),
    Column("block", EncryptedJson, nullable=False),
    Column("proposed_by", BigId, ForeignKey("people.id", ondelete="SET NULL")),
    Column("proposed_at", UtcDateTime, nullable=False),
    Column("accepted", Boolean),
    Column("decided_by", BigId, ForeignKey("people.id", ondelete="SET NULL")),
    Column("decided_at", UtcDateTime),
    Index(None, "gathering_id"),
    Index(None, "network_id"),
)
"""``accepted`` is empty while a proposal waits."""
