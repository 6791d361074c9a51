"""What members decide together: rounds, choices, votes, and who wants another round."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from bot.domain.decisions import Stage
from storage.tables.metadata import metadata
from storage.types import BigId, Encrypted, EncryptedJson, OneOf, UtcDateTime

decision_rounds = Table(
    "decision_rounds",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("network_id", BigId, ForeignKey("networks.id", ondelete="CASCADE"), nullable=False),
    Column("decision_id", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("stage", OneOf(Stage), nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("voting_since", UtcDateTime),
    Column("settled_at", UtcDateTime),
    Column("adopted", EncryptedJson),
    UniqueConstraint("network_id", "decision_id", "level", "number"),
)
"""``level`` is empty where all decide together; ``number`` is the version of what is adopted."""

choices = Table(
    "choices",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("round_id", BigId, ForeignKey("decision_rounds.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("words", Encrypted, nullable=False),
    Column("backing", EncryptedJson, nullable=False),
    Index(None, "round_id"),
)
"""What is voted on; ``backing`` names the proposals that are grouped under it."""

votes = Table(
    "votes",
    metadata,
    Column(
        "round_id", BigId, ForeignKey("decision_rounds.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("person_id", BigId, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("ranks", EncryptedJson, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "person_id"),
)

wishes = Table(
    "wishes",
    metadata,
    Column(
        "round_id", BigId, ForeignKey("decision_rounds.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("person_id", BigId, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "person_id"),
)
"""Who would like to decide anew what a round has adopted."""
