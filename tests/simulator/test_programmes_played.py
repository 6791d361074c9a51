"""Each shipped programme, played from its first day to its last."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.deliveries import Delivery, DeliveryState
from bot.domain.kinds import Kind
from bot.domain.programme import Programme
from bot.services.catalogue import Catalogue
from bot.simulator.cast import Character, Temper
from bot.simulator.casting import cast_of, smallest_cast
from bot.simulator.happenings import Leaves
from bot.simulator.play import Plan, Play
from bot.simulator.simulate import Report, look_back
from bot.simulator.stage import Stage

SHIPPED = tuple(one for one in Catalogue().all() if one.builds_on is None)
"""A variant is played as the programme on which it builds."""
BEGINS = date(2026, 9, 1)
LEAVES = BEGINS + timedelta(weeks=12)
pytestmark = [
    pytest.mark.timeout(600),  # a whole programme is played, on whatever machine
    pytest.mark.long,
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Played:
    """What is left of a programme that was played to its end."""

    report: Report
    phases: tuple[str, ...]
    authors: frozenset[str]
    to_leaver: tuple[Delivery, ...]
    mishaps: tuple[str, ...]
    posts: str
    """What the channel read, without what members share: a team names those who took part."""


@pytest.mark.parametrize("programme", SHIPPED, ids=lambda one: one.key)
def test_a_programme_is_played_from_its_first_day_to_its_last(programme: Programme) -> None:
    """Issue 3, 4: every phase; one member is silent, one is late, one leaves in week twelve."""
    cast = smallest_cast(programme)
    leaver = _one_more(programme, cast)
    silent = next(one for one in cast if one.temper is Temper.SILENT)
    late = next(one for one in cast if one.temper is Temper.LATE)

    played = _played(programme, (*cast, leaver), leaver=leaver)

    assert played.report.is_good, "\n".join(played.report.told())
    assert played.mishaps == ()
    assert played.phases == tuple(one.id for one in programme.phases)
    assert late.name in played.authors
    assert silent.name not in played.authors
    assert silent.name not in played.posts
    assert played.to_leaver == ()


@pytest.mark.soak
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("programme", SHIPPED, ids=lambda one: one.key)
def test_a_programme_is_played_with_as_many_as_it_holds(programme: Programme) -> None:
    """Issue 3, 4: full size, as far as the schools of the cast reach."""
    most = programme.members_per_school.max if programme.members_per_school else 1
    members = min(programme.size.max, 18 * most)
    cast = cast_of(programme, members=members)

    played = _played(programme, cast, leaver=cast[-1])

    assert played.report.is_good, "\n".join(played.report.told())
    assert played.phases == tuple(one.id for one in programme.phases)


def _one_more(programme: Programme, cast: Sequence[Character]) -> Character:
    """Return somebody who joins the smallest cast, so that it is valid without them, too."""
    grown = cast_of(programme, members=len(cast) + 1)
    names = {one.name for one in cast}
    return replace(next(one for one in grown if one.name not in names), temper=Temper.DILIGENT)


def _played(programme: Programme, cast: tuple[Character, ...], *, leaver: Character) -> Played:
    leaves = Leaves(day=LEAVES, who=leaver.name, does="leaves")
    plan = Plan(programme=programme.key, start=BEGINS, cast=cast, happenings=(leaves,))
    with Stage(plan.opens_at) as stage:
        play = Play(stage=stage, plan=plan)
        play.open()
        play.go_on(plan.opens_at + timedelta(weeks=programme.weeks))
        return _what_is_left(play, leaver)


def _what_is_left(play: Play, leaver: Character) -> Played:
    stage, network_id = play.stage, play.begun.network_id
    gone = stage.actor(leaver).id
    parted = datetime.combine(LEAVES + timedelta(days=1), time.min, tzinfo=UTC)
    with stage.store.read() as tx:
        log = tx.outbox.log(network_id, limit=1_000_000)
        names = {one.person_id: one.name for one in tx.members.of_network(network_id)}
        authors = {one.author_id for one in tx.entries.of_network(network_id)}
        network = tx.networks.get(network_id)
    assert network is not None
    said = stage.slack.messages(play.begun.channel_id)
    shared = {one.ts for one in log if one.kind is Kind.SHARED_ENTRY}
    entered = [one for one in reversed(log) if one.kind is Kind.PHASE_SUMMARY]
    lines = [str(one.what) for one in play.transcript.lines]
    return Played(
        report=look_back(stage, play),
        phases=(network.programme.phases[0].id, *(str(one.refs["entered"]) for one in entered)),
        authors=frozenset(names[one] for one in authors if one in names),
        to_leaver=tuple(
            one
            for one in log
            if one.person_id == gone
            and one.settled_at
            and one.settled_at > parted
            and one.state is DeliveryState.SENT
        ),
        mishaps=tuple(line for line in lines if line.startswith("could not")),
        posts=str([(one.text, one.blocks) for one in said if one.ts not in shared]),
    )
