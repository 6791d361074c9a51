"""The verdict: what the local Slack holds, compared with what the outbox promised."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select

from bot.domain.deliveries import Action, DeliveryState
from bot.simulator.slack import Message
from handlers.messenger import EVENT_TYPE
from storage.tables import deliveries

_OPEN = frozenset({DeliveryState.PENDING, DeliveryState.CLAIMED, DeliveryState.UNKNOWN})


@dataclass(frozen=True, kw_only=True, slots=True)
class Promise:
    """A post of the outbox, and how it stands there."""

    token: str
    thing: str
    is_private: bool
    state: DeliveryState
    outcome: str | None

    @property
    def is_ours(self) -> bool:
        """Whether the test made it, and so knows that it must be said."""
        return self.thing.startswith("promise:")


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What became of all promises."""

    private: int
    public: int
    lost: tuple[Promise, ...]
    """Promised, due, and not said: or said by the outbox's account, and not there."""
    unsettled: tuple[Promise, ...]
    doubled_private: int
    doubled_public: int
    unrecorded: int
    """Messages that stand there although the outbox does not say that they were sent."""
    wrongly_dropped: tuple[Promise, ...]

    def __str__(self) -> str:
        """Return the figures in a line."""
        return (
            f"{self.private} direct messages, {len(self.lost)} lost, {self.doubled_private} doubled"
            f"; {self.public} channel posts, {self.doubled_public} doubled"
            f"; {len(self.unsettled)} unsettled, {self.unrecorded} said without record"
        )


def judge(engine: Engine, messages: Iterable[Message], *, by: datetime) -> Verdict:
    """Compare everything that was due by an instant with everything that stands in Slack."""
    said = Counter(token for one in messages if (token := _token(one)) is not None)
    promises = _promises(engine, by=by)
    sent = [one for one in promises if one.state is DeliveryState.SENT]
    known = {one.token for one in sent}
    return Verdict(
        private=sum(one.is_private for one in promises),
        public=sum(not one.is_private for one in promises),
        lost=tuple(one for one in sent if not said[one.token]),
        unsettled=tuple(one for one in promises if one.state in _OPEN),
        doubled_private=_doubled(sent, said, private=True),
        doubled_public=_doubled(sent, said, private=False),
        unrecorded=sum(token not in known for token in said),
        wrongly_dropped=tuple(
            one
            for one in promises
            if one.state in {DeliveryState.DROPPED, DeliveryState.FAILED} and one.is_ours
        ),
    )


def _doubled(sent: Sequence[Promise], said: Counter[str], *, private: bool) -> int:
    return sum(said[one.token] - 1 for one in sent if said[one.token] and one.is_private is private)


def _promises(engine: Engine, *, by: datetime) -> list[Promise]:
    wanted = select(
        deliveries.c.token,
        deliveries.c.thing,
        deliveries.c.recipient,
        deliveries.c.state,
        deliveries.c.outcome,
    ).where(deliveries.c.action == Action.POST, deliveries.c.due_at <= by)
    with engine.connect() as connection:
        rows = connection.execute(wanted).all()
    return [
        Promise(
            token=row.token,
            thing=row.thing,
            is_private=row.recipient.startswith("person:"),
            state=row.state,
            outcome=row.outcome,
        )
        for row in rows
    ]


def _token(message: Message) -> str | None:
    metadata = message.metadata or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    return str(metadata["event_payload"]["id"])
