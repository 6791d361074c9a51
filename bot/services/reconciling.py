"""Reconciling: settle what nobody knows the outcome of, within the budget for look-ups."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor, wait
from dataclasses import dataclass
from datetime import timedelta

from bot.clock import Clock
from bot.domain.deliveries import Action, Delivery
from bot.domain.door import Dropped
from bot.domain.outcomes import Outcome, Verdict
from bot.domain.readers import Reader
from bot.errors import Unreachable
from bot.services.addresses import conversation_with
from bot.services.directory import Directory
from bot.services.messenger import Address, Messenger
from bot.services.pacing import Lane, Method
from bot.services.settling import Settling
from storage.store import Store

_LOOKED_OVER = 200
_AT_ONCE = 4
"""Look-ups in one workspace in one go."""
_GRACE = timedelta(seconds=20)
"""Slack may still be at it when we have stopped waiting for its answer."""
_SILENCE = Outcome(verdict=Verdict.PASSING, why="unreachable", heard=False)
_NOT_THERE = Outcome(verdict=Verdict.PASSING, why="not_found")
_NO_CONVERSATION = Outcome(verdict=Verdict.PERMANENT, why="no_address")


@dataclass(frozen=True, kw_only=True, slots=True)
class Reconciling:
    """Looks for what is in doubt; safe to run in several processes."""

    store: Store
    clock: Clock
    directory: Directory
    messenger: Messenger
    settling: Settling
    hands: Executor

    def reconcile(self) -> int:
        """Settle what is in doubt, as far as the budget goes; return how much was settled.

        1. Leases that ran out: what was begun is in doubt, the rest is due again.
        2. A post to a person is looked for by its token: found means sent.
        3. Not found, or a change that may be repeated: it goes back into the queue.
        4. A post to a channel, or a conversation that may not be read: the kind decides which harm
           is smaller, ``Kind.rather_twice``.
        """
        with self.store.write() as tx:
            tx.outbox.expire_leases(self.clock.now())
        with self.store.read() as tx:
            rows = tx.outbox.unknown(limit=_LOOKED_OVER)
        begun = [self.hands.submit(self._settle, row) for row in self._affordable(rows)]
        wait(begun)
        return sum(one.result() for one in begun)

    def _affordable(self, rows: tuple[Delivery, ...]) -> Iterator[Delivery]:
        """Yield what may be settled now: a few for each workspace, within its budget."""
        now, taken = self.clock.now(), Counter[str]()
        for row in rows:
            if row.attempted_at is not None and row.attempted_at + _GRACE > now:
                continue
            if not _can_be_looked_for(row):
                yield row
            elif taken[row.team_id] < _AT_ONCE and self._may_look(row.team_id):
                taken[row.team_id] += 1
                yield row

    def _may_look(self, team_id: str) -> bool:
        """Whether the budget of a workspace has a look-up left; then it is spent."""
        lane = _lane(team_id)
        if self.settling.pacing.at(lane) > self.clock.now():
            return False
        self.settling.pacing.take(lane)
        return True

    def _settle(self, row: Delivery) -> bool:
        """Settle one delivery; False where nobody can say yet."""
        if not _can_be_looked_for(row):
            self._decide(row)
            return True
        asked_at = self.clock.now()
        found = self._look_for(row)
        self.settling.learn(_lane(row.team_id), found or _NOT_THERE)
        if found is None:
            self._again(row)
            return True
        match found.verdict:
            case Verdict.SENT:
                self.settling.settle(row, found)
            case Verdict.PERMANENT:
                self._decide(row)
            case Verdict.SHUT_OUT:
                self.settling.leave_alone(row.team_id, found, since=asked_at)
        return found.verdict in {Verdict.SENT, Verdict.PERMANENT}

    def _look_for(self, row: Delivery) -> Outcome | None:
        """Return where it was found, None where it is not, or why nobody could look."""
        with self.store.read() as tx:
            person = tx.people.get(row.person_id) if row.person_id else None
        if person is None:
            return _NO_CONVERSATION
        try:
            channel = conversation_with(person, store=self.store, directory=self.directory)
        except Unreachable:
            return _SILENCE
        if channel is None:
            return _NO_CONVERSATION
        to = Address(team_id=row.team_id, channel=channel, reader=Reader(locale=person.locale))
        return self.messenger.find(row, to)

    def _decide(self, row: Delivery) -> None:
        """Say it again where that does no harm, or less than never saying it."""
        if row.action is not Action.POST or row.kind.rather_twice:
            self._again(row)
        else:
            self.settling.drop(row, Dropped.TOO_LATE)

    def _again(self, row: Delivery) -> None:
        with self.store.write() as tx:
            tx.outbox.again(row, due_at=self.clock.now(), outcome="not_found")


def _lane(team_id: str) -> Lane:
    return Lane(team_id=team_id, method=Method.LOOK_UP)


def _can_be_looked_for(row: Delivery) -> bool:
    """Whether it is a post to a person; the bot may read no other conversation."""
    return row.action is Action.POST and row.person_id is not None
