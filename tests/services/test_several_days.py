"""What lasts several days is one occasion: said once, answered once, reflected on once (S62)."""

from datetime import date, time, timedelta

from bot.domain.deliveries import Action
from bot.domain.gatherings import Gathering, Rsvp
from bot.domain.kinds import Kind
from bot.domain.networks import Network
from bot.domain.stories import MomentKind
from bot.simulator.cast import FACILITATOR
from tests.services.office import JAMES, MARIA, Office

FIRST, AT = date(2026, 10, 6), time(8, 30)
DAY = timedelta(days=1)


def institute(office: Office) -> tuple[Network, tuple[Gathering, ...]]:
    """Begin a network that meets for four days, from a Tuesday to a Friday."""
    network = office.begin(programme="leadership-institute-year", members=(MARIA, JAMES))
    office.settle()
    added = office.services.dates.add(
        office.actor(FACILITATOR), network.id, series_id="summer_institute", day=FIRST, at=AT
    )
    return network, added.gatherings


def said(office: Office, network: Network, days: tuple[Gathering, ...], kind: Kind) -> list[int]:
    """Return of how many messages of a kind each day was told, from the first to the last."""
    return [
        sum(
            one.kind is kind and one.action is Action.POST
            for one in office.deliveries(network, f"gathering:{day.id}")
        )
        for day in days
    ]


def test_four_days_are_announced_reminded_of_and_reflected_on_once(office: Office) -> None:
    """S62, S65: nobody is written to on each of its days."""
    network, days = institute(office)

    office.jump_to(days[-1].ends_at + DAY)

    announced = next(one for one in office.board(network) if "day 1" in one.text)
    assert said(office, network, days, Kind.ANNOUNCEMENT) == [1, 0, 0, 0]
    assert said(office, network, days, Kind.REMINDER) == [6, 0, 0, 0]
    assert said(office, network, days, Kind.FORM_PROMPT) == [0, 0, 0, 2]
    assert "It takes 4 days. One answer is for all of them." in str(announced.blocks)
    assert "Commit and celebrate" in str(announced.blocks)


def test_one_answer_is_for_all_days_and_a_single_day_may_differ(office: Office) -> None:
    """Who changes their mind about all of them keeps what they said about one (S62)."""
    _network, days = institute(office)
    gatherings, maria = office.services.gatherings, office.actor(MARIA)

    gatherings.answer(maria, days[0].id, rsvp=Rsvp.YES)
    gatherings.answer(maria, days[2].id, rsvp=Rsvp.NO, reason="A hearing")
    gatherings.answer(maria, days[0].id, rsvp=Rsvp.MAYBE)

    mine = [gatherings.see(maria, day.id).mine for day in days]
    theirs = [gatherings.see(office.actor(JAMES), day.id).mine for day in days]
    assert [one.rsvp for one in mine if one] == [Rsvp.MAYBE, Rsvp.MAYBE, Rsvp.NO, Rsvp.MAYBE]
    assert theirs == [None] * 4


def test_where_the_first_day_is_cancelled_the_next_one_is_announced(office: Office) -> None:
    """The others take place, and people hear of them (S62)."""
    network, days = institute(office)

    office.services.gatherings.cancel(office.actor(FACILITATOR), days[0].id, note=None)
    office.jump_to(days[0].starts_at)

    assert said(office, network, days, Kind.ANNOUNCEMENT) == [0, 1, 0, 0]
    assert said(office, network, days, Kind.REMINDER)[1] > 0


def test_a_story_tells_of_several_days_once(office: Office) -> None:
    """Who came on three of four days came to the institute (S4, S62)."""
    network, days = institute(office)
    for day in days[:3]:
        office.jump_to(day.starts_at)
        office.services.gatherings.arrive(office.actor(MARIA), day.id)
    office.jump_to(days[-1].ends_at)

    view = office.services.stories.see(office.actor(MARIA), network.id)

    came = [one.what for one in view.moments if one.kind is MomentKind.CAME]
    assert came == ["Summer institute"]


def test_a_day_that_is_moved_is_moved_in_the_announcement(office: Office) -> None:
    """The one message about all days stays true (S62)."""
    network, days = institute(office)
    office.jump_to(days[0].starts_at - 14 * DAY)

    office.services.gatherings.move(
        office.actor(FACILITATOR), days[3].id, day=FIRST + 6 * DAY, at=AT, place=None
    )
    office.settle()

    announced = next(one for one in office.board(network) if "day 1" in one.text)
    assert "Oct 12" in str(announced.blocks)
