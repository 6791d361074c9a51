"""Preferences: when somebody is away, what they are asked no more, and that it holds at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.clock import Clock
from bot.domain.local_time import Rhythm, local_date, zone_named
from bot.domain.networks import Network
from bot.domain.people import Actor, Away, Person, Settings, Silence
from bot.domain.permissions import Verb, demand
from bot.errors import Invalid, NotFound
from bot.i18n import language_of, mark
from bot.services.catching_up import rearrange
from bot.services.holding import ASK_AGAIN_AFTER
from bot.services.prompts import prompt_named
from bot.services.rhythms import rhythm_of
from storage.store import Store
from storage.transaction import Transaction

_MOST_AWAY = 12
_LONGEST_AWAY = timedelta(days=366)


Change = Callable[[Settings], Settings]
"""Return other settings than those that hold now."""


class Wish(StrEnum):
    """What somebody answers to the question whether to go on asking."""

    GO_ON = "go_on"
    LATER = "later"
    NO_MORE = "no_more"


@dataclass(frozen=True, kw_only=True, slots=True)
class Resting:
    """Something a person is not asked at present; ``name`` is in their language."""

    silence: Silence
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Preferences:
    """Verbs about being left in peace; nothing is hidden by any of them."""

    store: Store
    clock: Clock

    def rhythm(self, actor: Actor) -> Rhythm:
        """Return when a person is written to in their first network, or anywhere."""
        demand(actor, Verb.CHANGE_OWN_SETTINGS)
        with self.store.read() as tx:
            return own_rhythm(tx, actor.person)

    def today(self, actor: Actor) -> date:
        """Return the date on a person's own calendar."""
        return local_date(self.clock.now(), zone=self.rhythm(actor).zone)

    def go_away(self, actor: Actor, *, since: date, until: date) -> Away:
        """Keep days on which a person is away, both included, on their own calendar.

        What is past is forgotten. Raises Invalid for days in the wrong order, days that are over,
        more than a year, or more than a dozen times.
        """
        demand(actor, Verb.CHANGE_OWN_SETTINGS)
        today = self.today(actor)
        away = Away(since=since, until=until)
        _look_at(away, today)
        self._keep(actor, lambda now: replace(now, away=_with(now.away, away, today=today)))
        return away

    def come_back(self, actor: Actor, away: Away) -> Person:
        """Forget days away; what is not there changes nothing."""
        demand(actor, Verb.CHANGE_OWN_SETTINGS)
        return self._keep(
            actor,
            lambda now: replace(now, away=tuple(one for one in now.away if one != away)),
        )

    def pause_until(self, actor: Actor, until: date) -> Person:
        """Silence prompts until a day, on which they are heard again. Raises Invalid for today."""
        demand(actor, Verb.CHANGE_OWN_SETTINGS)
        if until <= self.today(actor):
            raise Invalid(mark("Please choose a day from tomorrow on."))
        return self._keep(actor, lambda now: replace(now, paused=True, paused_until=until))

    def wish(self, actor: Actor, network_id: int, *, prompt: str, wish: Wish) -> Silence:
        """Keep whether to go on asking for something: yes, in four weeks, or no more."""
        demand(actor, Verb.WRITE_ENTRY, network_id=network_id)
        now = self.clock.now()
        until = {
            Wish.GO_ON: self.today(actor),
            Wish.LATER: self.today(actor) + ASK_AGAIN_AFTER,
            Wish.NO_MORE: None,
        }[wish]
        silence = Silence(
            person_id=actor.id, network_id=network_id, prompt=prompt, until=until, at=now
        )
        with self.store.write() as tx:
            network = tx.networks.get(network_id)
            if network is None or _name(tx, network, prompt, language="en") is None:
                raise NotFound
            tx.silences.keep(silence)
        return silence

    def _keep(self, actor: Actor, change: Change) -> Person:
        with self.store.write() as tx:
            return keep(tx, actor, change, now=self.clock.now())


def keep(tx: Transaction, actor: Actor, change: Change, *, now: datetime) -> Person:
    """Change what a person chose for themselves, and move the digest that waits accordingly.

    ``change`` is given what holds now: two presses at once then leave both, not the later one.
    """
    person = tx.people.get(actor.id)
    if person is None:
        raise NotFound
    changed = replace(person, settings=change(person.settings))
    tx.people.update(changed)
    rearrange(tx, changed, now=now)
    return changed


def _with(absences: Iterable[Away], away: Away, *, today: date) -> tuple[Away, ...]:
    """Return the absences to come with one more; raises Invalid for too many."""
    ahead = {one for one in absences if one.until >= today} | {away}
    if len(ahead) > _MOST_AWAY:
        raise Invalid(mark("These are many absences. Please remove one first."), field="away_since")
    return tuple(sorted(ahead, key=lambda one: (one.since, one.until)))


def own_rhythm(tx: Transaction, person: Person) -> Rhythm:
    """Return when a person is written to in their first network, or by default without one."""
    networks = tx.networks.of_person(person.id)
    if networks:
        return rhythm_of(tx, networks[0], person)
    return person.rhythm(Rhythm(zone=zone_named(None)))


def resting(tx: Transaction, person: Person, *, today: date) -> tuple[Resting, ...]:
    """Return what a person is not asked at present, because they or their silence said so."""
    found: list[Resting] = []
    for silence in tx.silences.of_person(person.id):
        network = tx.networks.get(silence.network_id) if silence.holds(today) else None
        if network is None:
            continue
        name = _name(tx, network, silence.prompt, language=language_of(person.locale))
        if name is not None:
            found.append(Resting(silence=silence, name=name))
    return tuple(found)


def _name(tx: Transaction, network: Network, prompt: str, *, language: str) -> str | None:
    """Return the name of what is asked, or None for what the network never asked."""
    found = prompt_named(tx, network, prompt.partition(":")[2])
    return found.name.say(language) if found is not None and found.thing == prompt else None


def _look_at(away: Away, today: date) -> None:
    if away.until < away.since:
        raise Invalid(mark("The last day comes before the first one."), field="away_until")
    if away.until < today:
        raise Invalid(mark("These days are over already."), field="away_until")
    if away.until - away.since > _LONGEST_AWAY:
        raise Invalid(mark("Please choose at most a year."), field="away_until")
