"""Toolkit and readings: what a programme gives to know, and to try at school (S5, S31)."""

from collections.abc import Collection, Sequence
from typing import Annotated, Self

from pydantic import Field, model_validator

from bot.domain.forms import Identifier, Strict
from bot.domain.text import Words

Link = Annotated[str, Field(pattern=r"^https://\S+$", max_length=500)]


class Reading(Strict):
    """A short text or a link that members read before they talk about it."""

    title: Words
    minutes: int = Field(ge=1, le=60)
    link: Link | None = None
    text: Words | None = None

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        if self.link is None and self.text is None:
            msg = "neither link nor text, expected one of them"
            raise ValueError(msg)
        return self


class Tool(Reading):
    """An item of the toolkit: something a leader can use at school tomorrow."""

    id: Identifier
    phases: tuple[Identifier, ...] = ()
    """The phases it belongs to; none means all."""
    try_it: Words
    """The question that comes after the session: what it would be like to use it."""


def tools_of(toolkit: Sequence[Tool], phase_id: str) -> tuple[Tool, ...]:
    """Return the items of a phase, in the order of the file; one without phases is of all."""
    return tuple(tool for tool in toolkit if not tool.phases or phase_id in tool.phases)


def next_tool(toolkit: Sequence[Tool], phase_id: str, *, given: Collection[str]) -> Tool | None:
    """Return the item that comes next in a phase; None once all of them were given."""
    return next((tool for tool in tools_of(toolkit, phase_id) if tool.id not in given), None)
