"""Why something came, or did not: answered to its reader from what was stored, to nobody else."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.deliveries import Action, Delivery, DeliveryState
from bot.domain.door import CAP_OVER, Dropped
from bot.domain.kinds import Kind
from bot.domain.local_time import Rhythm
from bot.domain.messages import AnyMessage
from bot.domain.networks import Network
from bot.domain.people import Actor, Person
from bot.domain.permissions import Verb, demand
from bot.errors import NotFound
from bot.services.composers import COMPOSERS
from bot.services.nudges import UNDONE
from bot.services.rhythms import rhythm_of
from bot.services.scene import Scene
from storage.store import Store
from storage.transaction import Transaction

_TOLD = frozenset({Kind.WELCOME, Kind.GATHERING_CHANGED} | {one for one in Kind if one.is_prompt})
"""What comes by itself; a receipt needs no explaining."""
_LATEST = 10
_LOOKED_AT = 60
_IS_OVER = frozenset({DeliveryState.SENT, DeliveryState.DROPPED, DeliveryState.FAILED})


@dataclass(frozen=True, kw_only=True, slots=True)
class Explained:
    """One delivery, with all that explains it to its reader."""

    delivery: Delivery
    network: Network
    message: AnyMessage | None
    """What it says, or would have said; None where the thing is gone."""
    rhythm: Rhythm
    """When its reader is written to, as it is now."""
    zone_is_chosen: bool
    """Whether the reader chose the zone; else it follows their Slack profile."""
    why_not: Dropped | None
    cap: int
    counted: tuple[tuple[Delivery, AnyMessage | None], ...] = ()
    """What had filled the weekly cap, where that is why it did not come."""
    taken_back: bool = False
    """Whether a facilitator took it back after it came; its words are not shown any more."""

    @property
    def came(self) -> bool:
        """Whether it was sent."""
        return self.delivery.state is DeliveryState.SENT


@dataclass(frozen=True, kw_only=True, slots=True)
class Why:
    """The verbs behind "Why this?" and ``/rounds why``."""

    store: Store
    clock: Clock

    def latest(self, actor: Actor) -> tuple[Explained, ...]:
        """Return what came to a person lately and what did not, newest first."""
        demand(actor, Verb.SEE_WHY, owner_id=actor.id)
        with self.store.read() as tx:
            rows = tx.outbox.recent_of(f"person:{actor.id}", kinds=_TOLD, limit=_LOOKED_AT)
            over = [one for one in rows if one.state in _IS_OVER]
            over.sort(key=lambda one: one.settled_at or one.due_at, reverse=True)
            found = [self._explain(tx, actor.person, one) for one in over[:_LATEST]]
        return tuple(one for one in found if one is not None)

    def one(self, actor: Actor, delivery_id: int) -> Explained:
        """Return why one message came or did not; raises NotFound for what is somebody else's."""
        with self.store.read() as tx:
            row = tx.outbox.get(delivery_id)
            if row is None or row.person_id is None or row.action is not Action.POST:
                raise NotFound
            demand(actor, Verb.SEE_WHY, owner_id=row.person_id)
            explained = self._explain(tx, actor.person, row)
        if explained is None:
            raise NotFound
        return explained

    def _explain(self, tx: Transaction, person: Person, row: Delivery) -> Explained | None:
        network = tx.networks.get(row.network_id) if row.network_id is not None else None
        if network is None:
            return None
        known = {one.name: one for one in Dropped}
        why_not = known.get(row.outcome or "") if row.state is DeliveryState.DROPPED else None
        taken_back = _is_taken_back(tx, row)
        return Explained(
            delivery=row,
            network=network,
            message=None if taken_back else self._message(tx, network, person, row),
            rhythm=rhythm_of(tx, network, person),
            zone_is_chosen=person.settings.zone is not None,
            why_not=why_not,
            cap=network.cap,
            counted=self._counted(tx, network, person, row) if why_not is Dropped.CAP else (),
            taken_back=taken_back,
        )

    def _message(
        self, tx: Transaction, network: Network, person: Person, row: Delivery
    ) -> AnyMessage | None:
        if row.kind not in COMPOSERS:
            return None
        scene = Scene(
            tx=tx, network=network, delivery=row, person=person, now=row.settled_at or row.due_at
        )
        message = COMPOSERS[row.kind](scene)
        return None if isinstance(message, Dropped) else message

    def _counted(
        self, tx: Transaction, network: Network, person: Person, row: Delivery
    ) -> tuple[tuple[Delivery, AnyMessage | None], ...]:
        """Return what stood against the cap when a delivery was held back."""
        until = row.settled_at or self.clock.now()
        rows = tx.outbox.counted(row.recipient, since=until - CAP_OVER, until=until)
        return tuple((one, self._message(tx, network, person, one)) for one in rows)


def _is_taken_back(tx: Transaction, row: Delivery) -> bool:
    """Whether words were taken back: then nobody is left with them, in no list either."""
    if row.kind is not Kind.NUDGE:
        return False
    if row.state is not DeliveryState.SENT:
        return row.outcome == UNDONE
    return tx.outbox.shown(row.recipient, kind=row.kind, thing=row.thing) is None
