"""The rounds of a prompt: on which days it is asked, and when each person hears of it; pure.

A round is named by the day the rhythm gives it, and keeps that name wherever it moves. On a day
on which somebody does not work it comes on their next working day, and says what moved it; where
the next round would come by then, it is left out. Reminders count that person's working days. What
the programme asks ends with its last week; what a facilitator made ends when they said.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.deliveries import NewDelivery
from bot.domain.entries import About
from bot.domain.kinds import Kind
from bot.domain.local_time import Rhythm, local_date, prompt_on_or_after
from bot.domain.networks import Member, Network
from bot.domain.people import Person
from bot.domain.prompts import Audience, Missing, Prompt
from bot.domain.recurrence import days_of
from bot.i18n import mark

LONGEST_WAIT = timedelta(weeks=4)
"""So long an answer is waited for at the most; it is taken later, too."""
_DAY = timedelta(days=1)
_AHEAD = timedelta(days=370)
"""No recurrence is rarer than once a year: so far the round after the next is looked for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Round:
    """One occurrence of a prompt; ``next_on`` is the one after it, None for the last."""

    on: date
    next_on: date | None = None

    def comes_before_the_next(self, day: date) -> bool:
        """Whether a day is still in time for this round."""
        return self.next_on is None or day < self.next_on


def rounds_between(prompt: Prompt, network: Network, *, since: date, until: date) -> list[Round]:
    """Return the rounds between two dates, both included, and the last one before them.

    That one may have moved into them, or still send its reminders there.
    """
    rounds = _rounds(prompt, network, until=until + _AHEAD)
    earlier = [one for one in rounds if one.on < since]
    return earlier[-1:] + [one for one in rounds if since <= one.on <= until]


def open_round(prompt: Prompt, network: Network, *, today: date) -> date:
    """Return the day of the round that is open: the latest one asked, else the first to come."""
    near = rounds_between(prompt, network, since=today, until=today + _AHEAD)
    asked = [one.on for one in near if one.on <= today]
    if asked:
        return asked[-1]
    return near[0].on if near else network.starts_on


def waits_until(prompt: Prompt, network: Network, *, round_on: date, rhythm: Rhythm) -> date:
    """Return the day from which a round waits for nobody any more, on somebody's calendar.

    That is the day of the next round; of one that comes seldom, or is the last, as long after it is
    asked as it came after the round before, and four weeks at the most.
    """
    near = rounds_between(prompt, network, since=round_on, until=round_on)
    here = next((one for one in near if one.on == round_on), Round(on=round_on))
    apart = [min(round_on - one.on, LONGEST_WAIT) for one in near if one.on < round_on]
    asked_on = local_date(prompt_on_or_after(round_on, rhythm), zone=rhythm.zone)
    over_on = asked_on + (apart[-1] if apart else LONGEST_WAIT)
    return min(here.next_on or over_on, over_on)


def is_asked(prompt: Prompt, member: Member, network: Network) -> bool:
    """Whether a member is asked by a prompt, apart from what they have or have not done."""
    return is_meant(prompt.audience, member, network)


def is_meant(audience: Audience, member: Member, network: Network) -> bool:
    """Whether an audience has a member in it; those who lead the network are not asked."""
    role = network.programme.role(member.role or "")
    return not member.is_facilitator and audience.holds(
        role=member.role,
        level=member.level,
        school=member.school,
        phase=network.phase_id,
        standing=role.standing if role is not None else None,
    )


def days_after(about: About, written_on: date) -> int | None:
    """Return how many days after its round an answer was written; negative for an early one.

    None for what answers no round. Both are taken, and marked so (issue 4).
    """
    if about.kind != "checkin":
        return None
    try:
        round_on = date.fromisoformat(about.which.rpartition("/")[2])
    except ValueError:
        return None
    return (written_on - round_on).days


