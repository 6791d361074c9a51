"""Partners: draw pairs or trios, look at them, begin; see one's own and what was agreed (S26)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.clock import Clock
from bot.domain.local_time import local_date
from bot.domain.matching import FEWEST, Groups, Met, Seeker, match
from bot.domain.networks import Member, Network
from bot.domain.partners import Matching, PartnersRule, met
from bot.domain.people import Actor
from bot.domain.permissions import Matter, Verb, demand, may
from bot.errors import Invalid
from bot.i18n import mark
from bot.services.circles import (
    alone_among,
    circles,
    numbered,
    partners_of,
    past_matchings,
    seekers,
    to_be_matched,
)
from bot.services.networks import the_network
from bot.services.next_steps import NextStep, next_steps
from bot.services.partnering import place_with_others, put_together, tell_when_due
from storage.store import Store
from storage.transaction import Transaction

_CHANGED = mark("Somebody joined or left meanwhile. Please draw again.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """People who are or would be partners, and what a facilitator may want to know of them."""

    members: tuple[Member, ...]
    met_before: bool = False
    share_school: bool = False
    share_no_hours: bool = False
    """Whether two of them are never awake and written to at the same time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawn:
    """Groups to be looked at before they begin; ``amends`` those that are, or takes their place."""

    network: Network
    rule: PartnersRule
    groups: tuple[Group, ...]
    amends: bool

    @property
    def ids(self) -> Groups:
        """The groups as ids of people."""
        return tuple(tuple(one.person_id for one in group.members) for group in self.groups)


