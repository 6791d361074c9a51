"""Gatherings: invited, reminded, moved, cancelled, and who was there."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.domain.gatherings import Gathering, GatheringState, Rsvp
from bot.domain.hours import OwnHours
from bot.domain.kinds import Kind
from bot.domain.networks import Network
from bot.errors import Invalid, NotAllowed, NotFound
from bot.simulator.cast import FACILITATOR, LEAD, STRANGER
from tests.services.office import JAMES, LEILANI, MARIA, TWELVE, Office

DAY = timedelta(days=1)


@pytest.fixture
def conference(office: Office, network: Network) -> Gathering:
    """Lend the first conference, announced in the channel: Wednesday, 16 September, at nine."""
    found = office.services.gatherings.next(office.actor(MARIA), network.id)
    assert found is not None
    return found.gathering


def announcements(office: Office, network: Network) -> list[str]:
    """Return the announcements in the channel, as they stand."""
    return [str(m.blocks) for m in office.board(network) if "conference 1" in str(m.blocks)]


def pending(office: Office, conference: Gathering, kind: Kind) -> int:
    """Return how many deliveries of a kind wait for a conference."""
    with office.store.read() as tx:
        waiting = tx.outbox.pending(thing=f"gathering:{conference.id}", kind=kind)
    return len(waiting)


def test_a_programme_becomes_dated_gatherings(office: Office, network: Network) -> None:
    """The monthly conference from September to June, on its day of the month (S54)."""
    calendar = office.services.gatherings.calendar(office.actor(MARIA), network.id)

    year = [f"{one.starts_at:%d %b %Y %H:%M}" for one in calendar[:10]]
    assert year == [
        "16 Sep 2026 13:00",
        "21 Oct 2026 13:00",
        "18 Nov 2026 14:00",
        "16 Dec 2026 14:00",
        "20 Jan 2027 14:00",
        "17 Feb 2027 14:00",
        "17 Mar 2027 13:00",
        "21 Apr 2027 13:00",
        "19 May 2027 13:00",
        "16 Jun 2027 13:00",
    ]


def test_an_answer_is_counted_in_the_announcement_without_names(
    office: Office, network: Network, conference: Gathering
) -> None:
    """One message, updated in place; an answer can be changed."""
    gatherings, when = office.services.gatherings, conference.id
    gatherings.answer(office.actor(MARIA), when, rsvp=Rsvp.YES)
    office.settle()
    gatherings.answer(office.actor(JAMES), when, rsvp=Rsvp.YES)
    office.settle()
    seen = gatherings.answer(office.actor(JAMES), when, rsvp=Rsvp.MAYBE, reason="The bus")
    office.settle()

    (message,) = announcements(office, network)
    assert (seen.coming, seen.maybe, seen.invited) == (1, 1, 12)
    assert "Coming: 1 of 12. Maybe: 1." in message
    assert not [who.name for who in TWELVE if who.name in message]
    assert "The bus" not in message


def test_only_those_who_are_invited_are_counted(
    office: Office, network: Network, conference: Gathering
) -> None:
    """Not who leads it, nor who has left since: never thirteen of twelve."""
    gatherings, when = office.services.gatherings, conference.id
    gatherings.answer(office.actor(FACILITATOR), when, rsvp=Rsvp.YES)
    gatherings.answer(office.actor(MARIA), when, rsvp=Rsvp.YES)
    gatherings.answer(office.actor(JAMES), when, rsvp=Rsvp.YES)
    office.services.networks.channel_left(office.team, network.channel_id, office.id_of(JAMES))
    office.settle()

    seen = gatherings.answer(office.actor(LEILANI), when, rsvp=Rsvp.MAYBE)
    office.settle()

    assert (seen.coming, seen.maybe, seen.invited) == (1, 1, 11)
    assert "Coming: 1 of 11. Maybe: 1." in announcements(office, network)[0]


def test_somebody_who_cannot_come_is_not_reminded(office: Office, conference: Gathering) -> None:
    """Neither are they asked afterwards what the day gave them."""
    office.services.gatherings.answer(office.actor(MARIA), conference.id, rsvp=Rsvp.NO)

    office.jump_to(conference.ends_at + DAY)

    assert not [text for text in office.inbox(MARIA) if "onference" in text]
    assert len([text for text in office.inbox(JAMES) if "onference" in text]) == 4


def test_everybody_is_reminded_three_times_at_their_own_hour(
    office: Office, conference: Gathering
) -> None:
    """Each a new message; the one before is shortened to a line."""
    office.jump_to(conference.starts_at)

    letters = [one for one in office.letters(LEILANI) if "onference 1" in one.text]
    times = [f"{one.posted_at - timedelta(hours=7):%a %H:%M}" for one in letters]
    shortened = [one.edited is not None for one in letters]
    assert times == ["Wed 08:30", "Tue 08:30", "Tue 18:59"]
    assert shortened == [True, True, False]


def test_a_moved_conference_is_told_and_reminded_anew(
    office: Office, network: Network, conference: Gathering
) -> None:
    """Privately; old reminders are dropped with the reason, old answers do not hold."""
    gatherings, maria = office.services.gatherings, office.actor(MARIA)
    with office.store.write() as tx:
        tx.networks.update(replace(network, own_hours=OwnHours(most_nudges=20)))
    gatherings.answer(maria, conference.id, rsvp=Rsvp.NO, reason="A wedding")
    office.jump_to(conference.starts_at - 7 * DAY - timedelta(hours=3))
    waited = pending(office, conference, Kind.REMINDER)

    moved = gatherings.move(
        office.actor(FACILITATOR),
        conference.id,
        day=date(2026, 9, 23),
        at=time(10, 0),
        place="Harbor Hall",
    )
    left = pending(office, conference, Kind.REMINDER)
    office.jump_to(moved.gathering.ends_at)

    rows = office.deliveries(network, f"gathering:{conference.id}")
    dropped = {row.outcome for row in rows if row.kind is Kind.REMINDER and row.outcome}
    assert (waited, left) == (12, 0)
    assert dropped == {"CANCELLED"}
    assert f"{moved.gathering.starts_at:%d %b %H:%M}" == "23 Sep 14:00"
    assert len([one for one in office.letters(MARIA) if "Sep 23" in one.text]) == 4
    assert len(announcements(office, network)) == 1
    assert "Harbor Hall" in announcements(office, network)[0]


def test_who_would_set_out_in_vain_is_told_at_once(office: Office, conference: Gathering) -> None:
    """Moved in the evening before: nobody waits for the morning to hear of it."""
    office.jump_to(conference.starts_at - timedelta(hours=10))
    before = office.inbox(LEILANI)

    office.services.gatherings.move(
        office.actor(FACILITATOR), conference.id, day=date(2026, 9, 23), at=time(9, 0), place=None
    )
    office.settle()

    (told,) = office.inbox(LEILANI)[len(before) :]
    assert "has a new date" in told


def test_an_answer_to_the_old_date_does_not_hold_for_the_new_one(
    office: Office, conference: Gathering
) -> None:
    """Everybody is asked again."""
    gatherings = office.services.gatherings
    gatherings.answer(office.actor(MARIA), conference.id, rsvp=Rsvp.NO, reason="A wedding")
    gatherings.answer(office.actor(JAMES), conference.id, rsvp=Rsvp.YES)

    gatherings.move(
        office.actor(FACILITATOR), conference.id, day=date(2026, 9, 23), at=time(9, 0), place=None
    )

    seen = gatherings.see(office.actor(MARIA), conference.id)
    assert (seen.coming, seen.maybe) == (0, 0)
    assert seen.mine is None or (seen.mine.rsvp, seen.mine.reason) == (None, None)


def test_another_room_is_no_other_date(
    office: Office, network: Network, conference: Gathering
) -> None:
    """The announcement shows it; nobody is asked again, and answers stay."""
    gatherings = office.services.gatherings
    gatherings.answer(office.actor(JAMES), conference.id, rsvp=Rsvp.YES)
    before = office.inbox(MARIA)

    moved = gatherings.move(
        office.actor(FACILITATOR),
        conference.id,
        day=date(2026, 9, 16),
        at=time(9, 0),
        place="Room 2",
    )
    office.settle()

    assert (moved.coming, moved.gathering.revision) == (1, 1)
    assert "Room 2" in announcements(office, network)[0]
    assert office.inbox(MARIA) == before


def test_a_cancelled_conference_is_told_privately_and_crossed_out_once(
    office: Office, network: Network, conference: Gathering
) -> None:
    """With the facilitator's note; no reminder follows, and nobody is asked to reflect."""
    before = {who: len(office.inbox(who)) for who in TWELVE}

    cancelled = office.services.gatherings.cancel(
        office.actor(FACILITATOR), conference.id, note="The hall is flooded."
    )
    office.jump_to(conference.ends_at + DAY)

    assert cancelled.gathering.state is GatheringState.CANCELLED
    (message,) = announcements(office, network)
    assert "will not take place" in message
    assert "The hall is flooded." in message
    for who in TWELVE:
        about = [text for text in office.inbox(who)[before[who] :] if "onference 1" in text]
        assert len(about) == 1
        assert "will not take place" in about[0]
    assert not [text for text in office.inbox(FACILITATOR) if "will not take place" in text]


