"""Scope: what the year of a network is about, month by month, and where a gap is (S57, S60)."""

from dataclasses import dataclass
from datetime import date

from bot.clock import Clock
from bot.domain.gatherings import series_of
from bot.domain.local_time import local_date
from bot.domain.networks import Network
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand
from bot.domain.scope_table import Dated, ScopeTable, scope_table
from bot.services.adopted import choices, wish_for
from bot.services.networks import the_network
from storage.store import Store


@dataclass(frozen=True, kw_only=True, slots=True)
class ScopeView:
    """The year of a network as a table; ``today`` is the network's."""

    network: Network
    today: date
    table: ScopeTable


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """The verb behind the scope and sequence."""

    store: Store
    clock: Clock

    def see(self, actor: Actor, network_id: int) -> ScopeView:
        """Return what the year is about, by the dates as they stand; cancelled ones are gaps.

        What members asked for stands in the month of the gathering that works on it (S58).
        """
        demand(actor, Verb.SEE_GATHERINGS, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            gatherings = tx.gatherings.of_network(network_id)
            wishes = choices(tx, network)
        zone = network.rhythm.zone
        dated = [
            Dated(
                series=series_of(one, network.programme),
                number=one.number,
                on=local_date(one.starts_at, zone=zone),
                asked_for=wish_for(one, network, wishes),
            )
            for one in gatherings
            if one.is_on and one.school_id is None
        ]
        return ScopeView(
            network=network,
            today=local_date(self.clock.now(), zone=zone),
            table=scope_table(network.programme, dated, rhythm=network.rhythm),
        )
