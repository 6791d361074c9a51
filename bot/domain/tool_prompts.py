"""Decide when the toolkit speaks: one item before a session, its question after it (S5); pure.

A gathering that lasts several days is one session: the item comes before its first day, the
question after its last.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.deliveries import NewDelivery
from bot.domain.gatherings import Gathering
from bot.domain.kinds import Kind
from bot.domain.local_time import Rhythm, local_date, prompt_on_or_after, prompt_on_or_before
from bot.domain.marks import tool_thing
from bot.domain.networks import Network
from bot.domain.people import Person
from bot.domain.series import Series
from bot.domain.toolkit import Tool
from bot.i18n import mark

SESSIONS = frozenset({"session", "conference", "institute", "workshop"})
"""Kinds of series that the toolkit goes with."""
_APART = timedelta(days=4)
"""Between the reminders of a week and of a day, so that no morning brings two messages; as long
after the session, so that item and question never count towards one cap of seven days."""


class Moment(StrEnum):
    """Whether an item is brought, or asked about."""

    BEFORE = "before"
    AFTER = "after"


def session_of(gathering: Gathering, series: Series) -> str:
    """Return which session of its series a gathering belongs to: ``institute/2``."""
    return f"{series.id}/{series.time_of(gathering.number)}"


def moments_of(gathering: Gathering, series: Series) -> Iterator[Moment]:
    """Yield what belongs to one day of a session; nothing to a day in its middle."""
    if series.kind not in SESSIONS:
        return
    if (gathering.number - 1) % series.lasts_days == 0:
        yield Moment.BEFORE
    if gathering.number % series.lasts_days == 0:
        yield Moment.AFTER


def tool_instant(gathering: Gathering, moment: Moment, rhythm: Rhythm) -> datetime:
    """Return when it comes, in UTC, at the member's own prompt hour.

    Four days before the session, or on the last working day before that; four days after it, or on
    the next working day.
    """
    if moment is Moment.BEFORE:
        day = local_date(gathering.starts_at, zone=rhythm.zone) - _APART
        return prompt_on_or_before(day, rhythm)
    day = local_date(gathering.ends_at, zone=rhythm.zone) + _APART
    return prompt_on_or_after(day, rhythm)


def tool_prompt(
    tool: Tool,
    moment: Moment,
    *,
    gathering: Gathering,
    session: str,
    network: Network,
    person: Person,
    due_at: datetime,
) -> NewDelivery:
    """Return one prompt of the toolkit for one member."""
    reasons = {
        Moment.BEFORE: mark("A session is near; this is one thing of the toolkit to take there."),
        Moment.AFTER: mark("The session was; this is the question that goes with it."),
    }
    return NewDelivery(
        team_id=network.team_id,
        network_id=network.id,
        kind=Kind.TOOL,
        thing=tool_thing(tool.id),
        occurrence=f"{moment}/{gathering.id}/{gathering.revision}",
        recipient=f"person:{person.id}",
        due_at=due_at,
        deadline_at=gathering.starts_at if moment is Moment.BEFORE else None,
        reason=reasons[moment],
        refs={
            "tool": tool.id,
            "moment": moment.value,
            "session": session,
            "gathering": gathering.id,
            "revision": gathering.revision,
        },
    )
