"""Check-ins: a round is open from the day it is asked until the next one."""

import csv
import io
from datetime import date, timedelta

import pytest

from bot.domain.entries import Entry
from bot.domain.exports import ExportKind
from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from bot.errors import NotAllowed, NotFound
from bot.services.checkins import CheckinView
from bot.simulator.cast import FACILITATOR, STRANGER
from tests.services.office import JAMES, MARIA, Office

DAY = timedelta(days=1)


def current(office: Office, network: Network) -> CheckinView:
    """Return the round that is open for Maria."""
    view = office.services.checkins.current(office.actor(MARIA), network.id)
    assert view is not None
    return view


def answer(office: Office, view: CheckinView, *, token: str = "once") -> Entry | None:  # noqa: S107 - names an opened form
    """Let Maria answer a round."""
    return office.services.entries.submit(
        office.actor(MARIA),
        view.ref,
        answers={"week": "4", "need": "nothing"},
        visibility=Visibility.FACILITATOR,
        token=token,
    )


def test_before_the_first_round_the_first_is_open(office: Office, network: Network) -> None:
    """Whoever is early may answer; the prompt then stays away."""
    view = current(office, network)
    answer(office, view)

    office.jump(10 * DAY)

    assert view.round_on == date(2026, 9, 7)
    assert not [text for text in office.inbox(MARIA) if "time for your check-in" in text]


def test_a_round_stays_open_until_the_next(office: Office, network: Network) -> None:
    """Two weeks long; a late answer belongs to the round it was asked in."""
    rounds = []
    for _ in range(4):
        office.jump(6 * DAY)
        rounds.append(current(office, network).round_on.isoformat())

    assert rounds == ["2026-09-07", "2026-09-07", "2026-09-07", "2026-09-21"]


def test_an_answer_to_the_round_is_edited_not_doubled(office: Office, network: Network) -> None:
    """The open round shows what was said in it."""
    sent = answer(office, current(office, network))

    view = current(office, network)

    assert sent is not None
    assert view.mine is not None
    assert (view.mine.id, view.ref.entry_id) == (sent.id, sent.id)


def test_an_earlier_round_can_still_be_answered(office: Office, network: Network) -> None:
    """From the message that asked for it; one that the programme does not have is not found."""
    office.jump(25 * DAY)
    checkins, maria = office.services.checkins, office.actor(MARIA)

    earlier = checkins.round(maria, network.id, checkin_id="checkin", round_on=date(2026, 9, 7))

    assert str(earlier.about) == "checkin:checkin/2026-09-07"
    with pytest.raises(NotFound):
        checkins.round(maria, network.id, checkin_id="pulse", round_on=date(2026, 9, 7))


def test_a_stranger_has_nothing_to_check_in_to(office: Office, network: Network) -> None:
    """Only members do."""
    with pytest.raises(NotAllowed):
        office.services.checkins.current(office.actor(STRANGER), network.id)


def test_an_early_and_a_late_answer_are_taken_and_marked(office: Office, network: Network) -> None:
    """Whoever reads sees how many days lie between; the export has them too (issue 4)."""
    answer(office, current(office, network), token="early")
    office.jump(10 * DAY)
    late = office.services.checkins.round(
        office.actor(JAMES), network.id, checkin_id="checkin", round_on=date(2026, 9, 7)
    )
    office.services.entries.submit(
        office.actor(JAMES),
        late,
        answers={"week": "2", "need": "nothing"},
        visibility=Visibility.FACILITATOR,
        token="late",
    )

    facilitator = office.actor(FACILITATOR)
    sent = office.services.reflections.sent(facilitator, network.id).sent
    export = office.services.exports.export(facilitator, network.id, kind=ExportKind.CHECKINS)

    assert [(one.author, one.days_after) for one in sent] == [(JAMES.name, 4), (MARIA.name, -6)]
    rows = list(csv.DictReader(io.StringIO(export.content.removeprefix("\ufeff"))))
    assert {row["days_after"] for row in rows} == {"4", "-6"}
