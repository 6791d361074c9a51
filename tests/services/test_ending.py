"""The end of a programme: nobody is asked any more, and all that was written stays (S23)."""

from datetime import timedelta

import pytest

from bot.domain.deliveries import DeliveryState
from bot.domain.door import Dropped
from bot.domain.kinds import Kind
from bot.domain.networks import Network, NetworkState
from bot.domain.phases import Ruling
from bot.domain.visibility import Visibility
from bot.errors import Ended, Invalid, NotAllowed
from bot.services.beginning import Beginning
from bot.services.phase_views import PhaseView
from bot.simulator.cast import FACILITATOR, LEAD, STRANGER
from tests.services.office import MARIA, PROGRAMME, REFLECTION, Office, reflection


def test_a_programme_ends_in_its_last_phase_and_the_channel_is_thanked(
    office: Office, network: Network
) -> None:
    """S23: what was open is named with the reason, and who ended it is noted."""
    in_last_phase(office, network)

    view = end(office, network)
    office.jump(timedelta(days=1))

    (said,) = [m for m in office.board(network) if "end of our programme" in m.text]
    assert (view.network.state, view.is_last) == (NetworkState.CLOSED, False)
    assert view.network.ended_on == office.clock.now().date() - timedelta(days=1)
    assert "Summer is here." in str(said.blocks)
    assert "Thank you all" in str(said.blocks)
    assert not [one for one in view.criteria if one.ruling is Ruling.OPEN]
    with office.store.read() as tx:
        assert tx.audit.of_network(network.id)[0].what == "ended"


def test_an_end_needs_a_reason_the_last_phase_and_whoever_leads(
    office: Office, network: Network
) -> None:
    """S23: nothing has changed before all three are there."""
    phases, daniel = office.services.phases, office.actor(FACILITATOR)
    with pytest.raises(Invalid, match="A phase follows"):
        phases.end(daniel, network.id, reason="We stop.")
    in_last_phase(office, network)
    with pytest.raises(Invalid, match="criteria are open"):
        phases.end(daniel, network.id, reason=" ")
    for who in (MARIA, LEAD):
        with pytest.raises(NotAllowed):
            phases.end(office.actor(who), network.id, reason="I say so.")

    assert phases.see(daniel, network.id).is_last


def test_no_programme_ends_by_itself(office: Office, network: Network) -> None:
    """S23: however long the weeks that were planned are over."""
    in_last_phase(office, network)

    office.clock.step_to(office.clock.now() + timedelta(weeks=80))
    office.ticks.plan()

    assert office.services.phases.see(office.actor(MARIA), network.id).is_last


def test_after_the_end_nobody_is_asked_or_reminded(office: Office, network: Network) -> None:
    """S23: what waited is let go at the door, and nothing new is planned."""
    in_last_phase(office, network)
    coming = office.services.gatherings.next(office.actor(MARIA), network.id)
    assert coming is not None
    office.jump_to(coming.gathering.starts_at - timedelta(hours=36))
    office.ticks.plan()
    with office.store.read() as tx:
        waited = [one.id for one in tx.outbox.pending(network_id=network.id) if one.kind.is_prompt]
    before = len(office.inbox(MARIA))

    end(office, network)
    office.jump(timedelta(weeks=8))

    with office.store.read() as tx:
        came = [tx.outbox.get(one) for one in waited]
        assert tx.outbox.pending(network_id=network.id) == ()
    assert waited
    assert {(one.state, one.outcome) for one in came if one} == {
        (DeliveryState.DROPPED, Dropped.CLOSED.name)
    }
    assert len(office.inbox(MARIA)) == before


def test_what_was_written_stays_to_read_and_to_take_back(office: Office, network: Network) -> None:
    """S23: its author and whoever it was for have it as before; new is nothing written."""
    office.services.entries.submit(
        office.actor(MARIA),
        reflection(network),
        answers=REFLECTION,
        visibility=Visibility.FACILITATOR,
        token="before",
    )
    in_last_phase(office, network)
    end(office, network)
    entries, maria, daniel = office.services.entries, office.actor(MARIA), office.actor(FACILITATOR)

    (mine,) = entries.written(maria, network.id)
    sent = office.services.reflections.sent(daniel, network.id).sent
    with pytest.raises(Ended, match="ended on"):
        entries.submit(
            maria,
            reflection(network),
            answers=REFLECTION,
            visibility=Visibility.FACILITATOR,
            token="after",
        )
    office.services.taking_back.entry(maria, mine.entry.id)

    assert len(sent) == 1
    assert entries.written(maria, network.id) == ()


def test_an_end_is_undone_and_its_summary_taken_back(office: Office, network: Network) -> None:
    """S23: a slip of the finger costs nothing; questions and dates are there again."""
    in_last_phase(office, network)
    end(office, network)
    office.jump(timedelta(days=1))

    view = office.services.phases.reopen(office.actor(FACILITATOR), network.id)
    again = office.services.phases.reopen(office.actor(FACILITATOR), network.id)
    office.jump(timedelta(days=1))

    assert [m for m in office.board(network) if "end of our programme" in m.text] == []
    assert (view.network.state, view.network.ended_on) == (NetworkState.RUNNING, None)
    assert again.is_last
    assert office.services.gatherings.next(office.actor(MARIA), network.id) is not None
    with office.store.read() as tx:
        assert [one.what for one in tx.audit.of_network(network.id)][:2] == [
            "opened again",
            "ended",
        ]


def test_a_second_press_ends_nothing_twice(office: Office, network: Network) -> None:
    """S23: what a slow phone sends again is the same end."""
    in_last_phase(office, network)
    end(office, network)
    end(office, network)
    office.services.phases.advance(office.actor(FACILITATOR), network.id, reason="On.")

    with office.store.read() as tx:
        told = tx.outbox.pending(network_id=network.id, kind=Kind.PHASE_SUMMARY)

    assert len([one for one in told if "entered" not in one.refs]) == 1


def test_a_channel_can_have_a_new_network_after_the_end(office: Office, network: Network) -> None:
    """The old one cannot be opened again beside it; who comes now is welcomed to the new one."""
    in_last_phase(office, network)
    end(office, network)
    networks = office.services.networks
    networks.channel_joined(office.team, network.channel_id, office.id_of(STRANGER))
    assert office.actor(STRANGER).memberships == ()

    begun = networks.begin(
        office.actor(LEAD),
        Beginning(
            programme_key=PROGRAMME,
            channel_id=network.channel_id,
            starts_on=office.clock.now().date(),
            zone=network.zone,
            facilitators=(office.id_of(FACILITATOR),),
        ),
    )

    assert begun.id != network.id
    with pytest.raises(Invalid, match="has a network already"):
        office.services.phases.reopen(office.actor(FACILITATOR), network.id)


def in_last_phase(office: Office, network: Network) -> None:
    """Lead the network into its last phase."""
    for _ in network.programme.phases[1:]:
        office.services.phases.advance(office.actor(FACILITATOR), network.id, reason="On we go.")


def end(office: Office, network: Network) -> PhaseView:
    """End the programme with a reason, as its facilitator."""
    return office.services.phases.end(
        office.actor(FACILITATOR), network.id, reason="Summer is here."
    )
