"""Steps: what is asked in a cycle of inquiry, of whom, and when it is done (S40)."""

from enum import StrEnum

from pydantic import Field

from bot.domain.forms import Identifier, Strict
from bot.domain.text import Words

_MOST_CHECKS = 10


class Asked(StrEnum):
    """Whom a step asks for an answer."""

    EVERYONE = "everyone"
    HOST = "host"
    FACILITATOR = "facilitator"


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
    protocol: Identifier | None = None
    """The conversation in which it is talked about or done (S33, S45, S46)."""
    form: Identifier
    checks: tuple[Check, ...] = Field(min_length=1, max_length=_MOST_CHECKS)
    reflection: Identifier | None = None
    adopts: Identifier | None = None
    """The field of the form of which one answer is adopted by all; the others are kept (S41)."""
