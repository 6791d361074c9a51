"""The weekly cap and the switches: what one person is not sent, whoever wants to send it."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.kinds import Kind
from bot.domain.people import Topic
from bot.domain.visibility import Visibility
from bot.simulator.cast import FACILITATOR
from tests.services.held import MORNING, ask, begin, choose, fates, nudge, rows
from tests.services.office import MARIA, TWELVE, Office, filled


def test_a_fourth_prompt_in_seven_days_is_held(office: Office) -> None:
    """Issue 4: one weekly cap per person over all facilitators and programmes."""
    network, other = begin(office), office.begin("lake-principals", members=TWELVE[:2])
    nudge(office, network, 1, 2)
    nudge(office, other, 3, 4)

    office.jump_to(MORNING)

    assert fates(office, Kind.NUDGE) == ["SENT", "SENT", "SENT", "CAP"]
    assert [one.counted for one in rows(office, Kind.NUDGE)] == [True, True, True, False]


def test_after_seven_days_there_is_room_again(office: Office) -> None:
    """The days of the cap roll; no Monday brings a fresh start."""
    network = begin(office)
    nudge(office, network, 1, 2, 3)
    nudge(office, network, 4, at=MORNING + timedelta(days=6))
    nudge(office, network, 5, at=MORNING + timedelta(days=7, minutes=5))

    office.jump_to(MORNING + timedelta(days=8))

    assert fates(office, Kind.NUDGE) == ["SENT", "SENT", "SENT", "CAP", "SENT"]


def test_where_the_programme_steps_back_less_is_sent(office: Office) -> None:
    """S12: in such a phase of a network one prompt a week is enough; another keeps its own."""
    network, other = begin(office), office.begin("lake-principals", members=TWELVE[:2])
    phases = [one.model_copy(update={"most_nudges": 1}) for one in network.programme.phases]
    programme = network.programme.model_copy(update={"phases": tuple(phases)})
    with office.store.write() as tx:
        tx.networks.update(replace(network, programme=programme))
    nudge(office, network, 1, 2)
    nudge(office, other, 3, 4)

    office.jump_to(MORNING)

    assert fates(office, Kind.NUDGE) == ["SENT", "CAP", "SENT", "SENT"]


def test_what_another_worker_holds_counts_too(office: Office) -> None:
    """Two workers at the same moment do not both find the last free place."""
    network = begin(office)
    nudge(office, network, 1, 2, 3, 4)
    office.clock.step_to(MORNING)
    with office.store.write() as tx:
        held = tx.outbox.claim(
            now=MORNING, limit=1, worker="other", lease_until=MORNING + timedelta(minutes=1)
        )

    office.delivering.deliver()

    assert [one.thing for one in held] == ["nudge:1"]
    assert fates(office, Kind.NUDGE) == ["CLAIMED", "SENT", "SENT", "CAP"]


def test_who_switches_a_kind_off_is_not_written_to_about_it(office: Office) -> None:
    """Issue 4: switches by kind; other kinds still come."""
    network = begin(office)
    choose(office, muted=frozenset({Topic.WORDS}))
    nudge(office, network, 1)
    ask(office, network)

    office.jump_to(MORNING)

    assert fates(office, Kind.NUDGE) == ["OFF"]
    assert fates(office, Kind.CHECKIN_PROMPT) == ["SENT"]


def test_the_next_step_takes_the_last_place_before_the_offer_to_reflect(office: Office) -> None:
    """When a step closes, both come at once: the one that all wait for has the right of way."""
    network = begin(office)
    daniel, maria = office.actor(FACILITATOR), office.actor(MARIA)
    office.services.phases.advance(daniel, network.id, reason="On we go.")
    nudge(office, network, 1)
    office.jump_to(MORNING)
    view = office.services.inquiry.open(maria, network.id)
    assert view is not None
    office.services.entries.submit(
        maria, view.ref, answers=filled(view.form), visibility=Visibility.NETWORK, token="step"
    )

    office.services.inquiry.move_on(daniel, view.cycle.id, reason="On.")
    office.settle()

    assert fates(office, Kind.STEP_PROMPT) == ["SENT", "SENT"]
    assert fates(office, Kind.FORM_PROMPT) == ["CAP"]
