"""Presence: "I am here", and the list that the facilitator completes."""

from datetime import timedelta

import pytest

from bot.domain.gatherings import Gathering, Presence, Rsvp
from bot.domain.networks import Network
from bot.errors import Invalid, NotAllowed
from bot.simulator.cast import FACILITATOR
from tests.services.office import AISHA, JAMES, LEILANI, MARIA, Office

DAY = timedelta(days=1)


@pytest.fixture
def conference(office: Office, network: Network) -> Gathering:
    """Lend the first conference."""
    found = office.services.gatherings.next(office.actor(MARIA), network.id)
    assert found is not None
    return found.gathering


def test_i_am_here_is_taken_around_the_gathering(office: Office, conference: Gathering) -> None:
    """From an hour before; late after a quarter of an hour; a second press changes nothing."""
    gatherings = office.services.gatherings
    office.clock.step_to(conference.starts_at - timedelta(minutes=61))
    with pytest.raises(Invalid, match="not begun"):
        gatherings.arrive(office.actor(MARIA), conference.id)

    office.clock.step_to(conference.starts_at - timedelta(minutes=59))
    gatherings.arrive(office.actor(MARIA), conference.id)
    office.clock.step_to(conference.starts_at + timedelta(minutes=16))
    late = gatherings.arrive(office.actor(JAMES), conference.id)
    again = gatherings.arrive(office.actor(MARIA), conference.id)
    office.clock.step_to(conference.ends_at + DAY + timedelta(minutes=1))
    with pytest.raises(Invalid, match="a while ago"):
        gatherings.arrive(office.actor(AISHA), conference.id)

    assert late.mine is not None
    assert late.mine.presence is Presence.LATE
    assert again.mine is not None
    assert again.mine.presence is Presence.PRESENT


def test_the_facilitator_marks_who_was_there(office: Office, conference: Gathering) -> None:
    """Who came late stays late, who said no is excused, everybody else was absent."""
    gatherings, daniel = office.services.gatherings, office.actor(FACILITATOR)
    maria, james, leilani = (office.actor(who) for who in (MARIA, JAMES, LEILANI))
    gatherings.answer(james, conference.id, rsvp=Rsvp.NO)
    with pytest.raises(Invalid, match="not begun"):
        gatherings.mark_presence(daniel, conference.id, present=frozenset())
    office.clock.step_to(conference.starts_at + timedelta(minutes=20))
    gatherings.arrive(maria, conference.id)

    attendance = gatherings.mark_presence(
        daniel, conference.id, present=frozenset({maria.id, leilani.id})
    )

    marks = {member.person_id: row.presence for member, row in attendance.rows if row}
    assert marks[maria.id] is Presence.LATE
    assert marks[james.id] is Presence.EXCUSED
    assert marks[leilani.id] is Presence.PRESENT
    assert list(marks.values()).count(Presence.ABSENT) == 9


def test_attendance_is_not_shown_to_fellows(office: Office, conference: Gathering) -> None:
    """Who was there is between each of them and the facilitator."""
    with pytest.raises(NotAllowed):
        office.services.gatherings.attendance(office.actor(MARIA), conference.id)