def test_a_cancelled_conference_that_gets_a_new_date_takes_place(
    office: Office, conference: Gathering
) -> None:
    """And its note of cancellation is gone."""
    gatherings, daniel = office.services.gatherings, office.actor(FACILITATOR)
    gatherings.cancel(daniel, conference.id, note="The hall is flooded.")

    again = gatherings.move(
        daniel, conference.id, day=date(2026, 9, 30), at=time(9, 0), place=None
    ).gathering

    assert (again.is_on, again.revision, again.note) == (True, 3, None)


def test_a_date_that_has_passed_is_refused_beside_the_field(
    office: Office, conference: Gathering
) -> None:
    """Nothing is changed."""
    gatherings, daniel = office.services.gatherings, office.actor(FACILITATOR)

    with pytest.raises(Invalid, match="has passed") as caught:
        gatherings.move(daniel, conference.id, day=date(2026, 8, 31), at=time(9, 0), place=None)

    assert caught.value.field == "day"
    assert gatherings.see(daniel, conference.id).gathering == conference


def test_a_note_that_is_too_long_is_refused_beside_the_field(
    office: Office, conference: Gathering
) -> None:
    """It would not fit into the message."""
    with pytest.raises(Invalid, match="under 500") as caught:
        office.services.gatherings.cancel(office.actor(FACILITATOR), conference.id, note="x" * 501)

    assert caught.value.field == "note"


def test_only_who_leads_moves_and_cancels(office: Office, conference: Gathering) -> None:
    """A fellow, a stranger: no. The programme lead: yes."""
    gatherings = office.services.gatherings

    for who in (MARIA, STRANGER):
        with pytest.raises(NotAllowed):
            gatherings.cancel(office.actor(who), conference.id, note=None)
    cancelled = gatherings.cancel(office.actor(LEAD), conference.id, note=None)

    assert not cancelled.gathering.is_on


def test_a_gathering_nobody_knows_is_not_found(office: Office, network: Network) -> None:
    """Such as one of a message from long ago."""
    with pytest.raises(NotFound):
        office.services.gatherings.see(office.actor(MARIA), network.id + 10_000)
