"""Next steps: what somebody said they would do, by when, and what came of it (S26, S72, S82)."""

from dataclasses import dataclass
from datetime import date

from bot.domain.entries import Entry
from bot.domain.forms import Form
from bot.domain.networks import Network
from bot.domain.next_steps import NEXT_STEP, NEXT_STEP_ON
from bot.domain.people import Actor
from bot.domain.permissions import may_read, may_read_step
from bot.services.following import about_follow_up
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What somebody wrote when their next step came back to them."""

    form: Form
    entry: Entry


@dataclass(frozen=True, kw_only=True, slots=True)
class NextStep:
    """A next step as its reader may see it."""

    entry: Entry
    what: str
    on: date | None
    """The day it names, on its author's own calendar."""
    outcome: Outcome | None
    """What came of it; None where nothing is written, or nothing that the reader may read."""


def next_steps(
    tx: Transaction, network: Network, author_id: int, *, reader: Actor
) -> tuple[NextStep, ...]:
    """Return the next steps of somebody that a reader may read, the latest planned first."""
    author = tx.members.get(network.id, author_id)
    trio = author.trio if author is not None and author.left_at is None else None
    everything = tx.entries.of_author(author_id, network_id=network.id)
    written = [one for one in everything if may_read_step(reader, one, author_trio=trio)]
    read = [one for one in everything if may_read(reader, one, author_trio=trio)]
    told = {one.about: one for one in reversed(read)}
    return tuple(
        NextStep(
            entry=one,
            what=str(one.answers[NEXT_STEP]),
            on=_day(one),
            outcome=_outcome(network, told[about]) if about in told else None,
        )
        for one in written
        if one.answers.get(NEXT_STEP)
        for about in [about_follow_up(one.id)]
    )


def _day(entry: Entry) -> date | None:
    named = entry.answers.get(NEXT_STEP_ON)
    return date.fromisoformat(str(named)) if named else None


def _outcome(network: Network, entry: Entry) -> Outcome:
    return Outcome(form=network.programme.form(entry.form_id, entry.answers), entry=entry)
