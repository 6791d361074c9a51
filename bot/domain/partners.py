"""Partners: pairs or trios of members who hold one another to their word (S26)."""

from pydantic import Field

from bot.domain.forms import Strict


class PartnersRule(Strict):
    """How members are matched, and for how long."""

    size: int = Field(default=2, ge=2, le=3)
    """Two or three; who is left over makes one group larger."""
    weeks: int | None = Field(default=None, ge=2, le=60)
    """After so many weeks the facilitator is offered to match anew; none means they stay."""
