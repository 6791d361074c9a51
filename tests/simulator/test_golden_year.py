"""The golden year as it stands in its file: a person has read it, and these rules hold in it."""

from collections.abc import Iterator
from datetime import date, time

from bot.simulator.happenings import ChoosesDigest, DaysOff, GoesAway, Happening, Pauses
from tests.simulator.golden_year import GOLDEN, Told, differences, read_golden, scenario, told

DAY_BEGINS, DAY_ENDS = time(7), time(19)
SATURDAY = 5
BY_ITSELF = ("nearly here", "begins soon", "while I keep quiet", "Your partners in this network")
"""What comes by itself even to those who chose a digest; partners, for they may read cards now."""


def heard() -> list[Told]:
    """Return what the bot said to single people by itself."""
    return [one for one in told(read_golden()) if one.is_heard]


def happened(kind: type[Happening]) -> Iterator[Happening]:
    """Yield what happens in the scenario, of one kind."""
    return (one for one in scenario().happenings if isinstance(one, kind))


def between(who: str | None, first: date, last: date) -> list[str]:
    """Return what somebody, or anybody, heard in some days, both included."""
    return [
        f"{one.who} {one.at} {one.words}"
        for one in heard()
        if who in {None, one.who} and first <= one.at.date() <= last
    ]


def test_somebody_has_read_it() -> None:
    """Issue 4: the file says at its top who read it and what was looked at."""
    remarks = [one for one in GOLDEN.read_text(encoding="utf-8").splitlines() if one[:1] == "#"]

    assert any(one.startswith("# Read by ") for one in remarks)
    assert len(read_golden()) > 1000


def test_nobody_is_written_to_at_night_or_on_a_weekend() -> None:
    """In twelve zones and across both changes of the clocks (issue 4)."""
    odd = [
        f"{one.who} {one.at} {one.words}"
        for one in heard()
        if not DAY_BEGINS <= one.at.time() < DAY_ENDS or one.at.weekday() >= SATURDAY
    ]

    assert odd == []


def test_on_days_off_nobody_is_asked_for_anything() -> None:
    """Breaks of all schools and the week of tests; one school's own days only there."""
    at_school = {one.school: one.name for one in scenario().plan().cast}
    odd = []
    for days in happened(DaysOff):
        assert isinstance(days, DaysOff)
        who = at_school[days.school] if days.school else None
        odd += between(who, days.since, days.until)

    assert odd == []


def test_who_is_away_or_pauses_hears_nothing_until_they_are_back() -> None:
    """And is welcomed back with what waits, on the first working morning (issue 4)."""
    odd = []
    for away in happened(GoesAway):
        assert isinstance(away, GoesAway)
        odd += between(away.who, away.since, away.until)
    for pause in happened(Pauses):
        assert isinstance(pause, Pauses)
        until = date.fromordinal(pause.until.toordinal() - 1)
        odd += between(pause.who, date.fromordinal(pause.day.toordinal() + 1), until)
    welcomed = {one.who for one in heard() if one.words.startswith("< Welcome back.")}
    left = {one.who for one in (*happened(GoesAway), *happened(Pauses))}

    assert odd == []
    assert welcomed == left


def test_who_chose_a_digest_hears_the_rest_on_mondays() -> None:
    """A day and an hour before a conference come by themselves; a Monday off gives way."""
    since, until = sorted(one.day for one in happened(ChoosesDigest))
    who = next(one.who for one in happened(ChoosesDigest))
    lines = [one for one in heard() if one.who == who and since < one.at.date() < until]

    alone = [one.words for one in lines if "all together" not in one.words]
    digests = [one.at for one in lines if "all together" in one.words]
    weeks = [one.isocalendar()[:2] for one in digests]
    assert [words for words in alone if not any(kind in words for kind in BY_ITSELF)] == []
    assert weeks == sorted(set(weeks))
    assert {f"{one:%H:%M}" for one in digests} == {"08:40"}


def test_differences_are_shown_line_by_line() -> None:
    """Whoever changes what people hear sees first what changed for whom."""
    golden = ["== Maria", "one", "two", "three"]

    same, other = differences(golden, golden), differences(["== Maria", "one", "2"], golden)

    assert same == ""
    assert other.splitlines()[-3:] == ["-two", "-three", "+2"]
