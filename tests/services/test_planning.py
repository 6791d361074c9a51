"""Planning: what is to come is queued in time, once, and follows people who move."""

from datetime import date, timedelta

import pytest

from bot.domain.calendars import Closure
from bot.domain.kinds import Kind
from bot.domain.networks import Network
from bot.simulator.cast import FACILITATOR
from tests.services.office import MARIA, TWELVE, Office

DAY = timedelta(days=1)


def waiting(office: Office, network: Network) -> list[tuple[str, str, str, str]]:
    """Return what waits in the outbox: kind, occurrence, recipient and when."""
    with office.store.read() as tx:
        rows = tx.outbox.pending(network_id=network.id)
    return [(one.kind, one.occurrence, one.recipient, f"{one.due_at:%d %b %H:%M}") for one in rows]


def test_planning_again_adds_nothing(each_office: Office) -> None:
    """However often, and in however many processes, it is done."""
    office = each_office
    network = office.begin(members=TWELVE[:3])
    office.jump(5 * DAY)  # on Monday there is a check-in
    before = waiting(office, network)

    again = [office.planning.plan() for _ in range(3)]

    assert again == [0, 0, 0]
    assert waiting(office, network) == before
    assert len([row for row in before if row[0] == Kind.CHECKIN_PROMPT]) == 3


def test_nothing_is_queued_more_than_two_days_ahead(office: Office, network: Network) -> None:
    """People move, pause and answer meanwhile."""
    office.jump(3 * DAY)

    with office.store.read() as tx:
        rows = tx.outbox.pending(network_id=network.id)

    assert all(row.due_at <= office.clock.now() + 2 * DAY for row in rows)


def test_who_moves_to_another_zone_is_reminded_at_the_hour_there(
    each_office: Office,
) -> None:
    """What waited in the outbox moves along."""
    office = each_office
    network = office.begin(members=TWELVE[:2])
    office.jump(5 * DAY)
    recipient = f"person:{office.actor(MARIA).id}"
    before = [row[3] for row in waiting(office, network) if row[2] == recipient]

    office.slack.change_zone(office.id_of(MARIA), "America/Los_Angeles")
    office.services.people.profile_changed(office.team, office.id_of(MARIA))
    office.planning.plan()

    after = [row[3] for row in waiting(office, network) if row[2] == recipient]
    assert (before, after) == (["07 Sep 12:30"], ["07 Sep 15:30"])


@pytest.mark.usefixtures("network")
def test_a_zone_of_ones_own_wins_over_the_profile(office: Office) -> None:
    """Chosen in the settings, until it is taken back."""
    people = office.services.people
    people.change_settings(
        office.actor(MARIA), zone="Africa/Nairobi", quiet_start=None, quiet_end=None
    )

    office.jump_to(office.clock.now() + 7 * DAY)

    (letter,) = [one for one in office.letters(MARIA) if "check-in" in one.text]
    assert f"{letter.posted_at:%a %H:%M}" == "Mon 05:30"


def test_a_network_that_begins_late_still_announces_what_is_near(office: Office) -> None:
    """The first conference is in two weeks; the channel hears of it today, not three weeks ago."""
    network = office.begin()

    office.settle()

    (message,) = office.board(network)
    assert "Monthly conference 1" in message.text
    assert message.posted_at - office.clock.now() <= timedelta(minutes=1)


@pytest.mark.parametrize("programme", ["connect-lead-succeed", "gradual-release-partnership"])
def test_the_first_thing_that_a_member_hears_is_the_welcome(office: Office, programme: str) -> None:
    """S54: a network begun on a Monday after the prompt hour asks from its next round on."""
    monday = office.clock.now().replace(day=7, hour=14)
    office.jump_to(monday)
    office.begin(programme=programme, starts_on=monday.date(), members=TWELVE[:2])

    office.settle()

    assert ["I am Rounds" in text for text in office.inbox(MARIA)] == [True]


def test_who_joins_later_is_not_asked_what_others_were_asked_before(office: Office) -> None:
    """S54: they are greeted, and asked with everybody the next time."""
    network = office.begin(members=TWELVE[:2])
    office.jump_to(office.clock.now().replace(day=7, hour=14))
    late, slack_id = TWELVE[4], office.id_of(TWELVE[4])
    office.services.networks.channel_joined(office.team, network.channel_id, slack_id)

    office.settle()

    assert ["I am Rounds" in text for text in office.inbox(late)] == [True]


def test_a_bot_that_was_away_announces_what_is_still_to_come(office: Office) -> None:
    """Two days down over the hour of an announcement: it comes late, not never."""
    network = office.begin()
    office.jump_to(office.clock.now().replace(day=29))

    office.clock.step(3 * DAY)
    office.settle()

    assert len([m for m in office.board(network) if "conference 2" in m.text]) == 1


def test_a_break_is_no_time_to_announce_a_conference(office: Office) -> None:
    """Issue 4: what would be announced in a break comes on the first morning after it."""
    network = office.begin(members=TWELVE[:2])
    days_off = Closure(since=date(2026, 9, 24), until=date(2026, 10, 2), name="Fall break")
    office.services.calendars.add(office.actor(FACILITATOR), network.id, days_off)

    office.jump_to(office.clock.now() + 40 * DAY)

    found = [m.posted_at for m in office.board(network) if "conference 2" in m.text]
    assert [f"{one:%a %d %b %H:%M}" for one in found] == ["Mon 05 Oct 12:30"]


@pytest.mark.usefixtures("network")
def test_the_facilitator_is_not_among_the_invited(office: Office) -> None:
    """They know the date; they are not counted, reminded or asked to check in."""
    office.jump(20 * DAY)

    later = [text for text in office.inbox(FACILITATOR) if "I am Rounds" not in text]
    assert later == []


def test_what_is_to_come_can_be_foreseen_without_queueing_it(
    office: Office, network: Network
) -> None:
    """For the playground's clock: the next things, in order."""
    until = office.clock.now() + 10 * DAY

    found = office.planning.foresee(until)

    kinds = [row.kind for row in found]
    checkins, reminders = [Kind.CHECKIN_PROMPT] * 12, [Kind.REMINDER] * 12
    assert kinds == checkins + reminders + checkins  # the second time for who has not answered
    assert [row.due_at for row in found] == sorted(row.due_at for row in found)
    assert waiting(office, network) == []
