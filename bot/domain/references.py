"""Whether the words of a programme that point to something point to something; pure."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from bot.domain.measures import Measure

if TYPE_CHECKING:
    from bot.domain.programme import Programme


class _Identified(Protocol):
    """A part of a programme with an id."""

    @property
    def id(self) -> str: ...


def why_unsound(programme: "Programme") -> str | None:
    """Return the first thing that stands twice or points nowhere; None where all is sound."""
    problems = (*_twice(programme), *_lost(programme), *_odd(programme))
    return next(iter(problems), None)


def _twice(programme: "Programme") -> Iterator[str]:
    parts: dict[str, Iterable[str]] = {
        "forms": (one.id for one in programme.forms),
        "steps": (one.id for one in programme.steps),
        "phases": (one.id for one in programme.phases),
        "series": (one.id for one in programme.series),
        "checkins and nudges": (one.id for one in programme.prompts),
        "pathways": (one.id for one in programme.pathways),
        "decisions": (one.id for one in programme.decisions),
        "toolkit": (one.id for one in programme.toolkit),
        "strands": (one.id for one in programme.strands),
        "counts": (one.id for one in programme.counts),
    }
    for what, given in parts.items():
        ids = list(given)
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if twice:
            yield f"{what}: {twice[0]} stands twice"


def _lost(programme: "Programme") -> Iterator[str]:
    known: dict[str, tuple[_Identified, ...]] = {
        "form": programme.forms,
        "role": programme.roles,
        "level": programme.levels,
        "protocol": programme.protocols,
        "series": programme.series,
        "phase": programme.phases,
        "strand": programme.strands,
        "decision": programme.decisions,
    }
    for what, name in _named(programme):
        ids = sorted(one.id for one in known[what])
        if name is not None and name not in ids:
            yield f"unknown {what} {name!r}; known are {', '.join(ids)}"


def _named(programme: "Programme") -> Iterator[tuple[str, str | None]]:
    """Yield every word that points somewhere, with the kind of thing it points to."""
    yield from (("form", name) for name in forms_named(programme))
    yield from (("role", name) for name in programme.each_school)
    yield from (("role", name) for one in programme.decisions for name in one.roles)
    for series in programme.series:
        yield from (("role", name) for name in series.roles)
        yield from (("level", name) for name in series.levels)
        yield from (("strand", name) for name in series.strands)
        yield "series", series.builds_on
        for block in series.blocks:
            yield "protocol", block.protocol
            yield from (("role", name) for name in block.roles)
    for audience in (prompt.audience for prompt in programme.prompts):
        yield from (("role", name) for name in audience.roles)
        yield from (("level", name) for name in audience.levels)
        yield from (("phase", name) for name in audience.phases)
    yield from (("phase", name) for tool in programme.toolkit for name in tool.phases)
    yield from (("protocol", step.protocol) for step in programme.steps)
    modules = (module for phase in programme.phases for module in phase.modules)
    yield from (("protocol", module.protocol) for module in modules)
    for measure in _measures(programme):
        yield "decision", measure.adopted
        yield from (("series", name) for name in (*measure.attended, *measure.held))


def _odd(programme: "Programme") -> Iterator[str]:
    systems = {one.id: {system.id for system in one.systems} for one in programme.rubrics}
    for field in (field for form in programme.forms for field in form.fields if field.rubric):
        known = systems.get(str(field.rubric))
        if known is None:
            yield f"unknown rubric {field.rubric!r}; known are {', '.join(sorted(systems))}"
        elif field.system not in known:
            found = f"the system {field.system} in {field.id}"
            yield f"{found}, expected one of {', '.join(sorted(known))}"
    fields = {form.id: {field.id for field in form.fields} for form in programme.forms}
    adopting = [(step.form, step.adopts) for step in programme.steps if step.adopts]
    asking = [(one.ask, name) for one in programme.decisions if one.ask for name in one.fields]
    for form_id, name in (*adopting, *asking):
        if form_id in fields and name not in fields[form_id]:
            yield f"unknown field {name!r}; known are {', '.join(sorted(fields[form_id]))}"
    nobody_wrote = {form.id for form in programme.forms if form.anonymous}
    for measure in _measures(programme):
        if measure.form in nobody_wrote:
            yield f"a criterion counts the anonymous {measure.form}, expected one with authors"
    if any(phase.inquiry for phase in programme.phases) and not programme.steps:
        yield "a phase walks the inquiry, but there are no steps"


def forms_named(programme: "Programme", *, measures: bool = True) -> Iterator[str | None]:
    """Yield every form that something asks for; with ``measures`` also those that are counted."""
    places = programme.places
    yield from (places.reflection, places.charter, places.chooser, places.practice, places.goal)
    yield from (places.replica, places.readiness, places.vision, *places.open)
    for series in programme.series:
        yield from (series.reflection, series.prepare, series.take_back, *series.makes)
    for step in programme.steps:
        yield from (step.form, step.reflection)
    yield from (prompt.form for prompt in programme.prompts)
    yield from (module.form for phase in programme.phases for module in phase.modules)
    yield from (name for one in programme.decisions for name in (one.ask, one.check))
    if measures:
        yield from (one.form for one in _measures(programme))


def _measures(programme: "Programme") -> Iterator[Measure]:
    for phase in programme.phases:
        for criterion in (*phase.entry, *phase.exit):
            if isinstance(criterion.computed, Measure):
                yield criterion.computed
