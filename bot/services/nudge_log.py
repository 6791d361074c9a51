"""The log of nudges: what was said to how many, and how many have done it since; counts only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.clock import Clock
from bot.domain.deliveries import Action, Delivery, DeliveryState
from bot.domain.entries import About
from bot.domain.kinds import Kind
from bot.domain.local_time import local_date
from bot.domain.networks import Network
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand
from bot.domain.prompts import Missing, Prompt
from bot.domain.rounds import rounds_between
from bot.i18n import language_of
from bot.services.missing import done_by
from bot.services.networks import the_network
from bot.services.nudges import UNDONE
from bot.services.occasions import about_checkin
from bot.services.prompts import network_prompts, prompt_named
from storage.store import Store
from storage.transaction import Transaction

_MOST_ROWS = 600
_MOST_SHOWN = 12
_YEAR = timedelta(days=370)
_ON_ITS_WAY = frozenset({DeliveryState.PENDING, DeliveryState.CLAIMED, DeliveryState.UNKNOWN})


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """One nudge, or one round of a standing prompt: to how many it went, and what came of it.

    ``done`` is None where it asks for nothing in particular, or nobody can know.
    """

    text: str
    is_round: bool
    """Whether it asked for answers to questions; ``text`` is their name then."""
    missing: Missing
    first_at: datetime
    sent: int
    waiting: int
    held: int
    """Who did not get it after all: done in between, away, enough for this week."""
    done: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """A prompt that goes on, and when it comes next; None where it has come for the last time."""

    prompt: Prompt
    next_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Log:
    """All that a network is nudged with: what goes on, and what was said, newest first."""

    network: Network
    standing: tuple[Standing, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class NudgeLog:
    """The verb behind the list of nudges."""

    store: Store
    clock: Clock

    def see(self, actor: Actor, network_id: int) -> Log:
        """Return what goes on and what came of what was said."""
        demand(actor, Verb.NUDGE, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            today = local_date(self.clock.now(), zone=actor.person.rhythm(network.rhythm).zone)
            return Log(
                network=network,
                standing=_standing(tx, network, today=today),
                told=_told(tx, network, language=language_of(actor.person.locale)),
            )


def _standing(tx: Transaction, network: Network, *, today: date) -> tuple[Standing, ...]:
    """Return what goes on; what came for the last time is shown no longer."""
    found = [
        Standing(prompt=one, next_on=_next_on(one, network, today=today))
        for one in network_prompts(tx, network)
    ]
    return tuple(one for one in found if one.next_on is not None)


def _next_on(prompt: Prompt, network: Network, *, today: date) -> date | None:
    rounds = rounds_between(prompt, network, since=today, until=today + _YEAR)
    return next((one.on for one in rounds if one.on >= today), None)


def _told(tx: Transaction, network: Network, *, language: str) -> tuple[Told, ...]:
    """Return what was said, newest first; what was taken back is as if it had not been."""
    rows = tx.prompts.said(network.id, _MOST_ROWS)
    taken_back = {one.thing for one in rows if one.action is Action.WITHDRAW}
    said: dict[tuple[str, str], list[Delivery]] = {}
    for row in rows:
        if row.action is Action.POST and row.thing not in taken_back and row.outcome != UNDONE:
            said.setdefault((row.thing, row.occurrence.partition("/")[0]), []).append(row)
    done = _Done(tx=tx, network=network, known={})
    shown = list(said.values())[:_MOST_SHOWN]
    return tuple(_one(tx, network, one, done=done, language=language) for one in shown)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Done:
    """Who has done which thing, each asked of the database once."""

    tx: Transaction
    network: Network
    known: dict[About, frozenset[int]]

    def by(self, about: About) -> frozenset[int]:
        if about not in self.known:
            self.known[about] = done_by(self.tx, self.network, about)
        return self.known[about]


def _one(
    tx: Transaction, network: Network, rows: Sequence[Delivery], *, done: _Done, language: str
) -> Told:
    first = rows[-1]
    prompt = prompt_named(tx, network, str(first.refs.get("prompt", first.refs.get("checkin", ""))))
    is_round = first.kind is Kind.CHECKIN_PROMPT
    sent = {one.recipient: one for one in rows if one.state is DeliveryState.SENT}
    waiting = {one.recipient for one in rows if one.state in _ON_ITS_WAY}
    everybody = {one.recipient for one in rows}
    abouts = {one.person_id: _about(one) for one in sent.values()}
    known = {who: about for who, about in abouts.items() if about is not None}
    counted = sum(who in done.by(about) for who, about in known.items())
    can_be_known = bool(known) and not (prompt and _is_anonymous(prompt, network))
    return Told(
        text=_words(first, prompt, language=language, is_round=is_round),
        is_round=is_round,
        missing=Missing(str(first.refs.get("missing", Missing.NOTHING.value))),
        first_at=min(one.settled_at or one.due_at for one in rows),
        sent=len(sent),
        waiting=len(waiting - sent.keys()),
        held=len(everybody - sent.keys() - waiting),
        done=counted if can_be_known else None,
    )


def _about(row: Delivery) -> About | None:
    """Return what a message asked for, if for anything."""
    if row.kind is Kind.CHECKIN_PROMPT:
        return about_checkin(str(row.refs["checkin"]), str(row.refs["round"]))
    return About.read(str(row.refs["about"])) if "about" in row.refs else None


def _words(first: Delivery, prompt: Prompt | None, *, language: str, is_round: bool) -> str:
    if prompt is None:
        return first.text or ""
    words = prompt.name if is_round or prompt.text is None else prompt.text
    return words.say(language)


def _is_anonymous(prompt: Prompt, network: Network) -> bool:
    return prompt.form is not None and network.programme.form(prompt.form).anonymous
