"""Teams: tell those who are credited, and say who wrote what together (S20)."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.deliveries import NewDelivery
from bot.domain.door import Dropped
from bot.domain.entries import Entry
from bot.domain.forms import Form
from bot.domain.kinds import Kind
from bot.domain.local_time import next_allowed
from bot.domain.networks import Network
from bot.domain.teams import Credited, asking_who, colleagues_of
from bot.i18n import Translator, mark
from bot.services.occasions import occasion
from bot.services.rhythms import rhythm_of
from bot.services.scene import Scene
from storage.transaction import Transaction


def with_team(
    tx: Transaction,
    network: Network,
    form: Form,
    *,
    author_id: int,
    entry: Entry | None,
    translate: Translator,
) -> Form:
    """Let the form of a team ask who took part; who is named already stays, also who left."""
    if not form.team:
        return form
    _ = translate
    author = tx.members.get(network.id, author_id)
    offered = {
        one.person_id: one for one in colleagues_of(author, tx.members.of_network(network.id))
    }
    for person_id in entry.people if entry is not None else ():
        member = tx.members.get(network.id, person_id)
        if member is not None:
            offered[person_id] = member
    return asking_who(
        form,
        sorted(offered.values(), key=lambda one: one.name),
        label=_("Who took part?"),
        hint=_("Those you tick are named as writers, can read this and are told."),
    )


def tell_credited(
    tx: Transaction, network: Network, entry: Entry, fresh: Iterable[int], *, now: datetime
) -> None:
    """Plan a short receipt for those who are newly named, at an hour at which they hear of it."""
    rows = [
        NewDelivery(
            team_id=network.team_id,
            network_id=network.id,
            kind=Kind.CREDITED,
            thing=f"entry:{entry.id}",
            occurrence=f"team/{entry.version}",
            recipient=f"person:{person.id}",
            due_at=next_allowed(now, rhythm_of(tx, network, person)),
            reason=mark("A colleague named you among those who wrote it."),
            refs={"entry": entry.id},
        )
        for person_id in sorted(fresh)
        if (person := tx.people.get(person_id)) is not None
    ]
    tx.outbox.plan(rows, at=now)


def names_of(tx: Transaction, people: Iterable[int]) -> tuple[str, ...]:
    """Return the names of people, in their order."""
    found = (tx.people.get(one) for one in people)
    return tuple(sorted(one.name for one in found if one is not None))


def compose_credited(scene: Scene) -> Credited | Dropped:
    """Say who named its reader; nothing where they are not named any more."""
    entry = scene.tx.entries.get(int(scene.ref("entry")))
    author = scene.tx.people.get(entry.author_id) if entry is not None else None
    if entry is None or author is None or entry.withdrawn_at is not None:
        return Dropped.GONE
    if scene.person is None or scene.person.id not in entry.people:
        return Dropped.GONE
    return Credited(
        network=scene.network,
        form=scene.network.programme.form(entry.form_id, entry.answers),
        entry=entry,
        author=author,
        occasion=occasion(scene.tx, scene.network, entry.about, language=scene.language),
    )
