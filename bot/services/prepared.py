"""Prepared: read what others wrote before a gathering, as far as they share it (S57, S82)."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.gatherings import Gathering
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand
from bot.errors import NotFound
from bot.services.networks import the_network
from bot.services.preparing import Prepared, prepared_by_all
from storage.store import Store


@dataclass(frozen=True, kw_only=True, slots=True)
class PreparedView:
    """All that is shared of what was prepared for a gathering, by name."""

    gathering: Gathering
    found: tuple[Prepared, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Preparations:
    """The verb about what others prepared."""

    store: Store
    clock: Clock

    def read(self, actor: Actor, gathering_id: int) -> PreparedView:
        """Return what was prepared for a gathering, as far as the actor may read it."""
        with self.store.read() as tx:
            gathering = tx.gatherings.get(gathering_id)
            if gathering is None:
                raise NotFound
            demand(actor, Verb.SEE_GATHERINGS, network_id=gathering.network_id)
            network = the_network(tx, gathering.network_id, team_id=actor.person.team_id)
            found = prepared_by_all(tx, network, gathering, actor=actor)
        return PreparedView(gathering=gathering, found=found)
