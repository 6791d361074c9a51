"""Standing prompts: on a day, again and again, for some; stopped, and what they led to."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.calendars import Closure
from bot.domain.gatherings import Rsvp
from bot.domain.hours import OwnHours
from bot.domain.networks import Network
from bot.domain.people import Silence
from bot.domain.prompts import Every, Missing
from bot.domain.visibility import Visibility
from bot.errors import Invalid, NotAllowed, NotFound
from bot.services.nudge_drafts import Draft
from bot.services.nudge_log import Log, Told
from bot.services.nudges import Sent
from bot.simulator.cast import FACILITATOR
from tests.services.office import (
    JAMES,
    LEILANI,
    MARIA,
    REFLECTION,
    SAMUEL,
    TWELVE,
    Office,
    reflection,
)

WORDS = "A thought for this week."
DAY = timedelta(days=1)
FRIDAY = date(2026, 9, 4)


@pytest.fixture
def small(office: Office) -> Network:
    """Lend a network of four in that office, on a Tuesday afternoon."""
    begun = office.begin(members=TWELVE[:4])
    office.jump_to(office.clock.now().replace(hour=19))
    return begun


def send(office: Office, network: Network, **said: Any) -> Sent:
    """Let Daniel send or keep a nudge."""
    draft = Draft(**{"text": WORDS, **said})
    return office.services.nudges.send(
        office.actor(FACILITATOR), network.id, draft, token=str(said)
    )


def log(office: Office, network: Network) -> Log:
    """Return what Daniel sees in the log."""
    return office.services.nudge_log.see(office.actor(FACILITATOR), network.id)


def told(office: Office, network: Network, words: str = WORDS) -> Told:
    """Return what the log says about some words."""
    return next(one for one in log(office, network).told if one.text == words)


def heard(office: Office, words: str = WORDS) -> Mapping[str, list[str]]:
    """Return who has words before them, and when they came, in UTC."""
    return {
        who.name: came
        for who in TWELVE
        if (
            came := [
                f"{one.posted_at:%a %d %b %H:%M}"
                for one in office.letters(who)
                if words in str(one.blocks)
            ]
        )
    }


def test_words_for_a_day_come_in_the_morning_of_that_day(office: Office, small: Network) -> None:
    """At each one's own hour, once; nothing is said before."""
    sent = send(office, small, day=FRIDAY)
    office.jump_to(office.clock.now().replace(day=10))

    assert sent.waiting is not None
    assert heard(office) == {
        MARIA.name: ["Fri 04 Sep 12:30"],
        JAMES.name: ["Fri 04 Sep 13:30"],
        SAMUEL.name: ["Fri 04 Sep 15:30"],
        LEILANI.name: ["Fri 04 Sep 15:30"],
    }


def test_words_come_again_until_their_last_day(office: Office, small: Network) -> None:
    """Every Friday, three times; the log counts each round by itself."""
    send(office, small, day=FRIDAY, every=Every.WEEK, until=FRIDAY + 14 * DAY, only=("level:high",))
    with office.store.write() as tx:
        tx.networks.update(replace(small, own_hours=OwnHours(most_nudges=20)))
    office.jump(30 * DAY)

    said = [one for one in log(office, small).told if one.text == WORDS]
    assert [(f"{one.first_at:%a %d %b}", one.sent) for one in reversed(said)] == [
        ("Fri 04 Sep", 1),
        ("Fri 11 Sep", 1),
        ("Fri 18 Sep", 1),
    ]
    assert list(heard(office)) == [LEILANI.name]


def test_what_is_stopped_does_not_come(office: Office, small: Network) -> None:
    """What waits in the outbox is dropped, too; stopping twice is stopping once."""
    sent = send(office, small, day=FRIDAY, every=Every.WEEK)
    assert sent.waiting is not None
    office.jump_to(office.clock.now().replace(day=3))
    before = [one.prompt.id for one in log(office, small).standing]

    for _ in range(2):
        office.services.nudges.stop(
            office.actor(FACILITATOR), small.id, int(sent.waiting.prompt.id)
        )
    office.jump(10 * DAY)

    assert sent.waiting.prompt.id in before
    assert heard(office) == {}
    assert sent.waiting.prompt.id not in [one.prompt.id for one in log(office, small).standing]
    with pytest.raises(NotFound):
        office.services.nudges.stop(office.actor(FACILITATOR), small.id, 99)


def test_who_has_done_it_by_then_hears_nothing(office: Office, small: Network) -> None:
    """Between planning and the door Maria answers; the log says what came of it."""
    send(office, small, day=FRIDAY, missing=Missing.RSVP)
    office.jump_to(office.clock.now().replace(day=3))
    gatherings = office.services.gatherings
    view = gatherings.next(office.actor(MARIA), small.id)
    assert view is not None
    gatherings.answer(office.actor(MARIA), view.gathering.id, rsvp=Rsvp.YES)
    office.jump(2 * DAY)
    gatherings.answer(office.actor(JAMES), view.gathering.id, rsvp=Rsvp.NO)

    said = told(office, small)

    assert MARIA.name not in heard(office)
    assert (said.sent, said.held, said.done) == (3, 1, 1)


