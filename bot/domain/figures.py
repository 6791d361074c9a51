"""Figures of a network: counted facts by month, and what they tell; pure, and without a name.

A month is its first day, on the network's own calendar. What is private is never looked at, and
what people answered is told from five of them on. Requirements S1, S4, S12, S25, S27, S52.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from statistics import median

from bot.domain.entries import About
from bot.domain.series import AgendaBlock, Lead, Series
from bot.domain.visibility import Visibility

_BREAK = "break"
_LAST_MONTH = 12
_FEWEST_MONTHS = 2


class Trend(StrEnum):
    """Where a figure is going."""

    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"
    TOO_EARLY = "too_early"


@dataclass(frozen=True, kw_only=True, slots=True)
class Meeting:
    """A gathering that took place, as far as it is counted."""

    gathering_id: int
    series: Series
    on: date
    agenda: tuple[AgendaBlock, ...] = ()
    """What was on the agenda, as it was published."""
    lead: Lead
    """Who led the phase it fell in: those parts are theirs that name nobody."""
    came: frozenset[int] = frozenset()
    """The ids of those who were there."""
    is_marked: bool = False
    """Whether anybody has said who was there."""
    school: str | None = None
    """The school it was for, where it was for one (S89)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """That somebody sent a form, without a word of it; ``at`` is UTC."""

    entry_id: int
    author_id: int
    form_id: str
    about: About
    visibility: Visibility
    at: datetime
    given_on: date | None = None
    """The day on which it was written on paper, where it was."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LedMonth:
    """Minutes of agendas in one month, by who led them; breaks are nobody's."""

    month: date
    programme: int = 0
    joint: int = 0
    school: int = 0

    @property
    def minutes(self) -> int:
        """All minutes that somebody led."""
        return self.programme + self.joint + self.school

    @property
    def share(self) -> int:
        """How many minutes in a hundred schools led alone."""
        return percent(self.school, self.minutes)

    @property
    def joint_share(self) -> int:
        """How many in a hundred were led together."""
        return percent(self.joint, self.minutes)


@dataclass(frozen=True, kw_only=True, slots=True)
class SupportMonth:
    """What went to members in one month, and what came from them (S12)."""

    month: date
    asked: int
    """Messages that the programme sent of itself: reminders, questions, announcements."""
    written: int
    """Forms that members sent."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StrandCount:
    """How much was done for one strand of a programme (S1)."""

    strand_id: str
    meetings: int
    written: int
    """Forms that were sent about those meetings."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Carried:
    """What was carried from a network into schools (S27): how many, and how far."""

    cards: int = 0
    """Take-it-back cards."""
    replicas: int = 0
    """Communities and inquiries that were begun at schools."""
    replica_schools: int = 0
    """In how many schools."""


def percent(part: int, whole: int) -> int:
    """Return a part in whole percent; nothing of nothing is nothing."""
    return round(100 * part / whole) if whole else 0


def month_of(day: date) -> date:
    """Return the month of a day."""
    return day.replace(day=1)


def months_between(first: date, last: date) -> Iterator[date]:
    """Yield the months from the one of the first day to the one of the last, none left out."""
    month = month_of(first)
    while month <= last:
        yield month
        follows = month.month % _LAST_MONTH + 1
        month = month.replace(year=month.year + (follows == 1), month=follows)


def led(meetings: Iterable[Meeting]) -> tuple[LedMonth, ...]:
    """Return who led how many minutes of agendas in each month that had any (S4)."""
    minutes: Counter[tuple[date, Lead]] = Counter()
    for meeting in meetings:
        for block in meeting.agenda:
            if block.type != _BREAK:
                minutes[month_of(meeting.on), block.lead or meeting.lead] += block.minutes
    return tuple(
        LedMonth(
            month=month,
            programme=minutes[month, Lead.PROGRAMME],
            joint=minutes[month, Lead.JOINT],
            school=minutes[month, Lead.SCHOOL],
        )
        for month in sorted({month for month, _ in minutes})
    )


def support(
    asked: Sequence[date], written: Sequence[date], *, since: date, today: date
) -> tuple[SupportMonth, ...]:
    """Return what was sent to members and by them, month by month, the present one included."""
    sent, came = (Counter(map(month_of, days)) for days in (asked, written))
    return tuple(
        SupportMonth(month=month, asked=sent[month], written=came[month])
        for month in months_between(since, today)
    )


def halves(values: Sequence[float]) -> tuple[float, float] | None:
    """Return what lies in the middle of the earlier and of the later half of values, in order.

    One odd month changes neither. None where there are fewer than two values; of an odd number the
    middle one belongs to neither.
    """
    if len(values) < _FEWEST_MONTHS:
        return None
    half = len(values) // 2
    return median(values[:half]), median(values[-half:])


def trend(values: Sequence[float], *, by: float) -> Trend:
    """Return where values are going, from their halves; ``by`` is the least difference that is."""
    found = halves(values)
    if found is None:
        return Trend.TOO_EARLY
    change = found[1] - found[0]
    if abs(change) < by:
        return Trend.STEADY
    return Trend.RISING if change > 0 else Trend.FALLING


def by_strand(
    strand_ids: Iterable[str], meetings: Sequence[Meeting], written: Counter[int]
) -> tuple[StrandCount, ...]:
    """Return what was done for each strand; ``written`` counts forms by the gathering's id."""
    counts = []
    for strand_id in strand_ids:
        of_it = [one for one in meetings if strand_id in one.series.strands]
        forms = sum(written[one.gathering_id] for one in of_it)
        counts.append(StrandCount(strand_id=strand_id, meetings=len(of_it), written=forms))
    return tuple(counts)