@dataclass(frozen=True, kw_only=True, slots=True)
class Partner:
    """A partner with the next steps that they let this person read."""

    member: Member
    steps: tuple[NextStep, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PartnersView:
    """The partners of a network, as somebody sees it: their own; all, for who facilitates."""

    network: Network
    rule: PartnersRule
    today: date
    since: date | None
    """Since when partners are together, on the network's calendar; None before the first time."""
    mine: tuple[Partner, ...]
    my_steps: tuple[NextStep, ...]
    can_match: bool
    groups: tuple[tuple[Member, ...], ...] = ()
    alone: tuple[Member, ...] = ()
    past: tuple[tuple[Matching, tuple[tuple[str, ...], ...]], ...] = ()
    """Earlier matchings with the names of their groups, the newest first."""

    @property
    def is_due(self) -> bool:
        """Whether they have had the weeks that the programme means."""
        ends_on = self.rule.ends_on(self.since) if self.since is not None else None
        return ends_on is not None and ends_on <= self.today


@dataclass(frozen=True, kw_only=True, slots=True)
class Partners:
    """Verbs about who holds whom to their word."""

    store: Store
    clock: Clock

    def see(self, actor: Actor, network_id: int) -> PartnersView:
        """Return somebody's partners and what they agreed; all groups to who facilitates."""
        demand(actor, Verb.SEE_PARTNERS, network_id=network_id)
        can_match = may(actor, Verb.MATCH_PARTNERS, Matter(network_id=network_id))
        with self.store.read() as tx:
            network, rule = self._network(tx, actor, network_id)
            past = past_matchings(tx, network)
            members = to_be_matched(tx, network)
            return PartnersView(
                network=network,
                rule=rule,
                today=self._today(network),
                since=past[-1].since if past else None,
                mine=_mine(tx, network, actor),
                my_steps=next_steps(tx, network, actor.id, reader=actor),
                can_match=can_match,
                groups=tuple(one for one in circles(members) if len(one) > 1) if can_match else (),
                alone=alone_among(members) if can_match else (),
                past=_told(tx, network, past[:-1]) if can_match else (),
            )

    def draw(self, actor: Actor, network_id: int, *, seed: int) -> Drawn:
        """Return groups drawn by chance; the same seed gives the same. Nothing begins by it.

        Raises Invalid where fewer than two people could be matched.
        """
        demand(actor, Verb.MATCH_PARTNERS, network_id=network_id)
        with self.store.read() as tx:
            network, rule = self._network(tx, actor, network_id)
            members = to_be_matched(tx, network)
            if len(members) < FEWEST:
                raise Invalid(mark("A partner needs a second person. Invite more people first."))
            people = seekers(tx, network, members, on=self._today(network))
            known = met(past_matchings(tx, network))
            groups = match(people, size=rule.size, met=known, seed=seed)
            return self._drawn(tx, network, groups, amends=False)

    def present(self, actor: Actor, network_id: int) -> Drawn:
        """Return the groups as they are, to be changed; who is alone stands by themselves."""
        demand(actor, Verb.MATCH_PARTNERS, network_id=network_id)
        with self.store.read() as tx:
            network, _ = self._network(tx, actor, network_id)
            members = to_be_matched(tx, network)
            alone = {one.person_id for one in alone_among(members)}
            groups = [
                tuple(one.person_id for one in group)
                for group in circles(one for one in members if one.person_id not in alone)
            ]
            return self._drawn(
                tx, network, (*groups, *((one,) for one in sorted(alone))), amends=True
            )

    def swap(
        self, actor: Actor, network_id: int, groups: Groups, *, two: tuple[int, int], amends: bool
    ) -> Drawn:
        """Return drawn groups with two people in each other's place. Nothing begins by it."""
        demand(actor, Verb.MATCH_PARTNERS, network_id=network_id)
        one, other = two
        places = {one: other, other: one}
        swapped = tuple(tuple(places.get(who, who) for who in group) for group in groups)
        with self.store.read() as tx:
            network, _ = self._network(tx, actor, network_id)
            self._check(tx, network, swapped)
            return self._drawn(tx, network, swapped, amends=amends)

    def begin(self, actor: Actor, network_id: int, groups: Groups, *, amends: bool) -> PartnersView:
        """Make drawn groups partners: each is told privately, once, and what for.

        With ``amends`` they change the matching that is, else they are a new one; twice on a day is
        once. Raises Invalid where people came or left since they were drawn.
        """
        demand(actor, Verb.MATCH_PARTNERS, network_id=network_id)
        now = self.clock.now()
        with self.store.write() as tx:
            network, _ = self._network(tx, actor, network_id)
            self._check(tx, network, groups)
            past = past_matchings(tx, network)
            together = tuple(group for group in groups if len(group) >= FEWEST)
            is_again = bool(past) and past[-1].is_of(together, since=self._today(network))
            number = numbered(past, amends=amends or is_again)
            put_together(tx, network, together, number=number, now=now)
            if not past or number != past[-1].number:
                tell_when_due(tx, network, number=number, now=now)
            self._note(tx, actor, network_id, f"matching {number}")
        return self.see(actor, network_id)

    def find_one(self, actor: Actor, network_id: int, person_id: int) -> PartnersView:
        """Put somebody without a partner with the smallest group that suits; twice is once."""
        demand(actor, Verb.MATCH_PARTNERS, network_id=network_id)
        with self.store.write() as tx:
            network, _ = self._network(tx, actor, network_id)
            alone = {one.person_id: one for one in alone_among(to_be_matched(tx, network))}
            if person_id in alone:
                place_with_others(tx, network, alone[person_id], now=self.clock.now())
                self._note(tx, actor, network_id, "one placed")
        return self.see(actor, network_id)

    def _network(
        self, tx: Transaction, actor: Actor, network_id: int
    ) -> tuple[Network, PartnersRule]:
        network = the_network(tx, network_id, team_id=actor.person.team_id)
        if network.programme.partners is None:
            raise Invalid(mark("This programme does not match partners."))
        return network, network.programme.partners

    def _check(self, tx: Transaction, network: Network, groups: Groups) -> None:
        """Raise Invalid unless everybody who can have a partner is in one group, once."""
        there = Counter(one.person_id for one in to_be_matched(tx, network))
        if Counter(one for group in groups for one in group) != there:
            raise Invalid(_CHANGED)

    def _drawn(self, tx: Transaction, network: Network, groups: Groups, *, amends: bool) -> Drawn:
        members = {one.person_id: one for one in to_be_matched(tx, network)}
        on = self._today(network)
        known = {one.person_id: one for one in seekers(tx, network, members.values(), on=on)}
        past = past_matchings(tx, network)
        before = met(past[:-1] if amends else past)
        return Drawn(
            network=network,
            rule=network.programme.partners or PartnersRule(),
            groups=tuple(
                _group([members[one] for one in group], [known[one] for one in group], met=before)
                for group in groups
            ),
            amends=amends,
        )

    def _today(self, network: Network) -> date:
        return local_date(self.clock.now(), zone=network.rhythm.zone)

    def _note(self, tx: Transaction, actor: Actor, network_id: int, what: str) -> None:
        tx.audit.note(
            at=self.clock.now(),
            team_id=actor.person.team_id,
            actor_id=actor.id,
            verb=Verb.MATCH_PARTNERS,
            network_id=network_id,
            what=what,
        )


def _mine(tx: Transaction, network: Network, actor: Actor) -> tuple[Partner, ...]:
    return tuple(
        Partner(member=one, steps=next_steps(tx, network, one.person_id, reader=actor))
        for one in partners_of(tx, network, actor.id)
    )


def _group(members: Iterable[Member], people: list[Seeker], *, met: Met) -> Group:
    pairs = [(one, other) for at, one in enumerate(people) for other in people[at + 1 :]]
    return Group(
        members=tuple(sorted(members, key=lambda one: one.name)),
        met_before=any(met.get(frozenset((a.person_id, b.person_id))) for a, b in pairs),
        share_school=any(one.shares_school(other) for one, other in pairs),
        share_no_hours=any(not one.hours & other.hours for one, other in pairs),
    )


def _told(
    tx: Transaction, network: Network, past: Iterable[Matching]
) -> tuple[tuple[Matching, tuple[tuple[str, ...], ...]], ...]:
    """Return earlier matchings with names, the newest first; who was forgotten has none."""
    members = tx.members.of_network(network.id, with_left=True)
    names = {one.person_id: one.name for one in members}
    told = [
        (one, tuple(tuple(names[who] for who in group if who in names) for group in one.groups))
        for one in past
    ]
    return tuple(reversed(told))
