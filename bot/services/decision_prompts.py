"""Prompts of decisions: who is asked to propose or to vote, once and once again, and in what words.

Each open round asks those who decide in private when its stage begins, and reminds those who have
not answered three of their own working days later; that is all. Joining later is being asked later.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.domain.deciding import Decided, DecisionPrompt, DecisionRound, decides
from bot.domain.decisions import Decision, Stage
from bot.domain.deliveries import Action, NewDelivery
from bot.domain.door import Dropped
from bot.domain.kinds import Kind
from bot.domain.local_time import Rhythm, local_date, next_allowed, prompt_on_or_after
from bot.domain.messages import AnyMessage
from bot.domain.networks import Member, Network
from bot.domain.people import Person
from bot.domain.rounds import working_days_after
from bot.domain.text import Text
from bot.i18n import mark
from bot.services.scene import Scene
from storage.transaction import Transaction

REMIND_AFTER = 3
"""Working days after which those who have not proposed or voted are asked once more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Decider:
    """A member who can be written to, and when."""

    member: Member
    person: Person
    rhythm: Rhythm


def decision_prompts(
    tx: Transaction,
    network: Network,
    deciders: Iterable[Decider],
    *,
    since: datetime,
    until: datetime,
) -> Iterator[NewDelivery]:
    """Yield what asks members to propose or vote, where it falls due in a window."""
    known = {one.id: one for one in network.programme.decisions}
    if not known:
        return
    asked = tuple(deciders)
    for one in tx.decisions.of_network(network.id):
        decision = known.get(one.decision_id)
        if decision is None or not one.is_open:
            continue
        done = _done(tx, network, one)
        for who in asked:
            if who.person.id in done or not decides(decision, who.member, level=one.level):
                continue
            for number, due_at in enumerate(_moments(one, who)):
                if since <= due_at < until:
                    yield _row(network, one, who.person, due_at=due_at, number=number)


def decision_prompt(scene: Scene) -> AnyMessage | Dropped:
    """Return the question as it stands; it is gone once the round has come further."""
    found = _found(scene)
    if found is None:
        return Dropped.GONE
    decision, one = found
    if one.stage.value != scene.ref("stage") and scene.delivery.action is Action.POST:
        return Dropped.GONE
    return DecisionPrompt(
        network=scene.network,
        late=scene.late,
        decision=decision,
        round=one,
        level_name=_level_name(scene.network, one),
        is_reminder="reminder" in scene.delivery.refs,
    )


def decided(scene: Scene) -> AnyMessage | Dropped:
    """Return what was adopted; nothing is said of what was taken back meanwhile."""
    found = _found(scene)
    if found is None or found[1].adopted is None:
        return Dropped.GONE
    decision, one = found
    assert one.adopted is not None  # noqa: S101 - asked for above
    ids = {item.gathering_id for item in one.adopted.items if item.gathering_id is not None}
    gatherings = {key: scene.tx.gatherings.get(key) for key in sorted(ids)}
    return Decided(
        network=scene.network,
        decision=decision,
        adopted=one.adopted,
        level_name=_level_name(scene.network, one),
        gatherings={key: there for key, there in gatherings.items() if there is not None},
    )


def has_decided(scene: Scene, person_id: int) -> bool:
    """Whether somebody has proposed or voted since they were to be asked, or need not any more."""
    one = scene.tx.decisions.get(int(scene.ref("decision_round")))
    if one is None or one.stage.value != scene.ref("stage"):
        return True
    member = scene.tx.members.get(scene.network.id, person_id)
    decision = next((d for d in scene.network.programme.decisions if d.id == one.decision_id), None)
    if member is None or decision is None or not decides(decision, member, level=one.level):
        return True
    return person_id in _done(scene.tx, scene.network, one)


def _done(tx: Transaction, network: Network, one: DecisionRound) -> frozenset[int]:
    if one.stage is Stage.COLLECTING:
        return tx.entries.authors(network.id, about=one.about)
    return frozenset(tx.decisions.votes(one.id))


def _moments(one: DecisionRound, who: Decider) -> Iterator[datetime]:
    """Yield when somebody is asked and when once more, in UTC; never before they joined."""
    begun = max(_begun(one), who.member.joined_at)
    zone = who.rhythm.zone
    first = prompt_on_or_after(local_date(begun, zone=zone), who.rhythm)
    asked_at = max(first, next_allowed(begun, who.rhythm))
    yield asked_at
    again = working_days_after(local_date(asked_at, zone=zone), REMIND_AFTER, who.rhythm)
    yield prompt_on_or_after(again, who.rhythm)


def _begun(one: DecisionRound) -> datetime:
    """Return since when a round is at its stage."""
    return one.voting_since or one.opened_at


def _row(
    network: Network, one: DecisionRound, person: Person, *, due_at: datetime, number: int
) -> NewDelivery:
    refs: dict[str, str | int] = {"decision_round": one.id, "stage": one.stage.value}
    return NewDelivery(
        team_id=network.team_id,
        network_id=network.id,
        kind=Kind.DECISION_PROMPT,
        thing=one.thing,
        occurrence=f"{one.stage.value}/{_begun(one).isoformat()}/{number}",
        recipient=f"person:{person.id}",
        due_at=due_at,
        reason=mark("Your network decides something together."),
        refs=refs | ({"reminder": number} if number else {}),
    )


def _found(scene: Scene) -> tuple[Decision, DecisionRound] | None:
    one = scene.tx.decisions.get(int(scene.ref("decision_round")))
    known = {decision.id: decision for decision in scene.network.programme.decisions}
    if one is None or one.decision_id not in known:
        return None
    return known[one.decision_id], one


def _level_name(network: Network, one: DecisionRound) -> Text | None:
    return {level.id: level.name for level in network.programme.levels}.get(one.level)
