"""Look into the outbox: what waits, what was said, what is in doubt."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, func, or_, select, tuple_

from bot.domain.deliveries import Action, Delivery, DeliveryState
from bot.domain.kinds import Kind
from storage.repository import Repository, Values, columns_of
from storage.tables import deliveries, installations
from storage.tables.outbox import CLAIMED, PENDING, UNKNOWN

COLUMNS = columns_of(deliveries, without=("ready_at",))
"""The columns of a ``Delivery``; when to try next is the outbox's own business."""

AWAKE = deliveries.c.team_id.not_in(
    select(installations.c.team_id).where(installations.c.asleep_at.is_not(None))
)
"""The workspace has not switched the app off."""

_ALL = select(*COLUMNS)
_BY_ID = _ALL.where(deliveries.c.id == bindparam("id"))
_BY_KEY = _ALL.where(
    deliveries.c.team_id == bindparam("team_id"),
    deliveries.c.thing == bindparam("thing"),
    deliveries.c.occurrence == bindparam("occurrence"),
    deliveries.c.recipient == bindparam("recipient"),
    deliveries.c.kind == bindparam("kind"),
    deliveries.c.action == bindparam("action"),
)
_IN_DOUBT = (
    _ALL.where(UNKNOWN).order_by(deliveries.c.attempted_at, deliveries.c.id).limit(bindparam("n"))
)
_NEXT_READY = (
    select(deliveries.c.ready_at).where(PENDING, AWAKE).order_by(deliveries.c.ready_at).limit(1)
)
_OF_THING = _ALL.where(
    deliveries.c.network_id == bindparam("network_id"), deliveries.c.thing == bindparam("thing")
).order_by(deliveries.c.due_at, deliveries.c.id)
_LOG = (
    _ALL.where(deliveries.c.network_id == bindparam("network_id"))
    .order_by(deliveries.c.id.desc())
    .limit(bindparam("n"))
)
_SAID = _ALL.where(
    deliveries.c.state == DeliveryState.SENT,
    deliveries.c.action == Action.POST,
    deliveries.c.recipient == bindparam("recipient"),
)
_MINE = _ALL.where(
    deliveries.c.recipient == bindparam("recipient"), deliveries.c.action == Action.POST
).order_by(deliveries.c.id.desc())
_HELD = (
    _MINE.where(
        deliveries.c.state == DeliveryState.DROPPED,
        deliveries.c.outcome.in_(bindparam("outcomes", expanding=True)),
        deliveries.c.settled_at >= bindparam("since"),
    )
).limit(bindparam("n"))
_RECENT = _MINE.where(deliveries.c.kind.in_(bindparam("kinds", expanding=True))).limit(
    bindparam("n")
)
_other = deliveries.alias("other")
_taken_back = (
    select(_other.c.id)
    .where(
        _other.c.target_id == deliveries.c.id,
        _other.c.action == Action.WITHDRAW,
        _other.c.state != DeliveryState.DROPPED,
    )
    .exists()
)
_ABOUT = _SAID.where(
    deliveries.c.kind == bindparam("kind"), deliveries.c.thing == bindparam("thing")
).order_by(deliveries.c.due_at.desc(), deliveries.c.id.desc())
_COUNTED = (
    _SAID.where(
        deliveries.c.counted,
        deliveries.c.settled_at >= bindparam("since"),
        deliveries.c.settled_at <= bindparam("until"),
        ~_taken_back,
    )
).order_by(deliveries.c.settled_at, deliveries.c.id)
_ON_ITS_WAY = and_(
    deliveries.c.kind.in_(bindparam("kinds", expanding=True)),
    or_(UNKNOWN, and_(CLAIMED, deliveries.c.id < bindparam("row_id"))),
)
_COUNT_TAKEN = select(func.count()).where(
    deliveries.c.recipient == bindparam("recipient"),
    deliveries.c.action == Action.POST,
    deliveries.c.id != bindparam("row_id"),
    or_(
        and_(
            deliveries.c.state == DeliveryState.SENT,
            deliveries.c.counted,
            deliveries.c.settled_at >= bindparam("since"),
            ~_taken_back,
        ),
        _ON_ITS_WAY,
    ),
)
_LAST_SAID = (
    _SAID.where(
        deliveries.c.kind == bindparam("kind"),
        deliveries.c.thing == bindparam("thing"),
        ~_taken_back,
    )
    .order_by(deliveries.c.due_at.desc(), deliveries.c.id.desc())
    .limit(1)
)
_LAST_SAID_BEFORE = _LAST_SAID.where(
    tuple_(deliveries.c.due_at, deliveries.c.id)
    < select(_other.c.due_at, _other.c.id)
    .where(_other.c.id == bindparam("before_id"))
    .scalar_subquery()
)
_SHOWN = (
    _ALL.where(
        deliveries.c.state.in_((DeliveryState.SENT, DeliveryState.CLAIMED, DeliveryState.UNKNOWN)),
        deliveries.c.action == Action.POST,
        deliveries.c.recipient == bindparam("recipient"),
        deliveries.c.kind == bindparam("kind"),
        deliveries.c.thing == bindparam("thing"),
        ~_taken_back,
    )
    .order_by(deliveries.c.id.desc())
    .limit(1)
)
_COUNT_SAID = select(func.count()).where(
    deliveries.c.state == DeliveryState.SENT,
    deliveries.c.action == Action.POST,
    deliveries.c.recipient == bindparam("recipient"),
    deliveries.c.counted,
    deliveries.c.settled_at >= bindparam("since"),
    ~_taken_back,
)


