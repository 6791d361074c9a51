"""The outbox: plan, claim, settle. Two workers never hold the same delivery."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from secrets import token_urlsafe

from sqlalchemy import bindparam, case, literal_column, update

from bot.domain.deliveries import Action, Delivery, DeliveryState, NewDelivery
from bot.domain.kinds import Kind
from storage.claims import CLAIM
from storage.deliveries import Deliveries, matching
from storage.prepared import prepared
from storage.repository import Values, adding_if_new
from storage.tables import deliveries
from storage.tables.outbox import CLAIMED, PENDING, UNKNOWN, in_state

PER_TEAM = 50

_MOVE = update(deliveries).where(deliveries.c.id == bindparam("row_id"), PENDING)
_SETTLE = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("row_id"), PENDING | CLAIMED | UNKNOWN)
    .values(lease_by=None, lease_until=None)
)
_AGAIN = update(deliveries).where(
    deliveries.c.id == bindparam("row_id"),
    deliveries.c.attempts == bindparam("attempt"),
    CLAIMED | UNKNOWN,
)
_BEGIN = (
    update(deliveries)
    .where(
        deliveries.c.id == bindparam("row_id"),
        deliveries.c.attempts == bindparam("attempt"),
        CLAIMED,
    )
    .values(attempted_at=bindparam("now"), lease_until=bindparam("until"))
)
_HOLD_BACK = (
    update(deliveries)
    .where(
        PENDING,
        deliveries.c.ready_at < bindparam("until"),
        deliveries.c.team_id == bindparam("team"),
        deliveries.c.action.in_(bindparam("actions", expanding=True)),
    )
    .values(ready_at=bindparam("until"))
)
_LEFT_BEHIND = case(
    (deliveries.c.attempted_at.is_(None), literal_column(in_state(DeliveryState.PENDING))),
    else_=literal_column(in_state(DeliveryState.UNKNOWN)),
)
_EXPIRE = (
    update(deliveries)
    .where(CLAIMED, deliveries.c.lease_until < bindparam("now"))
    .values(state=_LEFT_BEHIND, lease_by=None, lease_until=None)
)
_NO_LEASE = {"lease_by": None, "lease_until": None}
_PLANNED = (
    *("team_id", "network_id", "kind", "action", "thing", "occurrence", "recipient", "due_at"),
    *("ready_at", "deadline_at", "reason", "refs", "text", "target_id", "token", "state"),
    "attempts",
)
"""The columns of a delivery that nobody has claimed yet."""


class Outbox(Deliveries):
    """What is to be said. Every change names the states it may start from, and says what it did."""

    def plan(self, rows: Iterable[NewDelivery], *, at: datetime) -> int:
        """Add what is not there yet and return how many were new; planning twice adds nothing.

        What is due before ``at``, the present, may be claimed from ``at`` on.
        """
        dialect = self._link.dialect
        if dialect.name != "sqlite":  # two planners must not wait in a circle
            rows = sorted(rows, key=_key)
        add = prepared(adding_if_new(deliveries, dialect.name), dialect, _PLANNED)
        return add.run_each(self._link, (_row(one, at) for one in rows))

    def move(
        self,
        delivery_id: int,
        due_at: datetime,
        *,
        refs: Mapping[str, str | int] | None = None,
    ) -> bool:
        """Promise another time for something that waits; False when it waits no longer.

        ``refs`` are what it refers to from now on, the day off that moved it among them; without
        them they stay.
        """
        values: Values = {"row_id": delivery_id, "due_at": due_at, "ready_at": due_at}
        more = {} if refs is None else {"refs": refs}
        return self._run(_MOVE, {**values, **more}) == 1

    def claim(
        self,
        *,
        now: datetime,
        limit: int,
        worker: str,
        lease_until: datetime,
        per_team: int = PER_TEAM,
        skip: Collection[tuple[str, Action]] = (),
    ) -> tuple[Delivery, ...]:
        """Take what is due, oldest first, and hold it until the lease ends.

        At most ``per_team`` of one workspace, none of one that sleeps, and none of the workspaces
        and actions to ``skip``, for which more than enough is held already. Commit this, and
        ``begin``, before sending: that is what keeps a second worker, or a second life of this
        one, from sending it again.
        """
        values = {
            "now": now,
            "most": limit,
            "per_team": per_team,
            "worker": worker,
            "until": lease_until,
            "skip": "".join(f",{team_id}/{action}," for team_id, action in skip),
        }
        claim = prepared(CLAIM, self._link.dialect)
        claimed = (Delivery(**row) for row in claim.rows(self._link, values))
        return tuple(sorted(claimed, key=lambda one: (one.due_at, one.id)))

    def begin(self, delivery: Delivery, *, now: datetime, lease_until: datetime) -> bool:
        """Note that it is handed to Slack from now on, and hold it for longer.

        False when it is no longer the claim that ``delivery`` came from: then it must not be sent.
        """
        values = {
            "row_id": delivery.id,
            "attempt": delivery.attempts,
            "now": now,
            "until": lease_until,
        }
        return prepared(_BEGIN, self._link.dialect).run(self._link, values) == 1

    def hold_back(self, team_id: str, *, actions: Collection[Action], until: datetime) -> int:
        """Let what waits in a workspace for such actions wait until an instant; return how many.

        Slack asked for patience, and every process that works on this database keeps it.
        """
        values = {"team": team_id, "actions": list(actions), "until": until}
        return self._run(_HOLD_BACK, values)

    def expire_leases(self, now: datetime) -> int:
        """Take back what a worker claimed and never settled; return how many.

        What it had begun to hand over is in doubt from now on. What it had not is due again.
        """
        return self._run(_EXPIRE, {"now": now})

    def settle(
        self,
        delivery_id: int,
        *,
        state: DeliveryState,
        at: datetime,
        channel: str | None = None,
        ts: str | None = None,
        outcome: str | None = None,
        counted: bool = False,
    ) -> bool:
        """Record what came of a delivery; False when it was settled for good before."""
        final = state in {DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.DROPPED}
        learnt = {"channel": channel, "ts": ts, "outcome": outcome}
        changes = {
            **{name: value for name, value in learnt.items() if value is not None},
            "state": state,
            "settled_at": at if final else None,
            "counted": counted,
            "row_id": delivery_id,
        }
        record = prepared(_SETTLE, self._link.dialect, tuple(changes))
        return record.run(self._link, changes) == 1

    def again(self, delivery: Delivery, *, due_at: datetime, outcome: str | None) -> bool:
        """Try once more from ``due_at`` on; the promised time stays, so lateness stays true.

        False when it was settled meanwhile, or when somebody else has begun another attempt since
        ``delivery`` was read: theirs must not be begun once more.
        """
        changes = {
            **_NO_LEASE,
            "row_id": delivery.id,
            "attempt": delivery.attempts,
            "state": DeliveryState.PENDING,
            "ready_at": due_at,
            "outcome": outcome,
        }
        return self._run(_AGAIN, changes) == 1

    def drop_pending(
        self,
        *,
        reason: str,
        at: datetime,
        team_id: str | None = None,
        network_id: int | None = None,
        thing: str | None = None,
        recipient: str | None = None,
        kind: Kind | None = None,
    ) -> int:
        """Drop what waits and matches, with the reason; return how many.

        Raises ValueError without any filter: nobody means to drop everything.
        """
        given = matching(
            team_id=team_id, network_id=network_id, thing=thing, recipient=recipient, kind=kind
        )
        if not given:
            msg = "say whose deliveries are to be dropped"
            raise ValueError(msg)
        changes = {"state": DeliveryState.DROPPED, "outcome": reason, "settled_at": at}
        return self._run(update(deliveries).where(PENDING, *given).values(**changes))

    def drop_held(self, *, network_id: int, thing: str, reason: str) -> int:
        """Take back what was held back from its readers, so that no digest tells it later."""
        held = (
            deliveries.c.state == DeliveryState.DROPPED,
            deliveries.c.action == Action.POST,
            *matching(network_id=network_id, thing=thing),
        )
        return self._run(update(deliveries).where(*held).values(outcome=reason))


def _key(new: NewDelivery) -> tuple[str, ...]:
    return (new.team_id, new.thing, new.occurrence, new.recipient, new.kind)


def _row(new: NewDelivery, at: datetime) -> Values:
    return {
        "team_id": new.team_id,
        "network_id": new.network_id,
        "kind": new.kind,
        "action": new.action,
        "thing": new.thing,
        "occurrence": new.occurrence,
        "recipient": new.recipient,
        "due_at": new.due_at,
        "ready_at": max(new.due_at, at),
        "deadline_at": new.deadline_at,
        "reason": new.reason,
        "refs": new.refs,
        "text": new.text,
        "target_id": new.target_id,
        "token": token_urlsafe(16),
        "state": DeliveryState.PENDING,
        "attempts": 0,
    }
