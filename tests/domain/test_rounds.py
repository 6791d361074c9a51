"""Rounds: when a standing prompt is asked, on which day of whom, and what reminds of it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendars import Closure
from bot.domain.deliveries import NewDelivery
from bot.domain.kinds import Kind
from bot.domain.local_time import Rhythm, local_date
from bot.domain.networks import Network
from bot.domain.people import Person
from bot.domain.prompts import Audience, CheckIn, Every, Missing, Nudge, Prompt
from bot.domain.rounds import due_rounds, open_round, rounds_between, waits_until
from tests.domain.samples import NOW, connect_lead_succeed, network, person

NEW_YORK = Rhythm(zone=ZoneInfo("America/New_York"))
DAY = timedelta(days=1)
YEAR = NOW + timedelta(days=365)
HERE = network()
BREAK = Closure(since=date(2026, 10, 5), until=date(2026, 10, 16), name="Fall break")


def checkin(**more: Any) -> CheckIn:
    """Return a check-in of every second Monday, from the seventh of September on."""
    said = {"id": "pulse", "name": "Pulse", "form": "checkin", "weekday": "monday"}
    return CheckIn.model_validate({"every_weeks": 2, **said, **more})


def nudge(**more: Any) -> Nudge:
    """Return words of the programme on every Tuesday."""
    said = {"id": "hello", "name": "Hello", "text": "How are you?", "when": {"weekday": "tuesday"}}
    return Nudge.model_validate({**said, **more})


def heard(
    prompt: Prompt,
    *,
    who: Person | None = None,
    rhythm: Rhythm = NEW_YORK,
    here: Network | None = None,
    since: datetime = NOW,
    until: datetime = YEAR,
) -> list[NewDelivery]:
    """Return what somebody hears of a prompt."""
    here = here or HERE
    rounds = rounds_between(prompt, here, since=since.date() - DAY, until=until.date() + DAY)
    return list(
        due_rounds(
            prompt,
            here,
            who or person(),
            rhythm=rhythm,
            rounds=rounds,
            since=since,
            until=until,
        )
    )


def walls(rows: list[NewDelivery], zone: str = "America/New_York") -> list[str]:
    """Return when deliveries come, on a wall clock."""
    return [f"{row.due_at.astimezone(ZoneInfo(zone)):%a %d %b %H:%M}" for row in rows]


def test_a_round_comes_at_the_members_own_hour() -> None:
    """Half past eight in Nairobi is not half past eight in New York (S5)."""
    rhythm = Rhythm(zone=ZoneInfo("Africa/Nairobi"))

    found = heard(checkin(), rhythm=rhythm, until=NOW + 14 * DAY)

    assert walls(found, "Africa/Nairobi") == ["Mon 07 Sep 08:30"]
    assert found[0].occurrence == "2026-09-07"
    assert found[0].refs == {"checkin": "pulse", "round": "2026-09-07"}


def test_those_who_have_not_answered_are_reminded_twice() -> None:
    """Two and four working days later; the door leaves out who has answered (issue 4)."""
    found = heard(checkin(remind_after=[2, 5]), until=NOW + 19 * DAY)

    assert walls(found) == ["Mon 07 Sep 08:30", "Wed 09 Sep 08:30", "Mon 14 Sep 08:30"]
    assert [row.occurrence for row in found] == ["2026-09-07", "2026-09-07/1", "2026-09-07/2"]
    assert found[1].reason == "You have not answered this yet, and it is still open."


def test_nobody_is_reminded_of_a_round_when_the_next_has_come() -> None:
    """Every week, and a reminder after six working days: there is none."""
    found = heard(checkin(every_weeks=1, remind_after=[6]), until=NOW + 20 * DAY)

    assert walls(found) == ["Mon 07 Sep 08:30", "Mon 14 Sep 08:30", "Mon 21 Sep 08:30"]


def test_an_anonymous_form_reminds_all_once() -> None:
    """Whatever the prompt says: reminders to the missing would tell who they are."""
    programme = connect_lead_succeed()
    forms = tuple(
        form.model_copy(update={"anonymous": form.id == "checkin"}) for form in programme.forms
    )
    here = network(programme.model_copy(update={"forms": forms}))

    said = heard(checkin(remind_after=[1, 4]), here=here, until=NOW + 14 * DAY)
    silent = heard(checkin(), here=here, until=NOW + 14 * DAY)

    assert walls(said) == ["Mon 07 Sep 08:30", "Tue 08 Sep 08:30"]
    assert walls(silent) == ["Mon 07 Sep 08:30", "Thu 10 Sep 08:30"]
    assert said[1].reason.startswith("Everybody is reminded of this once")


def test_a_round_in_a_break_comes_after_it_and_says_why() -> None:
    """It keeps its name, remembers its day, and what moved it."""
    rhythm = replace(NEW_YORK, closures=(replace(BREAK, until=date(2026, 10, 9)),))

    found = heard(checkin(), rhythm=rhythm, since=NOW + 30 * DAY, until=NOW + 45 * DAY)

    assert walls(found) == ["Mon 12 Oct 08:30"]
    assert found[0].occurrence == "2026-10-05"
    assert found[0].refs["moved_from"] == "2026-10-05"
    assert found[0].refs["moved_by"] == "Fall break"


def test_a_round_is_left_out_where_the_next_one_comes_first() -> None:
    """Two weeks off, and a check-in of every week: one comes after the break, not three."""
    rhythm = replace(NEW_YORK, closures=(BREAK,))

    found = heard(checkin(every_weeks=1), rhythm=rhythm, since=NOW + 26 * DAY, until=NOW + 50 * DAY)

    assert walls(found) == ["Mon 28 Sep 08:30", "Mon 19 Oct 08:30"]


def test_reminders_count_working_days() -> None:
    """Two working days after a Monday before a break come after the break."""
    off = Closure(since=date(2026, 9, 8), until=date(2026, 9, 11), name="Testing")
    rhythm = replace(NEW_YORK, closures=(off,))

    found = heard(checkin(remind_after=[2]), rhythm=rhythm, until=NOW + 15 * DAY)

    assert walls(found) == ["Mon 07 Sep 08:30", "Tue 15 Sep 08:30"]


@pytest.mark.parametrize(
    ("stop", "days"),
    [
        ({"times": 2}, [date(2026, 9, 7), date(2026, 9, 21)]),
        ({"until": "2026-10-04"}, [date(2026, 9, 7), date(2026, 9, 21)]),
        ({"since": "2026-09-15", "times": 1}, [date(2026, 9, 21)]),
    ],
)
def test_a_prompt_stops_by_itself(stop: dict[str, object], days: list[date]) -> None:
    """After so many rounds, or on a day; weeks are counted from its own first day."""
    found = rounds_between(checkin(**stop), HERE, since=NOW.date(), until=YEAR.date())

    assert [one.on for one in found] == days


def test_check_ins_end_with_the_last_week_of_the_programme() -> None:
    """Four weeks of a programme are two rounds; what a facilitator made goes on (issue 3)."""
    here = network(connect_lead_succeed().model_copy(update={"weeks": 4}))
    said = {"id": "7", "name": "Pulse", "text": "Hello", "when": {"weekday": "monday"}}
    made = Prompt.model_validate({**said, "times": 5})

    asked = heard(checkin(), here=here)
    written = heard(made, here=here)

    assert walls(asked) == ["Mon 07 Sep 08:30", "Mon 21 Sep 08:30"]
    assert walls(written)[-1] == "Mon 05 Oct 08:30"


def test_the_open_round_is_the_latest_one_asked() -> None:
    """Before the first round it is the first to come."""
    days = [date(2026, 9, 1), date(2026, 9, 7), date(2026, 9, 20), date(2026, 9, 21)]

    found = [open_round(checkin(), HERE, today=day) for day in days]

    assert found == [date(2026, 9, 7), date(2026, 9, 7), date(2026, 9, 7), date(2026, 9, 21)]


def test_a_round_waits_until_the_next_one_and_four_weeks_at_the_most() -> None:
    """One that comes seldom rests after that; the last one waits for as long as its rhythm is."""
    seldom = checkin(weekday=None, every_weeks=None, when={"weeks": [1, 20], "weekday": "monday"})
    twice = checkin(times=2)
    rounds = [(checkin(), 7), (seldom, 7), (twice, 21)]

    found = [
        waits_until(one, HERE, round_on=date(2026, 9, day), rhythm=NEW_YORK) for one, day in rounds
    ]

    assert found == [date(2026, 9, 21), date(2026, 10, 5), date(2026, 10, 5)]


def test_a_round_that_a_break_moved_waits_from_the_day_it_is_asked() -> None:
    """Nobody misses what they were asked after a break."""
    rhythm = replace(NEW_YORK, closures=(BREAK,))
    once = checkin(weekday=None, every_weeks=None, when={"days": ["2026-10-05"]})

    found = waits_until(once, HERE, round_on=date(2026, 10, 5), rhythm=rhythm)

    assert found == date(2026, 10, 19) + timedelta(weeks=4)


def test_words_to_everybody_come_once_a_round() -> None:
    """A reminder is for those who are missing something."""
    to_all = heard(nudge(remind_after=[2]), until=NOW + 8 * DAY)
    to_some = heard(
        nudge(remind_after=[2], audience={"missing": "conference"}), until=NOW + 8 * DAY
    )

    assert walls(to_all) == ["Tue 08 Sep 08:30"]
    assert walls(to_some) == ["Thu 03 Sep 08:30", "Tue 08 Sep 08:30"]
    assert {row.kind for row in (*to_all, *to_some)} == {Kind.NUDGE}
    assert {row.thing for row in (*to_all, *to_some)} == {"prompt:hello"}


@given(
    zone=st.sampled_from(["America/New_York", "Pacific/Apia", "Africa/Nairobi", "Asia/Kathmandu"]),
    every=st.integers(1, 6),
    remind_after=st.lists(st.integers(1, 15), max_size=2, unique=True).map(sorted),
    off=st.integers(0, 300),
    length=st.integers(0, 30),
    window=st.integers(5, 60).map(timedelta),
)
@settings(max_examples=30, deadline=None)
def test_windows_miss_nothing_and_repeat_nothing(  # noqa: PLR0917 - Hypothesis draws them
    zone: str, every: int, remind_after: list[int], off: int, length: int, window: timedelta
) -> None:
    """However the planner cuts time, everything comes once, in order, on a working day."""
    since = NOW.date() + off * DAY
    closed = Closure(since=since, until=since + length * DAY, name="Break")
    rhythm = Rhythm(zone=ZoneInfo(zone), closures=(closed,))
    prompt = checkin(every_weeks=every, remind_after=remind_after)

    whole = heard(prompt, rhythm=rhythm)
    cut = []
    at = NOW
    while at < YEAR:
        end = min(at + window, YEAR)
        cut += heard(prompt, rhythm=rhythm, since=at, until=end)
        at = end

    assert [(row.occurrence, row.due_at) for row in cut] == [
        (row.occurrence, row.due_at) for row in whole
    ]
    assert len({row.occurrence for row in whole}) == len(whole)
    assert sorted(whole, key=lambda row: row.due_at) == whole
    assert all(rhythm.works(local_date(row.due_at, zone=rhythm.zone)) for row in whole)


@pytest.mark.parametrize(
    ("every", "days"),
    [
        (Every.ONCE, ["09-29"]),
        (Every.WEEK, ["09-29", "10-06", "10-13"]),
        (Every.FOUR_WEEKS, ["09-29", "10-27", "11-24"]),
        (Every.MONTH, ["09-29", "10-27", "11-24"]),
    ],
)
def test_a_facilitator_says_how_often(every: Every, days: list[str]) -> None:
    """From a first day on; a fifth Tuesday is the last one of its month."""
    first = date(2026, 9, 29)
    rule = every.since(first)
    prompt = Prompt(id="3", name=nudge().name, when=rule, since=first, text=nudge().text)

    found = rounds_between(prompt, HERE, since=first, until=first + 60 * DAY)

    assert [f"{one.on:%m-%d}" for one in found[:3]] == days


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"weekday": None}, "no weekday in pulse"),
        ({"when": {"weekday": "friday"}}, "weekday beside when"),
        ({"remind_after": [4, 2]}, "rising numbers"),
        ({"remind_after": [1, 2, 3]}, "at most 2"),
        ({"since": "2026-10-01", "until": "2026-09-01"}, "expected a later day"),
        ({"audience": {"missing": "everything"}}, "Input should be"),
    ],
)
def test_a_prompt_that_makes_no_sense_is_refused(said: dict[str, object], sentence: str) -> None:
    """With what was found and what was expected."""
    with pytest.raises(ValueError, match=sentence):
        checkin(**said)


def test_whoever_misses_something_is_led_to_it() -> None:
    """Each thing that may be missing has a command that does it; the quiet may reflect (S24)."""
    assert {one.name: one.verb for one in Missing} == {
        "NOTHING": None,
        "STEP": "inquiry",
        "CHECKIN": "checkin",
        "RSVP": "conference",
        "REFLECTION": "reflect",
        "ANYTHING": "reflect",
    }
    assert Audience().missing is Missing.NOTHING