class Deliveries(Repository):
    """The reading side of the outbox."""

    def get(self, delivery_id: int) -> Delivery | None:
        """Return a delivery by id."""
        return _found(self._one(_BY_ID, {"id": delivery_id}))

    def find(
        self,
        team_id: str,
        thing: str,
        *,
        occurrence: str,
        recipient: str,
        kind: Kind,
        action: Action = Action.POST,
    ) -> Delivery | None:
        """Return the one delivery with a key."""
        values = {
            "team_id": team_id,
            "thing": thing,
            "occurrence": occurrence,
            "recipient": recipient,
            "kind": kind,
            "action": action,
        }
        return _found(self._one(_BY_KEY, values))

    def pending(
        self,
        *,
        network_id: int | None = None,
        recipient: str | None = None,
        kind: Kind | None = None,
        thing: str | None = None,
    ) -> tuple[Delivery, ...]:
        """Return what waits, by when it is due; each filter narrows it down."""
        given = matching(network_id=network_id, recipient=recipient, kind=kind, thing=thing)
        waiting = _ALL.where(PENDING, *given)
        return self._list(waiting.order_by(deliveries.c.due_at, deliveries.c.id))

    def unknown(self, limit: int) -> tuple[Delivery, ...]:
        """Return those of which nobody knows whether Slack took them, oldest attempt first."""
        return tuple(Delivery(**row._asdict()) for row in self._all(_IN_DOUBT, {"n": limit}))

    def next_due(self) -> datetime | None:
        """Return when the next delivery to a workspace that is awake wants to be tried."""
        found: datetime | None = self._connection.execute(_NEXT_READY).scalar()
        return found

    def last_sent(
        self, recipient: str, *, kind: Kind, thing: str, before_id: int | None = None
    ) -> Delivery | None:
        """Return the last message of a kind about a thing that was sent and still stands.

        With ``before_id`` it was due before that delivery: the one to shorten when the later one
        is sent. A message that was taken back, or is about to be, does not stand.
        """
        values = {"recipient": recipient, "kind": kind, "thing": thing, "before_id": before_id}
        return _found(self._one(_LAST_SAID_BEFORE if before_id else _LAST_SAID, values))

    def shown(self, recipient: str, *, kind: Kind, thing: str) -> Delivery | None:
        """Return the newest message of a kind about a thing that stands and is not to be withdrawn.

        This is the one to update in place; it may be on its way still, without a ts.
        """
        values = {"recipient": recipient, "kind": kind, "thing": thing}
        return _found(self._one(_SHOWN, values))

    def sent_count(self, recipient: str, *, since: datetime) -> int:
        """Return how many messages that count towards the cap somebody got since an instant."""
        values = {"recipient": recipient, "since": since}
        return int(self._connection.execute(_COUNT_SAID, values).scalar_one())

    def taken(self, delivery: Delivery, *, since: datetime, kinds: Iterable[Kind]) -> int:
        """Return how much of its reader's cap is taken when a delivery stands at the door.

        What was sent since an instant, counted and was not taken back, and what is on its way: in
        doubt, or claimed before it in the order of ids, so that of two workers one comes first.
        """
        values = {
            "recipient": delivery.recipient,
            "since": since,
            "row_id": delivery.id,
            "kinds": list(kinds),
        }
        return int(self._connection.execute(_COUNT_TAKEN, values).scalar_one())

    def counted(self, recipient: str, *, since: datetime, until: datetime) -> tuple[Delivery, ...]:
        """Return what somebody got between two instants that counts towards the cap."""
        values = {"recipient": recipient, "since": since, "until": until}
        return self._list(_COUNTED, values)

    def held_for(
        self, recipient: str, *, since: datetime, outcomes: Iterable[str], limit: int
    ) -> tuple[Delivery, ...]:
        """Return what somebody was not sent since an instant, for certain reasons, newest first."""
        values = {
            "recipient": recipient,
            "since": since,
            "outcomes": list(outcomes),
            "n": limit,
        }
        return self._list(_HELD, values)

    def recent_of(
        self, recipient: str, *, kinds: Iterable[Kind], limit: int
    ) -> tuple[Delivery, ...]:
        """Return somebody's newest messages of some kinds, sent or not, newest first."""
        return self._list(_RECENT, {"recipient": recipient, "kinds": list(kinds), "n": limit})

    def said_about(self, recipient: str, *, kind: Kind, thing: str) -> tuple[Delivery, ...]:
        """Return what of a kind about a thing somebody was sent, the one due last first."""
        return self._list(_ABOUT, {"recipient": recipient, "kind": kind, "thing": thing})

    def of_thing(self, network_id: int, thing: str) -> tuple[Delivery, ...]:
        """Return all deliveries about one thing, in whatever state, by when they are due."""
        rows = self._all(_OF_THING, {"network_id": network_id, "thing": thing})
        return tuple(Delivery(**row._asdict()) for row in rows)

    def log(self, network_id: int, limit: int) -> tuple[Delivery, ...]:
        """Return the newest deliveries of a network, newest first."""
        rows = self._all(_LOG, {"network_id": network_id, "n": limit})
        return tuple(Delivery(**row._asdict()) for row in rows)

    def _list(self, statement: Select[Any], values: Values | None = None) -> tuple[Delivery, ...]:
        return tuple(Delivery(**row._asdict()) for row in self._all(statement, values))


def matching(**given: str | int | None) -> list[ColumnElement[bool]]:
    """Return one condition for each column that was given a value."""
    return [deliveries.c[name] == value for name, value in given.items() if value is not None]


def _found(row: Row[Any] | None) -> Delivery | None:
    return None if row is None else Delivery(**row._asdict())
