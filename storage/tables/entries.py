"""Filled forms with their earlier versions, drafts, and who agreed to what."""

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

from bot.domain.visibility import Visibility
from storage.tables.metadata import metadata
from storage.types import BigId, EncryptedJson, OneOf, TimelessJson, UtcDateTime

entries = Table(
    "entries",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("network_id", BigId, ForeignKey("networks.id", ondelete="CASCADE"), nullable=False),
    Column("author_id", BigId, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("form_id", Text, nullable=False),
    Column("about_kind", Text, nullable=False),
    Column("about_which", Text, nullable=False),
    Column("visibility", OneOf(Visibility), nullable=False),
    Column("answers", EncryptedJson, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("edited_at", UtcDateTime),
    Column("withdrawn_at", UtcDateTime),
    Column("token", Text, nullable=False),
    Column("given_on", Date),
    Column("entered_by", BigId),  # no foreign key: who typed a paper outlives their data
    UniqueConstraint("author_id", "token"),
    Index(None, "network_id", "about_kind", "about_which"),
    Index(None, "author_id", "network_id"),
    sqlite_autoincrement=True,  # an erased number is never given again
)
"""``token`` names one opening of a form: sent twice, it still makes one entry.

``given_on`` is the day on which an answer was written on paper; ``entered_by`` typed it in.
"""

entry_people = Table(
    "entry_people",
    metadata,
    Column("entry_id", BigId, ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", BigId, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Index(None, "person_id"),
)
"""Who wrote an entry beside its author: a team answers together (S20)."""

entry_versions = Table(
    "entry_versions",
    metadata,
    Column("entry_id", BigId, ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("visibility", OneOf(Visibility), nullable=False),
    Column("answers", EncryptedJson, nullable=False),
    Column("edited_at", UtcDateTime),
)

drafts = Table(
    "drafts",
    metadata,
    Column("author_id", BigId, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("network_id", BigId, ForeignKey("networks.id", ondelete="CASCADE"), primary_key=True),
    Column("form_id", Text, primary_key=True),
    Column("about", Text, primary_key=True),
    Column("answers", EncryptedJson, nullable=False),
    Column("visibility", OneOf(Visibility)),
    Column("page", Integer, nullable=False),
    Column("saved_at", UtcDateTime, nullable=False),
    Index(None, "network_id"),
)

agreements = Table(
    "agreements",
    metadata,
    Column("entry_id", BigId, ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", BigId, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "person_id"),
)
"""``version`` is that of the entry which somebody said yes to last; to others it is no yes."""

took_part = Table(
    "took_part",
    metadata,
    Column("network_id", BigId, ForeignKey("networks.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", BigId, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("form_id", Text, primary_key=True),
    Column("about", Text, primary_key=True),
    Index(None, "person_id"),
)
"""Who took part in an anonymous form: no time, no answer, nothing that leads to one."""

anonymous_answers = Table(
    "anonymous_answers",
    metadata,
    Column("token", Text, primary_key=True),
    Column("network_id", BigId, ForeignKey("networks.id", ondelete="CASCADE"), nullable=False),
    Column("form_id", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("week_of", Date, nullable=False),
    Column("shown", Boolean, nullable=False),
    Column("answers", TimelessJson, nullable=False),
    Index(None, "network_id", "form_id", "about"),
    sqlite_with_rowid=False,  # rows lie in the order of a random word, not of arrival
)
"""Answers without an author.

``token`` is random and new whenever another answer joins; ``week_of`` is the Monday of the week of
the latest answer, the same for all of one thing; ``shown`` ones have been read with others.
"""
