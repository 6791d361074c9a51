"""Catching up: what was held back and is still open, in Home and in one message together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.anonymous import Asked
from bot.domain.deliveries import Action, Delivery, DeliveryState, NewDelivery
from bot.domain.digests import next_digest
from bot.domain.door import Dropped
from bot.domain.kinds import Kind
from bot.domain.messages import AnyMessage, CheckinPrompt, DigestMessage, NudgeMessage
from bot.domain.networks import Network
from bot.domain.people import Person
from bot.i18n import mark
from bot.services.composers import COMPOSERS
from bot.services.occasions import about_checkin
from bot.services.rhythms import rhythm_of
from bot.services.scene import Scene
from bot.services.wanting import is_open
from storage.transaction import Transaction

KEPT_FOR = timedelta(days=30)
"""What was held back longer ago than this is history."""
_MAKING = timedelta(minutes=1)
_MOST_ROWS = 100
_MOST_ITEMS = 8
_HELD = frozenset(one.name for one in Dropped if one.is_held)
_YOUR_CHOICE = mark("You chose to have messages together.")
_WELCOME_BACK = mark("You were away, and something waited for you.")
_NOT_SAID_LATER = frozenset({Dropped.OFF.name})
"""Switched off is switched off: Home lists it, a digest does not speak of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """Something that was held back and still waits for its person, and why it was held."""

    message: AnyMessage
    why: Dropped
    at: datetime
    """Since when, in UTC."""

    @property
    def is_words_only(self) -> bool:
        """Whether there is nothing to do about it but to read it."""
        return isinstance(self.message, NudgeMessage) and self.message.open_verb is None


def kept(tx: Transaction, person: Person, *, since: datetime, now: datetime) -> tuple[Kept, ...]:
    """Return what was held back from a person since an instant and is still open, oldest first.

    Of several rounds of one thing the newest counts; what was said later after all is left out.
    """
    rows = tx.outbox.held_for(
        f"person:{person.id}", since=since, outcomes=sorted(_HELD), limit=_MOST_ROWS
    )
    newest: dict[tuple[int | None, Kind, str], Delivery] = {}
    for row in rows:
        newest.setdefault((row.network_id, row.kind, row.thing), row)
    found = [_kept(tx, person, row, now=now) for row in reversed(newest.values())]
    return tuple(one for one in found if one is not None)


def digest(scene: Scene) -> AnyMessage | Dropped:
    """Return all that waits for a person in one message; nothing to say is nothing said.

    An older one that is shortened needs no rows; one that is told anew has those that are left.
    """
    if scene.person is None:
        return Dropped.GONE
    is_return, action = "return" in scene.delivery.refs, scene.delivery.action
    if action is Action.SHORTEN:
        return DigestMessage(network=scene.network, items=(), is_return=is_return)
    before = scene.delivery.target_id
    since = _last_digest_at(scene.tx, scene.person, before=before) or scene.now - KEPT_FOR
    items = [
        one.message
        for one in kept(scene.tx, scene.person, since=since, now=scene.now)
        if one.why.name not in _NOT_SAID_LATER
    ]
    if not items and action is Action.POST:
        return Dropped.DONE
    return DigestMessage(
        network=scene.network,
        late=scene.late,
        items=tuple(items[-_MOST_ITEMS:]),
        more=max(len(items) - _MOST_ITEMS, 0),
        is_return=is_return,
    )


def kept_in_home(tx: Transaction, person: Person, *, now: datetime) -> tuple[Kept, ...]:
    """Return what Home lists: what is still open, and words that no digest has told yet."""
    told = _last_digest_at(tx, person)
    found = kept(tx, person, since=now - KEPT_FOR, now=now)
    return tuple(one for one in found if told is None or one.at > told or not one.is_words_only)


def plan_digest(
    tx: Transaction,
    person: Person,
    network: Network,
    *,
    now: datetime,
    is_return: bool,
) -> list[NewDelivery]:
    """Return the digest that will tell of what is held back now; none where one waits already.

    At most one follows after the last one: that is its key, so two workers plan one.
    """
    last = _newest(tx, person)
    due_at = next_digest(person.settings, now, rhythm_of(tx, network, person), is_return=is_return)
    if due_at is None or (last is not None and last.state is DeliveryState.PENDING):
        return []
    reason = _WELCOME_BACK if is_return else _YOUR_CHOICE
    return [
        NewDelivery(
            team_id=network.team_id,
            network_id=network.id,
            kind=Kind.DIGEST,
            thing=f"digest:{person.id}",
            occurrence=f"after/{last.id if last else 0}",
            recipient=f"person:{person.id}",
            due_at=due_at,
            reason=reason,
            refs={"return": 1} if is_return else {},
        )
    ]


