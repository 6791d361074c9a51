"""What a network has adopted: its norms, its topics, whether it may be time to look again.

Everything here is computed from records whenever it is shown; nothing is kept beside them.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from statistics import fmean

from bot.domain.anonymous import FEWEST_SHOWN
from bot.domain.deciding import Adopted, AdoptedItem, Agreed, DecisionRound, decides, plainly
from bot.domain.decisions import Decision
from bot.domain.forms import Answers, FieldKind, Form
from bot.domain.gatherings import Gathering, series_of
from bot.domain.networks import Network
from bot.domain.text import Text
from storage.transaction import Transaction

LOW_MEAN = 3.5
"""Below this, on a scale of one to five, the norms are looked at again (S30)."""
_POINTS = 4
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
    coming = tx.gatherings.next(network.id, after=now)
    is_next = coming is not None and coming.id == gathering.id
    return Agreed(
        norms=norms_of(tx, network),
        needs_care=is_next and norms_need_care(tx, network),
        asked_for=asked_for(tx, network, gathering),
    )


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

    What was answered before the present norms were adopted says nothing about them.
    """
    return any(
        _is_low(tx, network, one)
        for one in network.programme.decisions
        if one.is_norms and one.check is not None
    )


def _is_low(tx: Transaction, network: Network, decision: Decision) -> bool:
    form = network.programme.form(str(decision.check))
    held = latest(tx, network, decision)
    since = max((one.at for one in held), default=network.created_at)
    for answers in _looks(tx, network, form, since_day=since.date().isoformat()):
        points = list(_points(form, answers))
        return bool(points) and fmean(points) < LOW_MEAN
    return False


def _looks(
    tx: Transaction, network: Network, form: Form, *, since_day: str
) -> Iterator[tuple[Answers, ...]]:
    """Yield the answers to a form, one occasion after the other, the latest first, from five on."""
    if form.anonymous:
        for count in tx.anonymous.counts(network.id):
            is_new = count.week_of.isoformat() >= since_day
            if count.asked.form_id == form.id and is_new and count.answers >= FEWEST_SHOWN:
                yield tx.anonymous.peek(count.asked)
        return
    by_occasion: dict[str, list[Answers]] = {}
    for entry in reversed(tx.entries.of_network(network.id, form_id=form.id)):
        if entry.created_at.date().isoformat() >= since_day:
            by_occasion.setdefault(str(entry.about), []).append(entry.answers)
    yield from (tuple(some) for some in by_occasion.values() if len(some) >= FEWEST_SHOWN)


def _points(form: Form, answers: Iterable[Answers]) -> Iterator[float]:
    """Yield every point of every scale, as if all scales went from one to five."""
    scales = [one for one in form.fields if one.kind is FieldKind.SCALE]
    for given in answers:
        for field in scales:
            value = given.get(field.id)
            if value is not None and field.highest > field.lowest:
                steps = int(str(value)) - field.lowest
                yield 1 + _POINTS * steps / (field.highest - field.lowest)


def _says_the_same(words: str, topic: str) -> bool:
    """Whether two wordings mean one topic: equal, or the shorter one whole in the longer."""
    short, long = sorted((plainly(words), plainly(topic)), key=len)
    return short == long or (len(short) >= _LONG_ENOUGH and f" {short} " in f" {long} ")
