"""Drafts of nudges: the words, for whom, when, how often; checked before anybody looks at them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from textwrap import shorten

from bot.domain.networks import Network
from bot.domain.prompts import Audience, Every, Missing, Prompt
from bot.domain.roles import Standing
from bot.domain.rounds import rounds_between
from bot.domain.text import Text
from bot.errors import Invalid
from bot.i18n import mark
from storage.transaction import Transaction

LONGEST = 1500
"""Characters of a nudge; with all else it fits into what a modal remembers."""
ROLE, LEVEL, SCHOOL, STANDING = "role", "level", "school", "standing"
"""What groups are named by: ``role:principal``, ``level:high``, ``school:12``, ``standing:..``."""
_SHOWN_DAYS = 3
_NAME = 60
_YEAR = timedelta(days=370)


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A nudge as somebody writes it; ``day`` is its first day, None for today."""

    text: str
    missing: Missing = Missing.NOTHING
    only: tuple[str, ...] = ()
    """Groups that it is narrowed to; none for everybody."""
    day: date | None = None
    every: Every = Every.ONCE
    until: date | None = None
    form: str | None = None
    """The questions it opens, in rounds."""
    remind_after: int = 0
    """Working days after which those who have not answered are reminded; 0 for never."""

    def as_prompt(self, audience: Audience) -> Prompt:
        """Return the standing prompt that waits for its day; ``day`` has been checked."""
        assert self.day is not None  # noqa: S101 - what goes now waits for nothing
        return Prompt(
            id="0",
            name=_text(shorten(self.text, _NAME, placeholder="…").strip("…") or self.text[:_NAME]),
            when=self.every.since(self.day),
            audience=audience,
            remind_after=(self.remind_after,) if self.remind_after else (),
            since=self.day,
            until=self.until,
            form=self.form,
            text=_text(self.text),
        )


def check_draft(draft: Draft, network: Network, *, today: date) -> Draft:
    """Return a draft as it can be sent; raises Invalid beside the field that cannot."""
    words = draft.text.strip()
    if not words:
        raise Invalid(mark("Please write a few words."), field="text")
    if len(words) > LONGEST:
        raise Invalid(
            mark("This is {length} characters long; {most} fit. Please shorten it a little."),
            field="text",
            length=len(words),
            most=LONGEST,
        )
    _check_days(draft, today=today)
    if draft.form is not None and draft.form not in {one.id for one in network.programme.forms}:
        raise Invalid(mark("Please choose from the list."), field="form")
    return replace(draft, text=words)


def audience_of(tx: Transaction, network: Network, draft: Draft) -> Audience:
    """Return whom a draft is for; groups that are no longer there are left out."""
    named = [one.partition(":") for one in draft.only]
    schools = {str(one.id): one.name for one in tx.members.schools(network.id)}
    kinds = [which for kind, _, which in named if kind == STANDING]
    return Audience(
        roles=tuple(which for kind, _, which in named if kind == ROLE),
        levels=tuple(which for kind, _, which in named if kind == LEVEL),
        schools=tuple(schools[which] for kind, _, which in named if which in schools),
        standing=Standing(kinds[0]) if len(kinds) == 1 else None,
        missing=draft.missing,
    )


def upcoming(draft: Draft, network: Network) -> tuple[date, ...]:
    """Return the first days on which a draft would come; none where it goes now."""
    if draft.day is None:
        return ()
    prompt = draft.as_prompt(Audience(missing=draft.missing))
    rounds = rounds_between(prompt, network, since=draft.day, until=draft.day + _YEAR)
    return tuple(one.on for one in rounds[:_SHOWN_DAYS])


def _check_days(draft: Draft, *, today: date) -> None:
    if draft.day is None:
        if draft.every is not Every.ONCE:
            raise Invalid(mark("Please choose the first day."), field="day")
        return
    if draft.day <= today:
        raise Invalid(mark("Please choose a day from tomorrow on."), field="day")
    if draft.day > today + _YEAR:
        raise Invalid(mark("Please choose a day within the next year."), field="day")
    if draft.until is not None and draft.until < draft.day:
        raise Invalid(mark("The last day lies before the first one."), field="until")


def _text(words: str) -> Text:
    return Text(by_language={"en": words})
