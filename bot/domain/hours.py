"""When a network writes to its people: as its programme says it, or its own facilitator.

What neither says is a fixed default (architecture.md 5). Times are on the clock of whoever is
written to.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from pydantic import Field, field_validator, model_validator

from bot.domain.calendars import LONGEST_CLOSURE, Closure, ClosureKind, Term
from bot.domain.forms import Strict
from bot.domain.local_time import WEEKDAYS, QuietHours, Rhythm
from bot.domain.public_holidays import region_named
from bot.domain.recurrence import Weekday
from bot.domain.text import Words

MOST_NUDGES = 3
"""Messages nobody asked for, in seven days and to one person."""
LATE_HOURS = 4
"""How late a prompt may still come; what is later waits in Home."""


class Hours(Strict):
    """What a network does otherwise than all others; None leaves it as it is."""

    quiet_start: time | None = None
    quiet_end: time | None = None
    working_days: tuple[Weekday, ...] | None = Field(default=None, min_length=1)
    prompt_at: time | None = None
    most_nudges: int | None = Field(default=None, ge=1, le=20)
    late_hours: int | None = Field(default=None, ge=0, le=48)

    @property
    def quiet(self) -> QuietHours:
        """The daily silence."""
        usual = QuietHours()
        return QuietHours(start=self.quiet_start or usual.start, end=self.quiet_end or usual.end)

    def rhythm(
        self, zone: ZoneInfo, *, region: str | None, closures: tuple[Closure, ...]
    ) -> Rhythm:
        """Return when people may be written to, with the defaults where nothing is said."""
        usual = Rhythm(zone=zone)
        days = frozenset(WEEKDAYS.index(day) for day in self.working_days or ())
        return Rhythm(
            zone=zone,
            quiet=self.quiet,
            working_days=days or usual.working_days,
            prompt_at=self.prompt_at or usual.prompt_at,
            closures=closures,
            region=region or None,
        )


class DeclaredHours(Hours):
    """What a programme file says about hours."""

    @model_validator(mode="after")
    def _sane(self) -> Self:
        for at in (self.quiet_start, self.quiet_end, self.prompt_at):
            if at is not None and at.tzinfo is not None:
                msg = f"{at.isoformat()}, expected a time without a zone, such as 19:00"
                raise ValueError(msg)
        quiet, prompt_at = self.quiet, self.prompt_at
        if quiet.start == quiet.end:
            msg = f"quiet hours from {quiet.start:%H:%M} to {quiet.end:%H:%M}, expected an end"
            raise ValueError(msg)
        if prompt_at is not None and quiet.holds(prompt_at):
            msg = f"prompt_at {prompt_at:%H:%M} in the quiet hours, expected one outside"
            raise ValueError(msg)
        return self


class OwnHours(Hours):
    """What a facilitator decided for one network: it wins over the programme."""

    region: str | None = None
    """Whose public holidays hold, such as ``US-NY``; empty for nobody's."""

    def over(self, programme: Hours) -> Hours:
        """Return what holds: what is decided here, else what the programme says."""
        said = {name: getattr(self, name) for name in Hours.model_fields}
        return Hours.model_construct(
            **{
                name: getattr(programme, name) if value is None else value
                for name, value in said.items()
            }
        )


class Days(Strict):
    """Days of the school year with a name; both ends are included."""

    since: date
    until: date | None = None
    """The last day; without it, it is one day."""
    name: Words
    every_year: bool = False
    """Whether the same days come back each year; then the year above is one of them (S18)."""

    def in_years(self, years: Iterable[int]) -> Iterator[tuple[date, date]]:
        """Yield the first and the last day: once, or in each of some years."""
        if not self.every_year:
            yield self.since, self.last
            return
        for year in years:
            moved = relativedelta(years=year - self.since.year)
            yield self.since + moved, self.last + moved

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not timedelta() <= self.last - self.since <= LONGEST_CLOSURE:
            msg = f"{self.since} to {self.last}, expected until within 200 days after since"
            raise ValueError(msg)
        return self

    @property
    def last(self) -> date:
        """The last of the days."""
        return self.until or self.since


class DeclaredClosure(Days):
    """Days without school for everybody, as a programme knows them."""

    kind: ClosureKind = ClosureKind.CLOSED

    def closures(self, years: Iterable[int]) -> Iterator[Closure]:
        """Yield the days as every other closure has them, in some years."""
        for since, until in self.in_years(years):
            yield Closure(since=since, until=until, name=str(self.name), kind=self.kind)


class Calendar(Strict):
    """What a programme knows of the school year of its networks."""

    region: str | None = None
    """Whose public holidays hold: a country or a part of one, such as ``KE`` or ``US-NY``."""
    closures: tuple[DeclaredClosure, ...] = ()
    terms: tuple[Days, ...] = ()
    """The parts of the school year, from which weeks are counted."""

    @field_validator("region")
    @classmethod
    def _known(cls, region: str | None) -> str | None:
        known = region_named(region) if region else None
        if region and known is None:
            msg = f"{region!r}, expected a country or a part of one, such as KE or US-NY"
            raise ValueError(msg)
        return known.code if known else None

    @property
    def school_terms(self) -> tuple[Term, ...]:
        """The terms as they stand in the file, the first one first."""
        return self.terms_in(())

    def terms_in(self, years: Sequence[int]) -> tuple[Term, ...]:
        """Return the terms of some years, as the rules of dates take them; none: as they stand."""
        found = [
            Term(since=since, until=until, name=str(one.name))
            for one in self.terms
            for since, until in one.in_years(years or (one.since.year,))
        ]
        return tuple(sorted(found, key=lambda term: term.since))

    def closures_in(self, years: Sequence[int]) -> tuple[Closure, ...]:
        """Return the days without school in some years."""
        return tuple(found for one in self.closures for found in one.closures(years))
