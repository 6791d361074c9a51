"""Duties: what waits for the facilitator of the cast, from when on, and how it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Duty:
    """Something that waits for the facilitator, from a day or an instant on.

    ``act`` does it in Slack and says it in a few words. ``name`` is the same for the same occasion.
    """

    name: str
    when: date | datetime
    act: Callable[[], str]
