"""What a programme file may say; this model is its only definition.

A programme is phases, series of gatherings, an inquiry of steps, forms, check-ins, norms and words
for people: data that a facilitator can read, edit and check. A network keeps the version it began
with. Requirements S1-S4, S18, S20, S23, S29, S30, S40, S54, S60.
"""

from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Self

from pydantic import Field, model_validator

from bot.domain.forms import Answers, Form, Identifier, Strict
from bot.domain.hours import Calendar, DeclaredHours
from bot.domain.pathways import Pathway, why_unfit
from bot.domain.phases import Criterion, Module, Phase, PhaseInquiry, Scope
from bot.domain.prompts import CheckIn, Nudge, Prompt
from bot.domain.protocols import Protocol
from bot.domain.recurrence import Weekday
from bot.domain.rubrics import Rubric, with_levels
from bot.domain.series import AgendaBlock, Lead, Series, SeriesRule
from bot.domain.text import Text, Words

__all__ = [
    "AgendaBlock",
    "Asked",
    "Check",
    "CheckIn",
    "Criterion",
    "Key",
    "Lead",
    "Module",
    "PeopleWords",
    "Phase",
    "PhaseInquiry",
    "Places",
    "Programme",
    "Role",
    "Scope",
    "Series",
    "SeriesRule",
    "Span",
    "Standing",
    "Step",
    "StepWho",
    "Weekday",
]

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,59}$")]
_MOST_CHECKS = 10


class Asked(StrEnum):
    """Whom a step asks for an answer."""

    EVERYONE = "everyone"
    HOST = "host"
    FACILITATOR = "facilitator"


class Standing(StrEnum):
    """Whether a role is an office held or leadership growing (S19)."""

    OFFICIAL = "official"
    EMERGING = "emerging"


class Role(Strict):
    """A role that members of this programme hold at their schools."""

    id: Identifier
    name: Words
    standing: Standing = Standing.OFFICIAL


