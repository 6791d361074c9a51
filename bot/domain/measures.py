"""What is counted before a phase ends: of what, of whom, and how much is enough (S9, S23, S26)."""

from typing import Literal, Self

from pydantic import Field, model_validator

from bot.domain.forms import Identifier, Strict


class Measure(Strict):
    """One thing that records can tell, and how much of it is enough.

    One of ``weeks``, ``entries``, ``average``, ``attended``, ``held``, ``adopted``, ``partnered``
    and ``kept`` says what is looked at. Without ``by`` all of it is counted together; with
    ``by: members`` or ``by: schools`` so many of them must have ``each`` of it.
    """

    weeks: int | None = Field(default=None, ge=1, le=104)
    """Full weeks in the phase: time to digest before responsibility shifts (S9)."""
    entries: Identifier | None = None
    """The form of which entries are counted."""
    average: Identifier | None = None
    """The form of which the mean of one scale is taken, the newest answer of each member."""
    field: Identifier | None = None
    """The scale of ``average``."""
    attended: tuple[Identifier, ...] = ()
    """The series of which those invited took part in what has been."""
    held: tuple[Identifier, ...] = ()
    """The series of which gatherings that took place are counted."""
    adopted: Identifier | None = None
    """The decision that the network has adopted."""
    partnered: bool = False
    """Whether each member has a partner (S26)."""
    kept: bool = False
    """Whether next steps are counted of which their author wrote what came of them."""
    by: Literal["members", "schools"] | None = None
    each: int = Field(default=1, ge=1, le=50)
    """How many each of them needs."""
    share: int = Field(default=100, ge=1, le=100)
    """How many of them, or how much of the attendance, in percent."""
    count: int = Field(default=1, ge=1, le=500)
    """How many are enough where all are counted together."""
    at_least: float | None = Field(default=None, ge=0, le=10)
    """The mean that is enough."""

    @property
    def form(self) -> str | None:
        """The form that is looked at, if one is."""
        return self.entries or self.average

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        kinds = ("weeks", "entries", "average", "attended", "held", "adopted", "partnered", "kept")
        named = [kind for kind in kinds if getattr(self, kind)]
        if len(named) != 1:
            found = " and ".join(named) or "nothing"
            msg = f"{found} counted, expected one of {', '.join(kinds)}"
            raise ValueError(msg)
        if self.average is not None and (self.field is None or self.at_least is None):
            msg = "average alone, expected field and at_least beside it"
            raise ValueError(msg)
        return self
