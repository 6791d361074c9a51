"""The agenda of a gathering as people see it: the programme's, or what its owner published."""

from collections.abc import Iterable, Mapping

from bot.domain.agendas import Agenda, Blocks
from bot.domain.gatherings import Gathering, series_of
from bot.domain.networks import Network
from bot.errors import NotFound
from storage.transaction import Transaction


def agenda_as_published(
    tx: Transaction, gathering: Gathering, *, network: Network | None = None
) -> Blocks:
    """Return the agenda that holds for one gathering; empty where nobody has planned one.

    Each block keeps who leads it; None there means whoever leads the phase (S4). ``network`` spares
    a query where it is known.
    """
    there = network or tx.networks.get(gathering.network_id)
    if there is None:
        raise NotFound
    return _agenda(there, gathering, tx.agendas.published(gathering.id))


def agendas_as_published(
    tx: Transaction, network: Network, gatherings: Iterable[Gathering]
) -> Mapping[int, Blocks]:
    """Return the agendas of several gatherings of a network by their ids, in one query."""
    published = tx.agendas.of_network(network.id)
    return {one.id: _agenda(network, one, published.get(one.id)) for one in gatherings}


def _agenda(network: Network, gathering: Gathering, published: Agenda | None) -> Blocks:
    if published is not None:
        return published.blocks
    return series_of(gathering, network.programme).agenda_of(gathering.number)