class Span(Strict):
    """A smallest and a largest number, both included."""

    min: int = Field(ge=0)
    max: int = Field(ge=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min > self.max:
            msg = f"min {self.min} and max {self.max}, expected min to be the smaller one"
            raise ValueError(msg)
        return self

    def holds(self, number: int) -> bool:
        """Whether a number lies within."""
        return self.min <= number <= self.max


class PeopleWords(Strict):
    """The words this programme uses for its people and meetings."""

    member: Words = Text(by_language={"en": "fellow"})
    members: Words = Text(by_language={"en": "fellows"})


class Check(Strict):
    """One "done when" of a step; a person ticks it."""

    id: Identifier
    text: Words


class StepWho(Strict):
    """Whom a step asks, in a common and in an individual cycle."""

    common: Asked = Asked.EVERYONE
    individual: Asked = Asked.EVERYONE


class Step(Strict):
    """One of the steps of an inquiry cycle (S40)."""

    id: Identifier
    name: Words
    weeks: int = Field(ge=1, le=52)
    purpose: Words
    prompts: tuple[Words, ...] = Field(min_length=1, max_length=6)
    who: Words | None = None
    asks: StepWho = StepWho()
    form: Identifier
    checks: tuple[Check, ...] = Field(min_length=1, max_length=_MOST_CHECKS)
    reflection: Identifier | None = None
    adopts: Identifier | None = None
    """The field of the form of which one answer is adopted by all; the others are kept (S41)."""


class Places(Strict):
    """What forms serve the fixed places of a network's life."""

    reflection: Identifier
    """The form of ``/reflect``."""
    charter: Identifier | None = None
    """The form in which the network's purpose and goals are proposed (S29)."""
    chooser: Identifier | None = None
    """The form whose choices are named like the pathways; its answers point to one (S98)."""


class Programme(Strict):
    """One whole programme."""

    key: Key
    version: int = Field(default=1, ge=1)
    name: Words
    about: Words
    source: str | None = None
    builds_on: Key | None = None
    """The programme of which this one says only what is different."""
    weeks: int = Field(ge=1, le=160)
    words: PeopleWords = PeopleWords()
    size: Span
    """How many members a network may have."""
    members_per_school: Span | None = None
    """How many members of one school belong together (S20); none where schools send one leader."""
    levels: tuple[Role, ...] = ()
    roles: tuple[Role, ...] = Field(min_length=1)
    norms: tuple[Words, ...] = ()
    hours: DeclaredHours = DeclaredHours()
    """When people are written to, where it differs from the defaults of every network."""
    calendar: Calendar = Calendar()
    """The school year: whose public holidays hold, and days without school for everybody."""
    phases: tuple[Phase, ...] = Field(min_length=1)
    series: tuple[Series, ...] = Field(min_length=1)
    steps: tuple[Step, ...] = ()
    pathways: tuple[Pathway, ...] = ()
    """Ways to work with a partner, the smallest first; shown by the phase that asks the chooser."""
    checkins: tuple[CheckIn, ...] = ()
    nudges: tuple[Nudge, ...] = ()
    places: Places
    forms: tuple[Form, ...] = Field(min_length=1)
    protocols: tuple[Protocol, ...] = ()
    rubrics: tuple[Rubric, ...] = ()
    earlier: tuple[Form, ...] = ()
    """Forms as they were when people answered them, before the network moved to this version."""

    def form(self, form_id: str, answers: Answers = MappingProxyType({})) -> Form:
        """Return a form; with given answers, the newest version that asked for all of them.

        Its ratings know the levels of their rubrics. Raises KeyError for an unknown id.
        """
        versions = [form for form in (*self.earlier, *self.forms) if form.id == form_id]
        if not versions:
            raise KeyError(form_id)
        fitting = (one for one in reversed(versions) if one.asked_for(answers))
        return with_levels(next(fitting, versions[-1]), self.rubrics)

    def step(self, step_id: str) -> Step:
        """Return a step of the inquiry; raises KeyError for an unknown id."""
        return {step.id: step for step in self.steps}[step_id]

    def phase(self, phase_id: str) -> Phase:
        """Return a phase; raises KeyError for an unknown id."""
        return {phase.id: phase for phase in self.phases}[phase_id]

    def one_series(self, series_id: str) -> Series:
        """Return a series of gatherings; raises KeyError for an unknown id."""
        return {series.id: series for series in self.series}[series_id]

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """Everything that is asked again and again: check-ins, then nudges."""
        return (*self.checkins, *self.nudges)

    def role(self, role_id: str) -> Role | None:
        """Return a role, or None for an id the programme does not name."""
        return {role.id: role for role in self.roles}.get(role_id)

    @model_validator(mode="after")
    def _references_hold(self) -> Self:
        _unique("forms", [form.id for form in self.forms])
        _unique("steps", [step.id for step in self.steps])
        _unique("phases", [phase.id for phase in self.phases])
        _unique("series", [series.id for series in self.series])
        _unique("checkins and nudges", [prompt.id for prompt in self.prompts])
        _known("form", self._forms_named(), {form.id for form in self.forms})
        blocks = [block for series in self.series for block in series.blocks]
        named_roles = [role for series in self.series for role in series.roles]
        named_roles += [role for block in blocks for role in block.roles]
        _known("role", named_roles, {role.id for role in self.roles})
        named_levels = [level for series in self.series for level in series.levels]
        _known("level", named_levels, {level.id for level in self.levels})
        named_protocols = [block.protocol for block in blocks if block.protocol]
        rated = [field for form in self.forms for field in form.fields if field.rubric]
        systems = {rubric.id: rubric.systems for rubric in self.rubrics}
        _known("rubric", [str(field.rubric) for field in rated], set(systems))
        for field in rated:
            known = {system.id for system in systems[str(field.rubric)]}
            if field.system not in known:
                found = f"the system {field.system} in {field.id}"
                msg = f"{found}, expected one of {', '.join(sorted(known))}"
                raise ValueError(msg)
        _known("protocol", named_protocols, {protocol.id for protocol in self.protocols})
        named_series = [series.builds_on for series in self.series if series.builds_on]
        _known("series", named_series, {series.id for series in self.series})
        for audience in (prompt.audience for prompt in self.prompts):
            _known("role", list(audience.roles), {role.id for role in self.roles})
            _known("level", list(audience.levels), {level.id for level in self.levels})
            _known("phase", list(audience.phases), {phase.id for phase in self.phases})
        for step in self.steps:
            known = {field.id for field in self.form(step.form).fields}
            _known("field", [step.adopts] if step.adopts else [], known)
        if any(phase.inquiry for phase in self.phases) and not self.steps:
            msg = "a phase walks the inquiry, but there are no steps"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _chooser_knows_the_pathways(self) -> Self:
        """See that every choice of the chooser is the name of a pathway (S98)."""
        _unique("pathways", [one.id for one in self.pathways])
        chooser = self.form(self.places.chooser) if self.places.chooser else None
        if (msg := why_unfit(chooser, self.pathways)) is not None:
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _protocols_fit(self) -> Self:
        """See that the network can have as many people as each conversation needs (S33)."""
        for protocol in self.protocols:
            if self.size.max < protocol.group.min:
                found = f"the protocol {protocol.id} for {protocol.group.min} or more"
                msg = f"{found} in a network of {self.size.max}, expected one for so many people"
                raise ValueError(msg)
        return self

    def _forms_named(self) -> list[str]:
        named = [self.places.reflection, self.places.charter, self.places.chooser]
        named += [series.reflection for series in self.series]
        named += [form for series in self.series for form in series.makes]
        named += [form for step in self.steps for form in (step.form, step.reflection)]
        named += [prompt.form for prompt in self.prompts]
        named += [module.form for phase in self.phases for module in phase.modules]
        return [form for form in named if form is not None]


def _unique(what: str, ids: list[str]) -> None:
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        msg = f"{what}: {twice[0]} stands twice"
        raise ValueError(msg)


def _known(what: str, named: list[str], known: set[str]) -> None:
    unknown = [name for name in named if name not in known]
    if unknown:
        msg = f"unknown {what} {unknown[0]!r}; known are {', '.join(sorted(known))}"
        raise ValueError(msg)
