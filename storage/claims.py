"""Which deliveries a claim takes: fair between workspaces, and quick however many are due.

Fair is: of each workspace the oldest ``per_team``, of these the oldest ``most``. To rank what is
due one has to look at it, and thousands may be due on a Monday morning. A narrow look at the oldest
is enough, and gives the very same answer, whenever it holds enough that is within everybody's
share; only when one workspace fills it all is the look wide.
"""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    Text,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
    update,
)

from bot.domain.deliveries import DeliveryState
from storage.deliveries import AWAKE, COLUMNS
from storage.tables import deliveries
from storage.tables.outbox import PENDING

_WIDE = 10_000
"""How many due rows a claim looks at, at most, to be fair between workspaces."""
_NARROW = 4
"""How many times as many rows as it may take a claim looks at first."""

_most = bindparam("most", type_=deliveries.c.id.type)
_skip = bindparam("skip", type_=Text)
_lane = deliveries.c.team_id + literal("/") + type_coerce(deliveries.c.action, Text)
_NOT_SKIPPED = or_(_skip == literal(""), _skip.not_like(literal("%,") + _lane + literal(",%")))


def _oldest(limit: ColumnElement[Any], *, name: str) -> CTE:
    """Return what is due, oldest first: answered by one small index alone."""
    return (
        select(deliveries.c.id, deliveries.c.team_id, deliveries.c.ready_at)
        .where(PENDING, deliveries.c.ready_at <= bindparam("now"), AWAKE, _NOT_SKIPPED)
        .order_by(deliveries.c.ready_at, deliveries.c.id)
        .limit(limit)
        .cte(name)
    )


def _within_shares(due: CTE) -> Select[Any]:
    """Return those of them that are among the first of their workspace."""
    place = func.row_number().over(partition_by=due.c.team_id, order_by=(due.c.ready_at, due.c.id))
    ranked = select(due.c.id, due.c.ready_at, place.label("place")).subquery()
    return select(ranked.c.id, ranked.c.ready_at).where(ranked.c.place <= bindparam("per_team"))


_head = _within_shares(_oldest(_most * _NARROW, name="head")).cte("fair_head")
_found = select(func.count(_head.c.id)).scalar_subquery()
_wide = _within_shares(_oldest(case((_found >= _most, 0), else_=_WIDE), name="due")).cte("fair_due")
_shares = union_all(select(_head).where(_found >= _most), select(_wide)).subquery()
_held = (
    select(deliveries.c.id)
    .where(
        deliveries.c.id.in_(
            select(_shares.c.id).order_by(_shares.c.ready_at, _shares.c.id).limit(_most)
        ),
        PENDING,
    )
    .with_for_update(skip_locked=True)
    .cte("held")
)
CLAIM = (
    update(deliveries)
    .where(deliveries.c.id.in_(select(_held.c.id)))
    .values(
        state=DeliveryState.CLAIMED,
        attempts=deliveries.c.attempts + 1,
        attempted_at=None,
        lease_by=bindparam("worker"),
        lease_until=bindparam("until"),
    )
    .returning(*COLUMNS)
)
"""Take what is due: ``now``, ``most``, ``per_team``, ``skip``, ``worker`` and ``until`` are given.

``skip`` names workspaces with an action as ``,T1/post,``, one after the other, or is empty.
"""
