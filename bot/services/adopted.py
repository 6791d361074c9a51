"""What a network has adopted: its norms, its topics, whether it may be time to look again.

Everything here is computed from records whenever it is shown; nothing is kept beside them.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain.deciding import Adopted, AdoptedItem, Agreed, DecisionRound, decides, plainly
from bot.domain.decisions import Decision
from bot.domain.gatherings import Gathering, series_of
from bot.domain.networks import Network
from bot.domain.text import Text
from bot.services.norms_kept import is_low, is_low_after_gatherings
from storage.transaction import Transaction

_LONG_ENOUGH = 12
"""So many letters have to agree before words are taken to mean the same topic."""


def norms_of(tx: Transaction, network: Network) -> tuple[Text, ...]:
    """Return the norms of a network: those adopted, until then those of the programme (S30)."""
    own = [
        Text(by_language={"en": item.words})
        for decision in network.programme.decisions
        if decision.is_norms
        for one in latest(tx, network, decision)
        for item in one.items
    ]
    return tuple(own) or network.programme.norms


def adopted(tx: Transaction, network: Network, decision_id: str) -> Adopted | None:
    """Return what was adopted last of a decision, None before that.

    Where levels decide it counts when every level that has members has adopted something; the
    items of all stand together, the date is that of the latest. A decision that the programme has
    not is None.
    """
    decision = next((one for one in network.programme.decisions if one.id == decision_id), None)
    if decision is None:
        return None
    found = latest(tx, network, decision)
    missing = set(levels_of(tx, network, decision)) - {one.level for one in found}
    if not found or missing:
        return None
    last = max(found, key=lambda one: one.at)
    return Adopted(
        decision_id=decision_id,
        level=last.level if len(found) == 1 else "",
        version=last.version,
        at=last.at,
        items=tuple(item for one in found for item in one.items),
        voters=sum(one.voters for one in found),
        asked=sum(one.asked for one in found),
        tied=any(one.tied for one in found),
    )


def latest(tx: Transaction, network: Network, decision: Decision) -> tuple[Adopted, ...]:
    """Return what holds of a decision: the newest that was adopted, one for each level."""
    return newest(tx.decisions.rounds(network.id, decision.id))


def newest(rounds: Iterable[DecisionRound]) -> tuple[Adopted, ...]:
    """Return the newest that was adopted of rounds in their order, one for each level."""
    held: dict[str, Adopted] = {}
    for one in rounds:
        if one.adopted is not None:
            held[one.level] = one.adopted
    return tuple(held.values())


def levels_of(tx: Transaction, network: Network, decision: Decision) -> tuple[str, ...]:
    """Return who decides: an empty word for all, or the levels of the programme with members."""
    if not decision.by_level:
        return ("",)
    members = tx.members.of_network(network.id)
    there = {one.level for one in members if decides(decision, one, level=one.level or "")}
    return tuple(level.id for level in network.programme.levels if level.id in there)


def agreed_for(tx: Transaction, network: Network, gathering: Gathering, *, now: datetime) -> Agreed:
    """Return what was agreed on that concerns a gathering; the norms are looked at in the next."""
    return Agreed(
        norms=norms_of(tx, network),
        needs_care=looks_again(tx, network, gathering, now=now),
        asked_for=asked_for(tx, network, gathering),
    )


def looks_again(tx: Transaction, network: Network, gathering: Gathering, *, now: datetime) -> bool:
    """Whether a gathering is to look at the norms again: the next one, where they need it (S30)."""
    coming = tx.gatherings.next(network.id, after=now)
    is_next = coming is not None and coming.id == gathering.id
    return is_next and norms_need_care(tx, network)


def asked_for(tx: Transaction, network: Network, gathering: Gathering) -> AdoptedItem | None:
    """Return the adopted choice that a gathering works on, with how many asked for it (S58).

    It is the one that a facilitator has linked to it, else one whose words are those of its topic.
    """
    return wish_for(gathering, network, choices(tx, network))


def choices(tx: Transaction, network: Network) -> tuple[AdoptedItem, ...]:
    """Return everything that holds and that a gathering can work on: all but the norms."""
    return tuple(
        item
        for decision in network.programme.decisions
        if not decision.is_norms
        for one in latest(tx, network, decision)
        for item in one.items
    )


def wish_for(
    gathering: Gathering, network: Network, items: Sequence[AdoptedItem]
) -> AdoptedItem | None:
    """Return which of the adopted choices a gathering works on, for those who ask of many."""
    linked = (item for item in items if item.gathering_id == gathering.id)
    topic = series_of(gathering, network.programme).topic_of(gathering.number)
    said = topic.what.by_language.values() if topic is not None else ()
    alike = (
        item
        for item in items
        if item.gathering_id is None and any(_says_the_same(item.words, one) for one in said)
    )
    return next(linked, None) or next(alike, None)


def norms_need_care(tx: Transaction, network: Network) -> bool:
    """Whether the last look at the norms was low: five answers or more, a mean below 3.5 (S30).

    A look is the form of their own, or the one question at the end of gatherings. What was answered
    before the present norms were adopted says nothing about them.
    """
    decisions = [one for one in network.programme.decisions if one.is_norms]
    held = [one.at for decision in decisions for one in latest(tx, network, decision)]
    since = max(held, default=network.created_at)
    checks = [one.check for one in decisions if one.check is not None]
    return bool(norms_of(tx, network)) and (
        any(is_low(tx, network, one, since=since) for one in checks)
        or is_low_after_gatherings(tx, network, since=since)
    )


def _says_the_same(words: str, topic: str) -> bool:
    """Whether two wordings mean one topic: equal, or the shorter one whole in the longer."""
    short, long = sorted((plainly(words), plainly(topic)), key=len)
    return short == long or (len(short) >= _LONG_ENOUGH and f" {short} " in f" {long} ")
