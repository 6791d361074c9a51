"""Lanes: what a process holds claimed, side by side, so that nobody stands behind a slow one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.deliveries import Action, Delivery
from bot.services.pacing import Lane, Pacing, lane_of

PATIENCE = timedelta(seconds=10)
"""What has to wait for longer is not held, but given back."""
_ENOUGH = 10
"""Deliveries that wait in a lane; more of them are not claimed."""
_AT_ONCE = 4
"""Calls under way along one lane, so that a slow workspace leaves hands free for others."""


@dataclass(kw_only=True, slots=True)
class Lanes:
    """The deliveries that are held and not handed over; used by one thread.

    What is for one recipient keeps its order: nobody is written to twice at the same time.
    """

    pacing: Pacing
    _waiting: dict[Lane, list[Delivery]] = field(default_factory=dict)
    _under_way: dict[Lane, list[str]] = field(default_factory=dict)
    _order: dict[int, int] = field(default_factory=dict)
    _count: int = 0

    def __len__(self) -> int:
        """Return how many deliveries are held."""
        return len(self._order)

    def put(self, deliveries: Iterable[Delivery]) -> None:
        """Hold deliveries, in the order in which they came."""
        for delivery in deliveries:
            lane = lane_of(delivery.team_id, delivery.action)
            self._waiting.setdefault(lane, []).append(delivery)
            self._count += 1
            self._order[delivery.id] = self._count

    def full(self) -> tuple[tuple[str, Action], ...]:
        """Return the workspaces and actions for which enough is held."""
        crowded = [lane for lane, held in self._waiting.items() if len(held) >= _ENOUGH]
        return tuple((lane.team_id, action) for lane in crowded for action in lane.actions)

    def take(self, now: datetime) -> Delivery | None:
        """Return what may be handed over now, the one that came first, and count it as under way.

        None where nothing may.
        """
        ready = [one for lane in self._waiting if (one := self._ready(lane, now)) is not None]
        if not ready:
            return None
        chosen = min(ready, key=lambda one: self._order[one.id])
        lane = lane_of(chosen.team_id, chosen.action)
        self._remove(lane, [chosen])
        self._under_way.setdefault(lane, []).append(chosen.recipient)
        self.pacing.take(lane, chosen.recipient)
        return chosen

    def over(self, delivery: Delivery) -> None:
        """Take note that a delivery is no longer under way."""
        self._under_way[lane_of(delivery.team_id, delivery.action)].remove(delivery.recipient)

    def next_at(self) -> datetime | None:
        """Return when the next delivery may be handed over; None where none is held."""
        return min(
            (
                self.pacing.at(lane, one.recipient)
                for lane, held in self._waiting.items()
                for one in held
            ),
            default=None,
        )

    def paused(self, now: datetime) -> dict[Lane, list[Delivery]]:
        """Let go of lanes that have to be patient for long, and return what they held."""
        slow = [lane for lane in self._waiting if self.pacing.at(lane) > now + PATIENCE]
        return {lane: self._remove(lane, list(self._waiting[lane])) for lane in slow}

    def everything(self) -> list[Delivery]:
        """Let go of all that is held, and return it."""
        return [
            one
            for lane in tuple(self._waiting)
            for one in self._remove(lane, list(self._waiting[lane]))
        ]

    def _ready(self, lane: Lane, now: datetime) -> Delivery | None:
        """Return the first of a lane whose recipient is free, if the lane is."""
        busy = self._under_way.get(lane, [])
        most = 1 if self.pacing.is_doubtful(lane) else _AT_ONCE
        if len(busy) >= most or self.pacing.at(lane) > now:
            return None
        waits = set(busy)
        for delivery in self._waiting[lane]:
            if delivery.recipient in waits:
                continue
            if self.pacing.at(lane, delivery.recipient) <= now:
                return delivery
            waits.add(delivery.recipient)
        return None

    def _remove(self, lane: Lane, deliveries: list[Delivery]) -> list[Delivery]:
        gone = {one.id for one in deliveries}
        self._waiting[lane] = [one for one in self._waiting[lane] if one.id not in gone]
        if not self._waiting[lane]:
            del self._waiting[lane]
        for delivery_id in gone:
            del self._order[delivery_id]
        return deliveries
