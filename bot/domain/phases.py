"""Phases: which entry and exit criteria a network has met (S23)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Tick:
    """What a facilitator decided about one criterion of a phase.

    A criterion is met, or waived with a reason, so that a network can go on with open eyes.
    ``by_id`` is None once that person's data was erased.
    """

    network_id: int
    phase_id: str
    criterion_id: str
    met: bool = False
    waived: bool = False
    reason: str | None = None
    by_id: int | None
    at: datetime
