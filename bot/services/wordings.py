"""Own wordings: a facilitator changes words and dates of their network, without a file (S58)."""

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.clock import Clock
from bot.domain.networks import Network
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand
from bot.domain.programme import Programme
from bot.domain.wording_places import Chapter, Manner
from bot.domain.wordings import Place, Wording, place_at, places_of, thawed
from bot.errors import Invalid, NotFound
from bot.i18n import mark
from bot.services.networks import the_network
from bot.services.programme_text import as_written
from bot.services.redating import Redated, redate, retitle
from bot.services.rewording import worded
from storage.store import Store
from storage.transaction import Transaction

_MOST_FOUND = 100
_MOST_LINES = 3000
_ALL_TOGETHER = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class WordingsView:
    """The own words of a network, each with its place as it is now; what just came of a change."""

    network: Network
    own: tuple[tuple[Wording, Place | None], ...]
    changed: Wording | None = None
    """What was changed just now; None where it was taken back, or where nothing was."""
    redated: Redated = field(default_factory=Redated)


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceView:
    """One place of a network's programme, to be changed."""

    network: Network
    place: Place
    own: Wording | None
    """What the programme says there, where the network says it in its own way already."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wordings:
    """Verbs about what a network says and dates in its own way."""

    store: Store
    clock: Clock

    def see(self, actor: Actor, network_id: int) -> WordingsView:
        """Return what a network says in its own way."""
        demand(actor, Verb.CHANGE_WORDS, network_id=network_id)
        with self.store.read() as tx:
            return _view(tx, the_network(tx, network_id, team_id=actor.person.team_id))

    def find(
        self,
        actor: Actor,
        network_id: int,
        *,
        chapter: Chapter | None,
        typed: str,
        called: Callable[[Place], str],
    ) -> tuple[Place, ...]:
        """Return the places of a chapter in which every typed word stands, for a menu.

        ``called`` says what people call a place in their language, so that they find it by that.
        """
        demand(actor, Verb.CHANGE_WORDS, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
        wanted = typed.casefold().split()
        found = (
            one
            for one in places_of(as_written(network.programme))
            if chapter in {None, one.chapter} and _holds(f"{called(one)} {one.words}", wanted)
        )
        return tuple(itertools.islice(found, _MOST_FOUND))

    def to_change(self, actor: Actor, network_id: int, path: str) -> PlaceView:
        """Return one place to somebody who may change it; raises NotFound for what is none."""
        demand(actor, Verb.CHANGE_WORDS, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            own = {one.place: one for one in tx.wordings.of_network(network_id)}
        return PlaceView(network=network, place=_place(network, path), own=own.get(path))

    def say(self, actor: Actor, network_id: int, path: str, typed: object) -> WordingsView:
        """Say something in the network's own way: a text, lines in one text, or a rule of days.

        The whole programme is checked with it as ``programme check`` would, and followed from now
        on; what was answered and where people are stays. Dates that are announced stay, the others
        follow a new rule. Raises Invalid beside the field.
        """
        demand(actor, Verb.CHANGE_WORDS, network_id=network_id)
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            place = _place(network, path)
            return self._follow(tx, actor, network, place=place, value=_read(place, typed))

    def undo(self, actor: Actor, network_id: int, path: str) -> WordingsView:
        """Say again what the programme says; whoever finds it done already is shown the rest."""
        demand(actor, Verb.CHANGE_WORDS, network_id=network_id)
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            own = {one.place: one for one in tx.wordings.of_network(network_id)}
            place = place_at(as_written(network.programme), path)
            if path not in own or place is None:
                tx.wordings.forget(network_id, path)
                return _view(tx, network)
            return self._follow(tx, actor, network, place=place, value=own[path].before)

    def _follow(
        self, tx: Transaction, actor: Actor, network: Network, *, place: Place, value: object
    ) -> WordingsView:
        """Let the network follow its programme with one place changed."""
        if value == place.now:
            return _view(tx, network)
        now = self.clock.now()
        followed = replace(network, programme=worded(network.programme, {place.path: value}))
        tx.networks.update(followed)
        changed = _keep(tx, actor, network, place=place, value=value, now=now)
        redated = _dated(tx, network.programme, followed, place, now=now)
        tx.audit.note(
            at=now,
            team_id=network.team_id,
            actor_id=actor.id,
            verb=Verb.CHANGE_WORDS,
            network_id=network.id,
            what=place.path,
        )
        return replace(_view(tx, followed), changed=changed, redated=redated)


def _view(tx: Transaction, network: Network) -> WordingsView:
    places = {one.path: one for one in places_of(as_written(network.programme))}
    own = tx.wordings.of_network(network.id)
    return WordingsView(network=network, own=tuple((one, places.get(one.place)) for one in own))


def _place(network: Network, path: str) -> Place:
    place = place_at(as_written(network.programme), path)
    if place is None:
        raise NotFound
    return place


def _holds(text: str, wanted: Iterable[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in wanted)


def _read(place: Place, typed: object) -> object:
    """Return what was typed as it is written in a programme; raises Invalid beside the field."""
    saying = place.saying
    if saying.manner is Manner.DAYS:
        return _rule(place, thawed(typed))
    text = str(typed or "").strip()
    if text == place.words:
        return place.now
    if saying.manner is Manner.LINES:
        lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
        _demand_short(text, _MOST_LINES)
        return lines or None
    if not text and not saying.optional:
        raise Invalid(mark("Something has to be said here."), field="words")
    _demand_short(text, saying.most)
    return text or None


def _rule(place: Place, rule: dict[str, object]) -> dict[str, object]:
    """Return a rule whose months, where they are the same, stand in the order of the file."""
    months = place.now.get("months", []) if isinstance(place.now, dict) else []
    typed = rule.get("months")
    if isinstance(typed, list) and sorted(typed) == sorted(months):
        return {**rule, "months": months}
    return rule


def _demand_short(text: str, most: int) -> None:
    if len(text) > most:
        raise Invalid(mark("Please say it in at most {most} characters."), field="words", most=most)


def _keep(
    tx: Transaction,
    actor: Actor,
    network: Network,
    *,
    place: Place,
    value: object,
    now: datetime,
) -> Wording | None:
    """Remember what the network says beside what its programme says; None where both are one."""
    own = {one.place: one for one in tx.wordings.of_network(network.id)}
    if place.path not in own and len(own) >= _ALL_TOGETHER:
        raise Invalid(
            mark("So many own words are a programme of their own. Please write a file."),
            field="words",
        )
    before = own[place.path].before if place.path in own else place.now
    if before == value:
        tx.wordings.forget(network.id, place.path)
        return None
    wording = Wording(
        network_id=network.id,
        place=place.path,
        before=before,
        after=value,
        by_id=actor.id,
        at=now,
    )
    tx.wordings.keep(wording)
    return wording


def _dated(
    tx: Transaction, before: Programme, network: Network, place: Place, *, now: datetime
) -> Redated:
    """Let the gatherings to come follow a series that is dated or called in another way."""
    if place.chapter is not Chapter.GATHERINGS:
        return Redated()
    series_id = place.path.split("/")[1]
    if place.saying.manner is Manner.DAYS:
        return redate(tx, network, series_id, now=now)
    if place.saying.key == "name":
        retitle(tx, network, series_id, before=str(before.one_series(series_id).name), now=now)
    return Redated()