def test_the_quiet_are_invited_and_nobody_else(office: Office, small: Network) -> None:
    """Who wrote in the last four weeks is not quiet; new people are not, either (S24)."""
    office.clock.step(20 * DAY)
    office.services.entries.submit(
        office.actor(JAMES),
        reflection(small),
        answers=REFLECTION,
        visibility=Visibility.ONLY_ME,
        token="once",
    )
    with pytest.raises(Invalid, match="nothing of that kind"):
        send(office, small, missing=Missing.ANYTHING)

    office.clock.step(15 * DAY)
    send(office, small, missing=Missing.ANYTHING)
    office.settle()

    assert JAMES.name not in heard(office)
    assert set(heard(office)) == {MARIA.name, LEILANI.name, SAMUEL.name}


def test_a_facilitator_asks_questions_in_rounds(office: Office, small: Network) -> None:
    """With their own words; who has not answered is reminded once, and the log counts (issue 4)."""
    send(office, small, day=FRIDAY, every=Every.TWO_WEEKS, form="checkin", remind_after=2)
    with office.store.write() as tx:
        tx.networks.update(replace(small, own_hours=OwnHours(most_nudges=20)))
    office.jump_to(office.clock.now().replace(day=4, hour=21))
    view = office.services.checkins.current(office.actor(MARIA), small.id)
    assert view is not None
    office.services.entries.submit(
        office.actor(MARIA),
        view.ref,
        answers={"week": "4", "need": "nothing"},
        visibility=Visibility.FACILITATOR,
        token="once",
    )
    office.jump(5 * DAY)

    (first, *_) = [one for one in log(office, small).told if one.text == WORDS]
    assert str(view.ref.about).endswith("/2026-09-04")
    assert view.checkin.is_made
    assert len([one for one in office.letters(MARIA) if "your check-in: A th" in one.text]) == 1
    assert len([one for one in office.letters(JAMES) if "still open" in one.text]) == 1
    assert (first.is_round, first.sent, first.done) == (True, 4, 1)


def test_who_asked_for_silence_is_not_asked(office: Office, small: Network) -> None:
    """Until the day they named; the others are (issue 4)."""
    quiet = Silence(
        person_id=office.actor(MARIA).id,
        network_id=small.id,
        prompt="checkin:checkin",
        until=date(2026, 9, 10),
        at=office.clock.now(),
    )
    with office.store.write() as tx:
        tx.silences.keep(quiet)

    office.jump(8 * DAY)

    asked = [who.name for who in TWELVE[:4] if [m for m in office.inbox(who) if "check-in" in m]]
    assert asked == [JAMES.name, LEILANI.name, SAMUEL.name]


def test_a_closed_day_moves_a_round_and_the_preview_says_so(office: Office, small: Network) -> None:
    """The network is off on Friday; it comes on the working day after (issue 4)."""
    off = Closure(since=FRIDAY, until=FRIDAY, name="Harvest day")
    with office.store.write() as tx:
        tx.calendars.add(small.id, off)

    draft = Draft(text=WORDS, day=FRIDAY)
    seen = office.services.nudges.preview(office.actor(FACILITATOR), small.id, draft)
    send(office, small, day=FRIDAY)
    office.jump(8 * DAY)

    assert {one.moved_by for one in seen.recipients} == {"Harvest day"}
    assert heard(office)[MARIA.name] == ["Mon 07 Sep 12:30"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"day": date(2026, 9, 1)}, "day"),
        ({"day": date(2029, 9, 1)}, "day"),
        ({"every": Every.WEEK}, "day"),
        ({"day": FRIDAY, "every": Every.WEEK, "until": FRIDAY - DAY}, "until"),
        ({"day": FRIDAY, "form": "questoin"}, "form"),
    ],
)
def test_days_that_cannot_be_get_a_sentence(
    office: Office, small: Network, said: dict[str, object], field: str
) -> None:
    """Beside the field."""
    with pytest.raises(Invalid) as caught:
        send(office, small, **said)

    assert caught.value.field == field


def test_only_the_facilitator_sees_the_log_and_stops(office: Office, small: Network) -> None:
    """A fellow does neither."""
    with pytest.raises(NotAllowed):
        office.services.nudge_log.see(office.actor(MARIA), small.id)
    with pytest.raises(NotAllowed):
        office.services.nudges.stop(office.actor(MARIA), small.id, 1)


def test_the_log_forgets_what_was_taken_back(office: Office, small: Network) -> None:
    """As if it had not been said."""
    send(office, small)
    office.settle()
    before = told(office, small)

    office.services.nudges.undo(office.actor(FACILITATOR), small.id, before_token(office, small))
    office.settle()

    assert (before.sent, before.done) == (4, None)
    assert log(office, small).told == ()


def before_token(office: Office, network: Network) -> str:
    """Return the token of what was just sent."""
    recent = office.services.nudges.begin(office.actor(FACILITATOR), network.id).recent
    assert recent is not None
    return recent.token
