"""Stories: the dated way of one school through a network, from its records; pure (S4).

Only what the network knows anyway enters a story: gatherings, what was shared with all, what was
adopted, visits. Titles, never texts. Days are those of the network's calendar.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from bot.domain.fields import FieldKind
from bot.domain.figures import month_of
from bot.domain.forms import Form
from bot.domain.kinds import Message

MOST_MOMENTS = 40
"""More do not fit into one message."""
_NEXT_STEP_ON = "next_step_on"


class MomentKind(StrEnum):
    """What happened; its value is kept in messages."""

    JOINED = "joined"
    PHASE = "phase"
    CAME = "came"
    HOSTED = "hosted"
    SHARED = "shared"
    ADOPTED = "adopted"


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Moment:
    """One line of a story; ``what`` is a title or a name, empty where the kind says it all."""

    on: date
    kind: MomentKind
    what: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SchoolStory(Message):
    """The story of a school, as somebody showed it to the channel."""

    school: str
    moments: tuple[Moment, ...]


def timeline(moments: Iterable[Moment]) -> tuple[Moment, ...]:
    """Return the moments of a school in their order; meetings of a month are one line.

    The same thing is told once a month, however many of a school shared it. Of very many moments
    the latest are kept.
    """
    ordered = sorted(set(moments), key=lambda one: (one.on, one.kind, one.what))
    first = {(month_of(one.on), one.kind, one.what): one for one in reversed(ordered)}
    once = sorted(first.values(), key=lambda one: (one.on, one.kind, one.what))
    came: dict[date, list[Moment]] = {}
    for one in once:
        if one.kind is MomentKind.CAME:
            came.setdefault(month_of(one.on), []).append(one)
    joined = [
        Moment(on=some[0].on, kind=MomentKind.CAME, what=", ".join(one.what for one in some))
        for some in came.values()
    ]
    others = [one for one in once if one.kind is not MomentKind.CAME]
    lines = sorted([*others, *joined], key=lambda one: (one.on, one.kind, one.what))
    return tuple(lines[-MOST_MOMENTS:])


def is_begun(moments: Iterable[Moment]) -> bool:
    """Whether there is something to tell: that a school has joined is not a story yet."""
    return any(one.kind is not MomentKind.JOINED for one in moments)


def is_plan(form: Form) -> bool:
    """Whether a form is a plan of action: it asks for days to come, in a list or by themselves.

    A next step beside a reflection comes back to its author by itself and makes no plan.
    """
    asked = (*form.fields, *(question for field in form.fields for question in field.fields))
    return any(
        one.kind is FieldKind.DATE and not one.in_the_past and one.id != _NEXT_STEP_ON
        for one in asked
    )


def dumped(moments: Iterable[Moment]) -> str:
    """Return moments as the outbox keeps them."""
    return json.dumps([[one.on.isoformat(), one.kind, one.what] for one in moments])


def loaded(text: str) -> tuple[Moment, ...]:
    """Read moments back."""
    return tuple(
        Moment(on=date.fromisoformat(on), kind=MomentKind(kind), what=what)
        for on, kind, what in json.loads(text)
    )


def fingerprint(moments: Iterable[Moment]) -> str:
    """Return a word that differs where a single moment does: what was looked at is what goes."""
    return sha256(dumped(moments).encode()).hexdigest()[:16]
