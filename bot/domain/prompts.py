"""What people are asked again and again: a form, or a few words, when, whom, until when.

A programme declares its check-ins and nudges in its file; a facilitator makes more in Slack. They
are one kind of thing, so that planning, the door and the log know only one (issue 4, 2).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from bot.domain.forms import Identifier, Strict
from bot.domain.local_time import WEEKDAYS
from bot.domain.recurrence import Recurrence, Weekday
from bot.domain.roles import Standing
from bot.domain.text import Words

MOST_REMINDERS = 2
ANONYMOUS_REMINDER = 3
"""Working days after which an anonymous form reminds all, where its prompt says nothing."""
QUIET_DAYS = 28
"""Who has written nothing for so long is quiet."""
_LONGEST_WAIT = 20


class Missing(StrEnum):
    """Whom a prompt is for: everybody, or those who have not done one thing."""

    NOTHING = "nothing"
    STEP = "inquiry"
    CHECKIN = "checkin"
    RSVP = "conference"
    REFLECTION = "reflect"
    ANYTHING = "anything"
    """Who has written nothing at all for four weeks (S24)."""

    @property
    def verb(self) -> str | None:
        """Which command does the missing thing, if one does."""
        if self is Missing.NOTHING:
            return None
        return Missing.REFLECTION.value if self is Missing.ANYTHING else self.value


class Every(StrEnum):
    """How often a facilitator's nudge comes, counted from its first day."""

    ONCE = "once"
    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    FOUR_WEEKS = "four_weeks"
    MONTH = "month"
    """On the same weekday of the month: the second Tuesday, the last Friday."""

    def since(self, day: date) -> Recurrence:
        """Return the recurrence that begins on a day."""
        weekday = WEEKDAYS[day.weekday()]
        match self:
            case Every.ONCE:
                return Recurrence(days=(day,))
            case Every.MONTH:
                week = (day.day - 1) // 7 + 1
                return Recurrence.model_validate({"week": _OF_MONTH[week], "weekday": weekday})
            case _:
                weeks = {Every.WEEK: 1, Every.TWO_WEEKS: 2, Every.FOUR_WEEKS: 4}[self]
                return Recurrence.model_validate({"weekday": weekday, "every_weeks": weeks})


_OF_MONTH = (0, 1, 2, 3, 4, -1)
"""A fifth weekday of a month is its last one."""


class Audience(Strict):
    """Whom a prompt is for: each list narrows it down, an empty one leaves it open."""

    roles: tuple[Identifier, ...] = ()
    levels: tuple[Identifier, ...] = ()
    schools: tuple[str, ...] = ()
    """Names of schools, in any case."""
    phases: tuple[Identifier, ...] = ()
    """While the network is in one of these."""
    standing: Standing | None = None
    """Only office holders, or only those who grow into leadership (S19)."""
    missing: Missing = Missing.NOTHING

    def holds(
        self,
        *,
        role: str | None,
        level: str | None,
        school: str | None,
        phase: str,
        standing: Standing | None,
    ) -> bool:
        """Whether somebody is meant, apart from what they have or have not done."""
        schools = {one.casefold() for one in self.schools}
        return all(
            (
                not self.phases or phase in self.phases,
                not self.roles or role in self.roles,
                not self.levels or level in self.levels,
                self.standing is None or standing is self.standing,
                not schools or (school or "").casefold() in schools,
            )
        )


class Prompt(Strict):
    """Something asked again and again: a form to fill, words to read, or both."""

    id: str
    """A word of the file, or the number of one that a facilitator made."""
    name: Words
    when: Recurrence | None = None
    audience: Audience = Audience()
    remind_after: tuple[Annotated[int, Field(ge=1, le=_LONGEST_WAIT)], ...] = Field(
        default=(), max_length=MOST_REMINDERS
    )
    """Working days after which those who have not answered are reminded."""
    since: date | None = None
    until: date | None = None
    times: int | None = Field(default=None, ge=1, le=200)
    """After so many rounds it stops; with ``until``, whichever comes first."""
    form: Identifier | None = None
    text: Words | None = None

    @model_validator(mode="after")
    def _can_be_asked(self) -> Self:
        if self.form is None and self.text is None:
            msg = "neither a form nor a text, expected one of them"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _comes_in_order(self) -> Self:
        if list(self.remind_after) != sorted(set(self.remind_after)):
            days = ", ".join(str(one) for one in self.remind_after)
            msg = f"remind_after {days}, expected rising numbers of days"
            raise ValueError(msg)
        if self.since is not None and self.until is not None and self.until < self.since:
            msg = f"until {self.until} before since {self.since}, expected a later day"
            raise ValueError(msg)
        return self

    @property
    def rule(self) -> Recurrence:
        """When it comes; every prompt that could be read says so."""
        assert self.when is not None  # noqa: S101 - what says otherwise was refused
        return self.when

    @property
    def is_made(self) -> bool:
        """Whether a facilitator made it; ids of a file begin with a letter."""
        return self.id.isdigit()

    @property
    def thing(self) -> str:
        """What its deliveries are about, as the outbox names it."""
        return f"{'checkin' if self.form else 'prompt'}:{self.id}"

    def reminders(self, *, anonymous: bool) -> tuple[int, ...]:
        """Return after how many working days it is asked again.

        An anonymous form reminds all, once: a reminder to the missing would tell who they are.
        """
        return (self.remind_after or (ANONYMOUS_REMINDER,))[:1] if anonymous else self.remind_after


class CheckIn(Prompt):
    """A short recurring question round.

    ``weekday`` and ``every_weeks`` beside ``form`` are short for the same two keys in ``when``.
    """

    id: Identifier
    form: Identifier
    weekday: Weekday | None = None
    every_weeks: int | None = Field(default=None, ge=1, le=26)

    @model_validator(mode="after")
    def _says_when_once(self) -> Self:
        if (self.when is None) == (self.weekday is None):
            both = "weekday beside when" if self.when else f"no weekday in {self.id}"
            msg = f"{both}, expected weekday: monday, or when with other days"
            raise ValueError(msg)
        if self.when is not None and self.every_weeks is not None:
            msg = "every_weeks beside when, expected it inside of when"
            raise ValueError(msg)
        return self

    @property
    def rule(self) -> Recurrence:
        """When it comes, also where it is said in short."""
        return self.when or Recurrence(weekday=self.weekday, every_weeks=self.every_weeks)


class Nudge(Prompt):
    """Words of the programme to those whom they concern, each time in private."""

    id: Identifier
    when: Recurrence
    text: Words


@dataclass(frozen=True, kw_only=True, slots=True)
class MadePrompt:
    """A prompt that a facilitator made; ``made_by`` is None when they were erased."""

    network_id: int
    made_by: int | None
    prompt: Prompt
    created_at: datetime
    stopped_at: datetime | None = None