def tell_anew(
    tx: Transaction, taken_back: Sequence[Delivery], *, now: datetime
) -> list[NewDelivery]:
    """Return the changes to digests that have told, or tell now, words that were taken back."""
    changes: list[NewDelivery] = []
    for row in taken_back:
        thing = f"digest:{row.person_id}"
        told = tx.outbox.shown(row.recipient, kind=Kind.DIGEST, thing=thing)
        if told is None or (told.attempted_at or now) < (row.settled_at or row.due_at):
            continue
        changes.append(
            NewDelivery(
                team_id=told.team_id,
                network_id=told.network_id,
                kind=Kind.DIGEST,
                action=Action.UPDATE,
                thing=thing,
                occurrence=f"without/{row.id}",
                recipient=row.recipient,
                due_at=now,
                reason=mark("The facilitator took it back."),
                refs=told.refs,
                target_id=told.id,
            )
        )
    return changes


def rearrange(tx: Transaction, person: Person, *, now: datetime) -> None:
    """Bring the digest in line with what a person chose just now: another day, an earlier return.

    Whoever gave an open pause an end is welcomed back then, if anything waits.
    """
    networks = tx.networks.of_person(person.id)
    if not networks:
        return
    last = _newest(tx, person)
    if last is not None and last.state is DeliveryState.PENDING:
        _move(tx, person, last, networks, now=now)
    elif person.settings.paused and kept_in_home(tx, person, now=now):
        rows = plan_digest(tx, person, networks[0], now=now, is_return=True)
        tx.outbox.plan(rows, at=now)


def _move(
    tx: Transaction, person: Person, row: Delivery, networks: Sequence[Network], *, now: datetime
) -> None:
    network = next((one for one in networks if one.id == row.network_id), networks[0])
    due_at = next_digest(
        person.settings, now, rhythm_of(tx, network, person), is_return="return" in row.refs
    )
    if due_at is not None:
        tx.outbox.move(row.id, due_at)


def _kept(tx: Transaction, person: Person, row: Delivery, *, now: datetime) -> Kept | None:
    """Return something held back as it is now, or None where nothing of it is left to do."""
    network = tx.networks.get(row.network_id) if row.network_id is not None else None
    if network is None or row.kind is Kind.DIGEST:
        return None
    later = tx.outbox.last_sent(row.recipient, kind=row.kind, thing=row.thing)
    if later is not None and later.due_at > row.due_at:
        return None
    scene = Scene(tx=tx, network=network, delivery=row, person=person, now=now)
    message = COMPOSERS[row.kind](scene)
    if isinstance(message, Dropped) or not is_open(scene) or _took_part(tx, person, message):
        return None
    return Kept(
        message=replace(message, late=False, delivery_id=row.id),
        why=Dropped[row.outcome or Dropped.TOO_LATE.name],
        at=row.settled_at or row.due_at,
    )


def _took_part(tx: Transaction, person: Person, message: AnyMessage) -> bool:
    """Whether somebody has answered an anonymous form; asked for their own eyes only."""
    if not isinstance(message, CheckinPrompt) or not message.form.anonymous:
        return False
    asked = Asked(
        network_id=message.network.id,
        form_id=message.form.id,
        about=about_checkin(message.checkin_id, message.round_on.isoformat()),
    )
    return tx.anonymous.took_part(person.id, asked)


def _newest(tx: Transaction, person: Person) -> Delivery | None:
    """Return the digest that was planned last, whatever came of it."""
    found = tx.outbox.recent_of(f"person:{person.id}", kinds=[Kind.DIGEST], limit=1)
    return found[0] if found else None


def _last_digest_at(
    tx: Transaction, person: Person, *, before: int | None = None
) -> datetime | None:
    """Return up to when the last digest told what was held back: when it was made, not settled.

    A little before it was handed over: better to tell something twice than never. ``before`` names
    a digest, where the one that came before it is meant.
    """
    told = tx.outbox.said_about(
        f"person:{person.id}", kind=Kind.DIGEST, thing=f"digest:{person.id}"
    )
    earlier = [one for one in told if before is None or one.id < before]
    at = earlier[0].attempted_at if earlier else None
    return at - _MAKING if at is not None else None
