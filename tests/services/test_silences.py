"""After three silent rounds: the bot asks whether to go on, and keeps to the answer."""

from datetime import timedelta

from bot.domain.kinds import Kind
from bot.services.preferences import Wish
from tests.services.held import MORNING, answer, begin, fates, rounds, wish
from tests.services.office import MARIA, Office


def test_after_three_silent_rounds_somebody_is_asked_whether_to_go_on(office: Office) -> None:
    """Issue 4: the bot says so kindly and asks; unless told otherwise it rests four weeks."""
    network = begin(office)
    rounds(office, network, 1, 2, 3, 4, 5)

    office.jump_to(MORNING + timedelta(weeks=5, hours=1))

    assert fates(office, Kind.CHECKIN_PROMPT) == [*["SENT"] * 3, "ASKED_INSTEAD", "SILENCED"]
    assert fates(office, Kind.STILL_HERE) == ["SENT"]
    assert "quiet for three rounds, and that is fine" in office.inbox(MARIA)[-1]


def test_who_wants_to_stay_is_asked_again(office: Office) -> None:
    """Stay: the next round comes as if nothing had been."""
    network = begin(office)
    rounds(office, network, 1, 2, 3, 4, 5)
    office.jump_to(MORNING + timedelta(weeks=4, hours=1))

    wish(office, network, Wish.GO_ON)
    office.jump_to(MORNING + timedelta(weeks=5, hours=1))

    assert fates(office, Kind.CHECKIN_PROMPT)[-1] == "SENT"


def test_who_wants_no_more_is_not_asked_until_they_say_so(office: Office) -> None:
    """Stop asking: Home says what is not asked, and offers to begin again."""
    network = begin(office)
    rounds(office, network, 1, 2)
    wish(office, network, Wish.NO_MORE)
    office.jump_to(MORNING + timedelta(weeks=1, hours=1))
    (resting,) = office.services.home.see(office.actor(MARIA)).resting

    wish(office, network, Wish.GO_ON)
    office.jump_to(MORNING + timedelta(weeks=2, hours=1))

    assert (resting.silence.until, bool(resting.name)) == (None, True)
    assert office.services.home.see(office.actor(MARIA)).resting == ()
    assert fates(office, Kind.CHECKIN_PROMPT) == ["SILENCED", "SENT"]


def test_an_answer_breaks_the_silence(office: Office) -> None:
    """Three rounds in a row are meant, not three of many."""
    network = begin(office)
    rounds(office, network, 1, 2, 3, 4)
    office.jump_to(MORNING + timedelta(weeks=2, hours=1))
    answer(office, network, number=2)

    office.jump_to(MORNING + timedelta(weeks=4, hours=1))

    assert fates(office, Kind.CHECKIN_PROMPT) == ["SENT"] * 4
