"""What a programme file may say; this model is its only definition.

A programme is phases, series of gatherings, an inquiry of steps, forms, check-ins, norms and words
for people: data that a facilitator can read, edit and check. A network keeps the version it began
with. Requirements S1-S4, S18, S20, S23, S29, S30, S40, S54, S60.
"""

from types import MappingProxyType
from typing import Annotated, Self

from pydantic import Field, model_validator

from bot.domain.decisions import Decision
from bot.domain.forms import Answers, Form, Identifier, Strict
from bot.domain.hours import Calendar, DeclaredHours
from bot.domain.partners import PartnersRule
from bot.domain.pathways import Pathway, why_unfit
from bot.domain.phases import Criterion, Module, Phase, PhaseInquiry, Scope
from bot.domain.prompts import CheckIn, Nudge, Prompt
from bot.domain.protocols import Protocol
from bot.domain.purpose import Framework, Milestone, SeriesCount, Strand
from bot.domain.recurrence import Weekday
from bot.domain.references import why_unsound
from bot.domain.roles import PeopleWords, Role, Span, Standing
from bot.domain.rubrics import Rubric, with_levels
from bot.domain.series import AgendaBlock, Lead, Series, SeriesRule
from bot.domain.steps import Asked, Check, Step, StepWho
from bot.domain.text import Words
from bot.domain.toolkit import Tool

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


class Places(Strict):
    """What forms serve the fixed places of a network's life."""

    reflection: Identifier
    """The form of ``/reflect``."""
    charter: Identifier | None = None
    """The form in which the network's purpose and goals are proposed (S29)."""
    chooser: Identifier | None = None
    """The form whose choices are named like the pathways; its answers point to one (S98)."""
    practice: Identifier | None = None
    """The form of practice notes, which others can try (S25)."""
    goal: Identifier | None = None
    """The form of a personal learning goal; the newest heads one's portfolio (S82)."""
    replica: Identifier | None = None
    """The form that tells of a community or an inquiry begun at one's own school (S27)."""
    readiness: Identifier | None = None
    """The form that somebody answers who accepts to become a member (S8)."""
    vision: Identifier | None = None
    """The form of the vision, shown beside plans of action (S84)."""
    open: tuple[Identifier, ...] = ()
    """Forms that can be written at any time (``/rounds write``)."""


class Programme(Strict):
    """One whole programme."""

    key: Key
    version: int = Field(default=1, ge=1)
    name: Words
    about: Words
    source: str | None = None
    purpose: Words | None = None
    """What all of it is for, in a sentence or two (S1)."""
    strands: tuple[Strand, ...] = ()
    """The threads that run through it, such as leadership and coaching (S1)."""
    framework: Framework | None = None
    """A framework of leadership that guides reflection: names and a link (S86)."""
    builds_on: Key | None = None
    """The programme of which this one says only what is different."""
    weeks: int = Field(ge=1, le=160)
    words: PeopleWords = PeopleWords()
    size: Span
    """How many members a network may have."""
    members_per_school: Span | None = None
    """How many members of one school belong together (S20); none where schools send one leader."""
    each_school: tuple[Identifier, ...] = ()
    """Roles of which every school sends somebody; a gap list names what is missing (S52)."""
    levels: tuple[Role, ...] = ()
    roles: tuple[Role, ...] = Field(min_length=1)
    norms: tuple[Words, ...] = ()
    hours: DeclaredHours = DeclaredHours()
    """When people are written to, where it differs from the defaults of every network."""
    calendar: Calendar = Calendar()
    """The school year: whose public holidays hold, and days without school for everybody."""
    phases: tuple[Phase, ...] = Field(min_length=1)
    series: tuple[Series, ...] = Field(min_length=1)
    counts: tuple[SeriesCount, ...] = ()
    """How many gatherings of a kind belong to it: sessions, embedded experiences (S89)."""
    steps: tuple[Step, ...] = ()
    decisions: tuple[Decision, ...] = ()
    """What members propose, vote on and adopt: values, norms, topics (S28, S30, S58, S59)."""
    partners: PartnersRule | None = None
    """Whether members are matched in pairs or trios, and who looks back with whom (S26)."""
    toolkit: tuple[Tool, ...] = ()
    """What a school needs to know in each phase (S5)."""
    story: tuple[Milestone, ...] = ()
    """The way of an invented school, shown until a real one has records (S4)."""
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

        Its ratings know the levels of their rubrics. Where nobody has partners, what is meant for
        them is for the facilitator. Raises KeyError for an unknown id.
        """
        versions = [form for form in (*self.earlier, *self.forms) if form.id == form_id]
        if not versions:
            raise KeyError(form_id)
        fitting = (one for one in reversed(versions) if one.asked_for(answers))
        form = with_levels(next(fitting, versions[-1]), self.rubrics)
        return form if self.partners is not None else form.without_partners()

    def step(self, step_id: str) -> Step:
        """Return a step of the inquiry; raises KeyError for an unknown id."""
        return {step.id: step for step in self.steps}[step_id]

    def phase(self, phase_id: str) -> Phase:
        """Return a phase; raises KeyError for an unknown id."""
        return {phase.id: phase for phase in self.phases}[phase_id]

    def one_series(self, series_id: str) -> Series:
        """Return a series of gatherings; raises KeyError for an unknown id."""
        return {series.id: series for series in self.series}[series_id]

    def one_decision(self, decision_id: str) -> Decision:
        """Return a decision; raises KeyError for an unknown id."""
        return {one.id: one for one in self.decisions}[decision_id]

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """Everything that is asked again and again: check-ins, then nudges."""
        return (*self.checkins, *self.nudges)

    def role(self, role_id: str) -> Role | None:
        """Return a role, or None for an id the programme does not name."""
        return {role.id: role for role in self.roles}.get(role_id)

    @model_validator(mode="after")
    def _references_hold(self) -> Self:
        if (msg := why_unsound(self)) is not None:
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _chooser_knows_the_pathways(self) -> Self:
        """See that every choice of the chooser is the name of a pathway (S98)."""
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
