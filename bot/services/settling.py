"""Settling: record what came of a delivery, and what follows from it."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.deliveries import Action, Delivery, DeliveryState
from bot.domain.door import Dropped
from bot.domain.outcomes import Outcome, Verdict, is_uninstalled, wait_before_retry
from bot.domain.people import Person
from bot.services.addresses import keep_conversation
from bot.services.consequences import shortening, trouble
from bot.services.holding import after_drop, is_counted
from bot.services.pacing import Lane, Pacing, lane_of
from storage.store import Store
from storage.transaction import Transaction

log = logging.getLogger("rounds.delivery")

_SHUT_OUT_WAIT = timedelta(minutes=15)
"""How long a workspace that does not let the app in is left alone before it is tried again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settling:
    """Writes down outcomes, each in a transaction of its own; any thread may."""

    store: Store
    clock: Clock
    pacing: Pacing

    def settle(
        self, delivery: Delivery, outcome: Outcome, *, person: Person | None = None
    ) -> DeliveryState:
        """Record an outcome and return what the delivery is now; ``person`` was written to."""
        if outcome.verdict is Verdict.SHUT_OUT:
            return self._shut_out(delivery, outcome)
        now = self.clock.now()
        with self.store.write() as tx:
            match outcome.verdict:
                case Verdict.SENT:
                    return _sent(tx, delivery, outcome, person=person, now=now)
                case Verdict.UNKNOWN:
                    return _in_doubt(tx, delivery, outcome, now)
                case Verdict.PERMANENT if not _conversation_moved(delivery, outcome, person):
                    return _failed(tx, delivery, outcome, now)
                case _:
                    return _again(tx, delivery, outcome, person=person, now=now)

    def drop(self, delivery: Delivery, why: Dropped) -> DeliveryState:
        """Record that it is not said, and plan what is to be said instead."""
        now = self.clock.now()
        with self.store.write() as tx:
            tx.outbox.settle(delivery.id, state=DeliveryState.DROPPED, at=now, outcome=why.name)
            tx.outbox.plan(after_drop(tx, delivery, why, now), at=now)
        return DeliveryState.DROPPED

    def wait(self, delivery: Delivery, until: datetime) -> DeliveryState:
        """Promise another time: the person's quiet hours or zone changed since it was planned."""
        with self.store.write() as tx:
            if tx.outbox.again(delivery, due_at=until, outcome="quiet_hours"):
                tx.outbox.move(delivery.id, until)
        return DeliveryState.PENDING

    def give_back(self, held: Collection[Delivery], *, until: datetime) -> None:
        """Let others, or a later tick, hand over what was claimed and not begun."""
        with self.store.write() as tx:
            for delivery in held:
                tx.outbox.again(delivery, due_at=until, outcome="held_back")

    def hold_back(self, lane: Lane, held: Collection[Delivery], *, until: datetime) -> None:
        """Let a lane be patient in every process, with what is held of it and what waits."""
        with self.store.write() as tx:
            for delivery in held:
                tx.outbox.again(delivery, due_at=until, outcome="held_back")
            tx.outbox.hold_back(lane.team_id, actions=lane.actions, until=until)

    def learn(self, lane: Lane, outcome: Outcome) -> None:
        """Let the pace of a lane follow what Slack answered, or that it did not."""
        if not outcome.heard:
            self.pacing.unheard(lane)
            return
        self.pacing.heard(lane)
        if outcome.wait is not None:
            self.pacing.refused(lane, outcome.wait)

    def spare(self, delivery: Delivery) -> None:
        """Let the pace of a lane forget a call that was counted, and that the door forbade."""
        self.pacing.spare(lane_of(delivery.team_id, delivery.action), delivery.recipient)

    def leave_alone(self, team_id: str, outcome: Outcome, *, since: datetime | None) -> bool:
        """Stop speaking to a workspace that does not let the app in; whether it sleeps now.

        It sleeps, until the app is installed again, where it took the app out; an installation
        that is newer than the attempt, ``since``, is believed more. Else it is tried again later.
        """
        now = self.clock.now()
        with self.store.write() as tx:
            found = tx.installations.find(team_id)
            is_newer = found is not None and since is not None and found.installed_at > since
            if is_uninstalled(outcome) and not is_newer:
                tx.installations.sleep(team_id, at=now)
                found = tx.installations.find(team_id)
        if found is not None and found.asleep_at is not None:
            log.warning("workspace %s has removed the app (%s); it sleeps", team_id, outcome.why)
            return True
        log.error("workspace %s does not let the app in: %s", team_id, outcome.why)
        self.pacing.rest(team_id, _SHUT_OUT_WAIT)
        return False

    def _shut_out(self, delivery: Delivery, outcome: Outcome) -> DeliveryState:
        sleeps = self.leave_alone(delivery.team_id, outcome, since=delivery.attempted_at)
        now = self.clock.now()
        due_at = now if sleeps else now + _SHUT_OUT_WAIT
        with self.store.write() as tx:
            tx.outbox.again(delivery, due_at=due_at, outcome=outcome.why)
        return DeliveryState.PENDING


def _sent(
    tx: Transaction, delivery: Delivery, outcome: Outcome, *, person: Person | None, now: datetime
) -> DeliveryState:
    tx.outbox.settle(
        delivery.id,
        state=DeliveryState.SENT,
        at=now,
        channel=outcome.channel,
        ts=outcome.ts,
        counted=is_counted(tx, delivery),
    )
    tx.outbox.plan(shortening(tx, delivery, now), at=now)
    if person is not None and person.dm_channel is None and outcome.channel is not None:
        keep_conversation(tx, person.id, outcome.channel)
    return DeliveryState.SENT


def _in_doubt(
    tx: Transaction, delivery: Delivery, outcome: Outcome, now: datetime
) -> DeliveryState:
    tx.outbox.settle(delivery.id, state=DeliveryState.UNKNOWN, at=now, outcome=outcome.why)
    return DeliveryState.UNKNOWN


def _failed(tx: Transaction, delivery: Delivery, outcome: Outcome, now: datetime) -> DeliveryState:
    """Record a failure for good; of a change that was not made nobody needs to hear."""
    log.warning("delivery %s (%s) failed: %s", delivery.id, delivery.action, outcome.why)
    tx.outbox.settle(delivery.id, state=DeliveryState.FAILED, at=now, outcome=outcome.why)
    if delivery.action is Action.POST:
        tx.outbox.plan(trouble(tx, delivery, outcome, now), at=now)
    return DeliveryState.FAILED


def _again(
    tx: Transaction, delivery: Delivery, outcome: Outcome, *, person: Person | None, now: datetime
) -> DeliveryState:
    if outcome.verdict is Verdict.PERMANENT and person is not None:
        keep_conversation(tx, person.id, None)
    wait = wait_before_retry(delivery.attempts, outcome, token=delivery.token)
    tx.outbox.again(delivery, due_at=now + wait, outcome=outcome.why)
    return DeliveryState.PENDING


def _conversation_moved(delivery: Delivery, outcome: Outcome, person: Person | None) -> bool:
    """Whether only the conversation that was known is gone: Slack finds one by the person's id."""
    return (
        outcome.why == "channel_not_found"
        and delivery.action is Action.POST
        and person is not None
        and person.dm_channel is not None
    )
