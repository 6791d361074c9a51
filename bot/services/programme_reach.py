"""Look for criteria that nobody can meet in time: phases that are only left by a waiver.

Only what is certain is told: where it depends on the day a network begins, on its size, or on
forms that can be written at any time, nothing is said.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.domain.fields import FieldKind
from bot.domain.measures import Measure
from bot.domain.phases import Criterion, Phase
from bot.domain.programme import Programme
from bot.domain.references import forms_named
from bot.domain.series import AgendaBlock, Lead, Series
from bot.services.programme_occasions import most_gatherings, most_in
from bot.services.yaml_lines import Place

Thought = tuple[Place, str, str]
"""Where, what is odd about it, and what would be better."""
_BREAK = "break"
_ALL = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class _Wait:
    """A criterion while it is waited for: a network is in ``phase``, the ``number``-th from 0."""

    programme: Programme
    place: Place
    measure: Measure
    number: int

    @property
    def phase(self) -> Phase:
        """The phase in which a network is."""
        return self.programme.phases[self.number]

    @property
    def last(self) -> int:
        """The last week of the phase, where the programme goes as it is meant to."""
        return sum(one.weeks for one in self.programme.phases[: self.number + 1])

    @property
    def first(self) -> int:
        """The first week of which something counts."""
        return 1 if self.measure.ever else self.last - self.phase.weeks + 1

    def gatherings(self, series: Iterable[str]) -> int:
        """Return how many gatherings of some series there are at most by then."""
        return sum(
            most_gatherings(one, self.programme, first=self.first, last=self.last)
            for one in self.programme.series
            if one.id in set(series)
        )


def never_met(programme: Programme) -> Iterator[Thought]:
    """Yield criteria that records can never meet while a network waits for them."""
    for wait in _waits(programme):
        yield from _weeks(wait)
        yield from _mean(wait)
        yield from _meetings(wait)
        yield from _led(wait)
        yield from _later(wait)
        yield from _rounds(wait)


def _waits(programme: Programme) -> Iterator[_Wait]:
    """Yield every measure with the phase in which it is looked at: on the way in, the one before.

    What holds before the first phase is looked at in the first phase itself.
    """
    for at, phase in enumerate(programme.phases):
        sides: dict[str, tuple[int, tuple[Criterion, ...]]] = {
            "entry": (max(0, at - 1), phase.entry),
            "exit": (at, phase.exit),
        }
        for side, (number, criteria) in sides.items():
            for position, criterion in enumerate(criteria):
                if isinstance(criterion.computed, Measure):
                    place = ("phases", at, side, position, "computed")
                    measure = criterion.computed
                    yield _Wait(programme=programme, place=place, measure=measure, number=number)


def _weeks(wait: _Wait) -> Iterator[Thought]:
    wanted, weeks = wait.measure.weeks, wait.phase.weeks
    if wanted is not None and wanted > weeks:
        found = f"{wanted} weeks of waiting in a phase of {weeks}"
        yield (*wait.place, "weeks"), found, f"{weeks} or fewer"


def _mean(wait: _Wait) -> Iterator[Thought]:
    """Yield means above the highest point of their scale."""
    measure = wait.measure
    if measure.average is None or measure.at_least is None:
        return
    scale = wait.programme.form(measure.average).field(str(measure.field))
    if scale.kind is FieldKind.SCALE and measure.at_least > scale.highest:
        found = f"a mean of {measure.at_least:g} on a scale from {scale.lowest} to {scale.highest}"
        yield (*wait.place, "at_least"), found, f"{scale.highest} or less"


def _meetings(wait: _Wait) -> Iterator[Thought]:
    """Yield more meetings than there are by then, and attendance where nothing takes place."""
    measure = wait.measure
    if not (measure.held or measure.attended):
        return
    there = wait.gatherings((*measure.held, *measure.attended))
    wanted = measure.each if measure.by else measure.count if measure.held else 1
    kind = "held" if measure.held else "attended"
    if not there:
        found = "meetings of which none takes place by then"
        yield (*wait.place, kind), found, f"some in weeks {wait.first} to {wait.last}"
    elif wanted > there:
        found = f"{wanted} meetings, of which there are {there} by then"
        yield (*wait.place, kind), found, f"{there} or fewer"


def _led(wait: _Wait) -> Iterator[Thought]:
    """Yield a share of time led by schools that no agenda has."""
    wanted = wait.measure.led
    agendas = [agenda for one in wait.programme.series for agenda in _agendas(one)]
    if wanted is None or not all(agendas):
        return
    phases = wait.programme.phases[0 if wait.measure.ever else wait.number : wait.number + 1]
    most = max(_share(agenda, lead=one.lead) for agenda in agendas for one in phases)
    if wanted > most:
        found = f"{wanted} minutes in a hundred led by schools, where agendas have at most {most}"
        yield (*wait.place, "led"), found, "parts with lead: school, or a smaller number"


def _agendas(series: Series) -> list[tuple[AgendaBlock, ...]]:
    return [day.agenda for day in series.days] or [series.agenda]


def _share(agenda: Iterable[AgendaBlock], *, lead: Lead) -> int:
    """Return how many minutes in a hundred schools lead, where others are led as the phase is."""
    working = [one for one in agenda if one.type != _BREAK]
    led = sum(one.minutes for one in working if (one.lead or lead) is Lead.SCHOOL)
    whole = sum(one.minutes for one in working)
    return _ALL * led // whole if whole else 0


def _later(wait: _Wait) -> Iterator[Thought]:
    form = wait.measure.form
    if form is not None and form in _asked_only_later(wait):
        found = f'answers to "{form}", for which only a later phase asks'
        yield wait.place, found, "a form that people have seen by then"


def _asked_only_later(wait: _Wait) -> set[str]:
    """Return the forms that only modules of later phases ask for."""
    programme, number = wait.programme, wait.number
    later = {str(module.form) for one in programme.phases[number + 1 :] for module in one.modules}
    return later - set(forms_named(_without_modules(programme, after=number), measures=False))


def _without_modules(programme: Programme, *, after: int) -> Programme:
    bare = [
        one if at <= after else one.model_copy(update={"modules": ()})
        for at, one in enumerate(programme.phases)
    ]
    update: dict[str, Any] = {"phases": tuple(bare)}
    return programme.model_copy(update=update)


def _rounds(wait: _Wait) -> Iterator[Thought]:
    """Yield more answers of each than they are asked for, where only check-ins ask."""
    measure = wait.measure
    if measure.entries is None or measure.by is None or measure.each == 1:
        return
    most = _times_asked(wait, measure.entries)
    if most is not None and measure.each > most * _voices(wait):
        found = f'{measure.each} answers to "{measure.entries}", for which {most} rounds ask'
        yield (*wait.place, "each"), found, f"{most * _voices(wait)} or fewer"


def _times_asked(wait: _Wait, form_id: str) -> int | None:
    """Return how often a form is asked for at most; None where people write it when they like."""
    programme = wait.programme
    update: dict[str, Any] = {"checkins": ()}
    silent = programme.model_copy(update=update)
    if programme.form(form_id).team or form_id in set(forms_named(silent, measures=False)):
        return None
    weeks = wait.last - wait.first + 1
    asking = [one for one in programme.checkins if one.form == form_id]
    return sum(
        min(most_in(one.rule, programme, weeks=weeks), one.times or programme.weeks)
        for one in asking
    )


def _voices(wait: _Wait) -> int:
    """Return how many people of one school, or of one member, can answer a round."""
    team = wait.programme.members_per_school or wait.programme.size
    return team.max if wait.measure.by == "schools" else 1