def moments(
    one: Round, prompt: Prompt, rhythm: Rhythm, *, anonymous: bool = False
) -> Iterator[datetime]:
    """Yield when a round is asked and when it is reminded of, in UTC; nothing for one left out.

    Only the first is sent to all; reminders are for those who have not answered by then, unless
    the form is anonymous.
    """
    asked_at = prompt_on_or_after(one.on, rhythm)
    asked_on = local_date(asked_at, zone=rhythm.zone)
    if not one.comes_before_the_next(asked_on):
        return
    yield asked_at
    if prompt.form is None and prompt.audience.missing is Missing.NOTHING:
        return
    for days in prompt.reminders(anonymous=anonymous):
        day = working_days_after(asked_on, days, rhythm)
        if one.comes_before_the_next(day):
            yield prompt_on_or_after(day, rhythm)


def working_days_after(day: date, count: int, rhythm: Rhythm) -> date:
    """Return the day that is so many of somebody's working days later.

    Somebody who never works gets plain days, so that nothing is looked for without end.
    """
    limit = day + _AHEAD
    while count and day < limit:
        day += _DAY
        count -= rhythm.works(day) or not rhythm.working_days
    return day


def moved(on: date, due_at: datetime, rhythm: Rhythm) -> dict[str, str]:
    """Return what a delivery remembers about having been moved: from which day, and by what."""
    if local_date(due_at, zone=rhythm.zone) == on:
        return {}
    closed_by = rhythm.why_not(on)
    return {"moved_from": on.isoformat()} | ({"moved_by": closed_by} if closed_by else {})


def due_rounds(
    prompt: Prompt,
    network: Network,
    person: Person,
    *,
    rhythm: Rhythm,
    rounds: list[Round],
    since: datetime,
    until: datetime,
) -> Iterator[NewDelivery]:
    """Yield what one member hears of some rounds of a prompt, where it falls due in a window."""
    form = network.programme.form(prompt.form) if prompt.form else None
    anonymous = form is not None and form.anonymous
    for one in rounds:
        found = moments(one, prompt, rhythm, anonymous=anonymous)
        for number, due_at in enumerate(found):
            if since <= due_at < until:
                named = "checkin" if form else "prompt"
                told: dict[str, str | int] = {named: prompt.id, "round": one.on.isoformat()}
                told |= {"reminder": number} if number else moved(one.on, due_at, rhythm)
                yield NewDelivery(
                    team_id=network.team_id,
                    network_id=network.id,
                    kind=Kind.CHECKIN_PROMPT if form else Kind.NUDGE,
                    thing=prompt.thing,
                    occurrence=f"{one.on.isoformat()}/{number}" if number else one.on.isoformat(),
                    recipient=f"person:{person.id}",
                    due_at=due_at,
                    reason=_REASONS[_why(prompt, is_reminder=bool(number), anonymous=anonymous)],
                    refs=told,
                )


def _why(prompt: Prompt, *, is_reminder: bool, anonymous: bool) -> str:
    if is_reminder:
        return "to all" if anonymous else "missing"
    asks = "form" if prompt.form else "text"
    return f"own {asks}" if prompt.is_made else asks


_REASONS: Mapping[str, str] = {
    "form": mark("Your programme asks for a short check-in on this day."),
    "text": mark("Your programme has a word for you on this day."),
    "own form": mark("Your facilitator asks these questions on this day."),
    "own text": mark("Your facilitator wrote to you."),
    "missing": mark("You have not answered this yet, and it is still open."),
    "to all": mark("Everybody is reminded of this once: nobody knows who has answered."),
}


def _rounds(prompt: Prompt, network: Network, *, until: date) -> list[Round]:
    starts_on = max(network.starts_on, prompt.since or network.starts_on)
    last = until if prompt.is_made else min(until, _last_day(network))
    days = days_of(
        prompt.rule,
        since=starts_on,
        until=min(last, prompt.until or last),
        starts_on=starts_on,
        terms=network.terms,
    )[: prompt.times]
    after = [*days, None][1:]
    return [Round(on=day, next_on=later) for day, later in zip(days, after, strict=True)]


def _last_day(network: Network) -> date:
    """Return the last day of the programme: what it asks ends with it, if nobody says more."""
    return network.starts_on + timedelta(weeks=network.programme.weeks) - _DAY
