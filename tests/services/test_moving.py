"""Moving a cycle: once, however many press, and with the reason kept from all eyes."""

import pytest

from bot.domain.inquiry import Cycle
from bot.domain.networks import Network
from bot.simulator.cast import FACILITATOR
from tests.services.office import MARIA, Office


@pytest.fixture
def cycle(office: Office, network: Network) -> Cycle:
    """Lend the common cycle of the second phase, at its first step."""
    office.services.phases.advance(office.actor(FACILITATOR), network.id, reason="On we go.")
    view = office.services.inquiry.open(office.actor(MARIA), network.id)
    assert view is not None
    return view.cycle


def test_two_who_move_the_same_step_move_it_once(office: Office, cycle: Cycle) -> None:
    """Whoever looked at the step before changes nothing: no step is jumped over (S40)."""
    inquiry, daniel = office.services.inquiry, office.actor(FACILITATOR)
    first = cycle.place
    inquiry.move_on(daniel, cycle.id, reason="On.", seen=first)
    inquiry.tick(daniel, cycle.id, frozenset({"if_then"}), seen="study")

    again = inquiry.move_on(daniel, cycle.id, reason="On.", seen=first)
    ticked = inquiry.tick(daniel, cycle.id, frozenset(), seen=first)
    back = inquiry.go_back(daniel, cycle.id, seen=first)

    assert again.standing.step.id == "study"
    assert ticked.standing.ticked == {"if_then"}
    assert back.standing.step.id == "study"


def test_why_somebody_moved_on_is_kept_encrypted(
    office: Office, network: Network, cycle: Cycle
) -> None:
    """The audit names things, never what people wrote; the database file shows no word of it."""
    office.services.inquiry.move_on(
        office.actor(FACILITATOR), cycle.id, reason="Maria was ill, keep it quiet."
    )

    with office.store.read() as tx:
        noted = [one.what for one in tx.audit.of_network(network.id)]
        reasons = [one.reason for one in tx.cycles.records(cycle.id)]
    assert not [one for one in noted if "ill" in one.split()]
    assert reasons == ["Maria was ill, keep it quiet.", None]


def test_a_finished_cycle_is_opened_again_once(
    office: Office, network: Network, cycle: Cycle
) -> None:
    """Going back twice from the end leads to the last step, not to the one before it (S40)."""
    inquiry, daniel = office.services.inquiry, office.actor(FACILITATOR)
    moves = [inquiry.move_on(daniel, cycle.id, reason="On.") for _ in network.programme.steps]
    end = moves[-1].cycle.place

    inquiry.go_back(daniel, cycle.id, seen=end)
    twice = inquiry.go_back(daniel, cycle.id, seen=end)

    assert twice.standing.number == 8
