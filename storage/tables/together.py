"""What members are and do for one another: partners, marks, invitations to join."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, Table, Text

from bot.domain.candidates import CandidateState, Phone
from bot.domain.marks import Mark
from storage.tables.metadata import metadata
from storage.types import BigId, Encrypted, OneOf, UtcDateTime

marks = Table(
    "marks",
    metadata,
    Column("network_id", BigId, ForeignKey("networks.id", ondelete="CASCADE"), primary_key=True),
    Column("thing", Text, primary_key=True),
    Column("person_id", BigId, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("mark", OneOf(Mark), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "person_id"),
)
"""Who opened or tried something: a practice note (``entry:12``), an item of the toolkit."""

partnerships = Table(
    "partnerships",
    metadata,
    Column("network_id", BigId, ForeignKey("networks.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("person_id", BigId, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("since", Date, nullable=False),
    Index(None, "person_id"),
)
"""Who was matched with whom in the n-th matching; people with one ``place`` belong together."""

candidates = Table(
    "candidates",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("network_id", BigId, ForeignKey("networks.id", ondelete="CASCADE"), nullable=False),
    Column("school_id", BigId, ForeignKey("schools.id", ondelete="CASCADE")),
    Column("person_id", BigId, ForeignKey("people.id", ondelete="CASCADE")),
    Column("name", Encrypted, nullable=False),
    Column("role", Text),
    Column("language", Text),
    Column("phone", OneOf(Phone)),
    Column("suggested_by", BigId, ForeignKey("people.id", ondelete="SET NULL")),
    Column("state", OneOf(CandidateState), nullable=False),
    Column("suggested_at", UtcDateTime, nullable=False),
    Column("answered_at", UtcDateTime),
    Index(None, "network_id"),
    Index(None, "person_id"),
)
"""Who is suggested to become a fellow, and what they answered (S8)."""
