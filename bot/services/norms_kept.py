"""How norms are kept, as members say: in looks of their own, and at the end of every gathering.

Fewer than five people are never counted, and what somebody keeps to themselves stays out (S30).
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from statistics import fmean

from bot.domain.anonymous import FEWEST_SHOWN, Asked
from bot.domain.entries import About
from bot.domain.forms import Answers, FieldKind, Form, FormField
from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from storage.transaction import Transaction

LOW_MEAN = 3.5
"""Below this, on a scale of one to five, the norms are looked at again (S30)."""
_AFTERWARDS = "norms_kept"
"""The question of forms offered after gatherings that looks at the norms with one tap."""
_POINTS = 4


def is_low(tx: Transaction, network: Network, form_id: str, *, since: datetime) -> bool:
    """Whether the last look in a form of its own was low; what was said before an instant is not.

    All its scales count.
    """
    form = network.programme.form(form_id)
    scales = [one for one in form.fields if one.kind is FieldKind.SCALE]
    for answers in _looks(tx, network, form, since=since):
        points = [point for given in answers for point in _points(scales, given)]
        return bool(points) and fmean(points) < LOW_MEAN
    return False


def is_low_after_gatherings(tx: Transaction, network: Network, *, since: datetime) -> bool:
    """Whether members said at the end of the last gatherings that the norms were hardly kept.

    The last gathering decides where five people have said so; else those before it are added, each
    person counting with what they said last.
    """
    named, nameless = _questions(network)
    points = _last_said(tx, network, named, since=since) or _last_nameless(
        tx, network, nameless, since=since
    )
    return bool(points) and fmean(points) < LOW_MEAN


def _questions(network: Network) -> tuple[dict[str, FormField], dict[str, FormField]]:
    """Return the question by the forms that ask it, with a name and without."""
    named: dict[str, FormField] = {}
    nameless: dict[str, FormField] = {}
    for form_id in {one.reflection for one in network.programme.series if one.reflection}:
        form = network.programme.form(form_id)
        for field in form.fields:
            if field.id == _AFTERWARDS and field.kind is FieldKind.SCALE:
                (nameless if form.anonymous else named)[form_id] = field
    return named, nameless


def _last_said(
    tx: Transaction, network: Network, asked: dict[str, FormField], *, since: datetime
) -> list[float]:
    """Return what at least five people said last; nothing where fewer have."""
    by_gathering: dict[About, list[tuple[int, float]]] = {}
    entries = [
        entry
        for form_id in asked
        for entry in tx.entries.of_network(network.id, form_id=form_id, kinds=["gathering"])
        if entry.created_at >= since and entry.visibility is not Visibility.ONLY_ME
    ]
    for entry in sorted(entries, key=lambda one: one.created_at, reverse=True):
        said = by_gathering.setdefault(entry.about, [])
        said += [(entry.author_id, one) for one in _points([asked[entry.form_id]], entry.answers)]
    last: dict[int, float] = {}
    for said in by_gathering.values():
        for author_id, point in said:
            last.setdefault(author_id, point)
        if len(last) >= FEWEST_SHOWN:
            return list(last.values())
    return []


def _last_nameless(
    tx: Transaction, network: Network, asked: dict[str, FormField], *, since: datetime
) -> list[float]:
    """Return what was said last without names, after a gathering that five have answered for."""
    for answers in _nameless(tx, network, lambda one: one.form_id in asked, since=since):
        fields = list(asked.values())
        points = [point for given in answers for point in _points(fields[:1], given)]
        if len(points) >= FEWEST_SHOWN:
            return points
    return []


def _looks(
    tx: Transaction, network: Network, form: Form, *, since: datetime
) -> Iterator[tuple[Answers, ...]]:
    """Yield the answers to a form, one occasion after the other, the latest first, from five on."""
    if form.anonymous:
        yield from _nameless(tx, network, lambda one: one.form_id == form.id, since=since)
        return
    by_occasion: dict[str, list[Answers]] = {}
    for entry in reversed(tx.entries.of_network(network.id, form_id=form.id)):
        if entry.created_at.date() >= since.date():
            by_occasion.setdefault(str(entry.about), []).append(entry.answers)
    yield from (tuple(some) for some in by_occasion.values() if len(some) >= FEWEST_SHOWN)


def _nameless(
    tx: Transaction, network: Network, wanted: Callable[[Asked], bool], *, since: datetime
) -> Iterator[tuple[Answers, ...]]:
    """Yield answers without names that five people or more gave, the latest week first."""
    for count in tx.anonymous.counts(network.id):
        is_new = count.week_of >= since.date()
        if is_new and count.answers >= FEWEST_SHOWN and wanted(count.asked):
            yield tx.anonymous.peek(count.asked)


def _points(scales: Iterable[FormField], given: Answers) -> Iterator[float]:
    """Yield every point of some scales, as if all went from one to five."""
    for field in scales:
        value = given.get(field.id)
        if value is not None and field.highest > field.lowest:
            steps = int(str(value)) - field.lowest
            yield 1 + _POINTS * steps / (field.highest - field.lowest)
