"""The outbox: what is to be said, to whom and when, and what came of it."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    false,
    literal_column,
)

from bot.domain.deliveries import Action, DeliveryState
from bot.domain.kinds import Kind
from storage.tables.metadata import metadata
from storage.types import BigId, Encrypted, OneOf, PlainJson, UtcDateTime

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("team_id", Text, nullable=False),
    Column("network_id", BigId, ForeignKey("networks.id", ondelete="CASCADE")),
    Column("kind", OneOf(Kind), nullable=False),
    Column("action", OneOf(Action), nullable=False),
    Column("thing", Text, nullable=False),
    Column("occurrence", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("ready_at", UtcDateTime, nullable=False),
    Column("deadline_at", UtcDateTime),
    Column("reason", Text, nullable=False),
    Column("refs", PlainJson, nullable=False),
    Column("text", Encrypted),
    Column("target_id", BigId, ForeignKey("deliveries.id", ondelete="SET NULL")),
    Column("token", Text, nullable=False),
    Column("state", OneOf(DeliveryState), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("lease_until", UtcDateTime),
    Column("lease_by", Text),
    Column("attempted_at", UtcDateTime),
    Column("channel", Text),
    Column("ts", Text),
    Column("outcome", Text),
    Column("settled_at", UtcDateTime),
    Column("counted", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("team_id", "thing", "occurrence", "recipient", "kind", "action"),
    Index(None, "recipient", "id"),
    Index(None, "network_id", "thing"),
)
"""``due_at`` is the promise, by which lateness is measured; ``ready_at`` is when to try (again).

``counted`` says whether a message counts towards its reader's weekly cap. Claiming and settling
change no index but the two small partial ones: each more would be one more page to write for each.
``token`` is sixteen random bytes, of which no two are ever the same, and nothing is found by it.
"""


def in_state(state: DeliveryState) -> str:
    """Return the state as SQL says it: a partial index only serves a condition without blanks."""
    return f"'{state.value}'"


PENDING = deliveries.c.state == literal_column(in_state(DeliveryState.PENDING))
CLAIMED = deliveries.c.state == literal_column(in_state(DeliveryState.CLAIMED))
UNKNOWN = deliveries.c.state == literal_column(in_state(DeliveryState.UNKNOWN))
_CHANGES = deliveries.c.target_id.is_not(None)

Index(
    "ix_deliveries_pending",
    deliveries.c.ready_at,
    deliveries.c.id,
    deliveries.c.team_id,
    deliveries.c.action,
    deliveries.c.state,
    postgresql_where=PENDING,
    sqlite_where=PENDING,
)
Index(
    "ix_deliveries_in_doubt",
    deliveries.c.state,
    deliveries.c.lease_until,
    postgresql_where=CLAIMED | UNKNOWN,
    sqlite_where=CLAIMED | UNKNOWN,
)
Index(
    "ix_deliveries_target_id",
    deliveries.c.target_id,
    postgresql_where=_CHANGES,
    sqlite_where=_CHANGES,
)
