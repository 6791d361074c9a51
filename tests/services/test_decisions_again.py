"""Decisions that come again, by a majority, by level, by themselves (S58, S59)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.decisions import Stage
from bot.domain.networks import Network
from bot.errors import Invalid
from bot.services.adopted import adopted
from bot.services.home import Task
from bot.simulator.cast import FACILITATOR, Character
from tests.services.deciders import EIGHT, begun, deciding, norms, opened, round_id, vote
from tests.services.office import JAMES, LEILANI, MARIA, SAMUEL, Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Lend an office that knows the programme in which members decide."""
    with deciding(tmp_path) as lent:
        yield lent


@pytest.fixture
def network(office: Office) -> Network:
    """Lend a network of eight that decides."""
    return begun(office)


def test_a_majority_opens_a_new_round(office: Office, network: Network) -> None:
    """S59: five of eight; what holds is among the choices; a wish counts once, and can go."""
    led, daniel = office.services.led_decisions, office.actor(FACILITATOR)
    decisions = office.services.decisions
    number = round_id(opened(office, network, "norms"))
    for who in EIGHT[:4]:
        vote(office, who, number, "Questions before advice.")
    led.settle(daniel, number)

    seen = [decisions.wish(office.actor(who), number) for who in (*EIGHT[:4], EIGHT[0])]
    held_back = seen[-1].open
    fewer = decisions.wish(office.actor(EIGHT[0]), number, again=False)
    decisions.wish(office.actor(EIGHT[0]), number)
    view = decisions.wish(office.actor(EIGHT[4]), number)

    assert held_back is None
    assert (seen[-1].wishes, fewer.wishes) == (4, 3)
    assert view.open is not None
    assert (view.open.number, view.open.stage) == (2, Stage.VOTING)
    voting = decisions.voting(office.actor(MARIA), view.open.id)
    assert [one.words for one in voting.choices] == [
        "Questions before advice.",
        "Phones stay in the bag.",
    ]
    assert norms(office, network) == ["Questions before advice."]


def test_each_level_decides_for_itself(office: Office, network: Network) -> None:
    """S59: members see and decide what is their own level's, the facilitator sees all."""
    led, daniel = office.services.led_decisions, office.actor(FACILITATOR)
    number = round_id(opened(office, network, "topic", level="elementary"))
    with pytest.raises(Invalid, match="for others in the network"):
        vote(office, JAMES, number, "Reading")
    vote(office, MARIA, number, "Reading")
    vote(office, SAMUEL, number, "Reading")
    led.settle(daniel, number)

    seen = {
        who.name: [
            one.level
            for one in office.services.decisions.see(office.actor(who), network.id)
            if one.decision.id == "topic"
        ]
        for who in (MARIA, JAMES, FACILITATOR)
    }
    with office.store.read() as tx:
        found = adopted(tx, network, "topic")

    assert seen[MARIA.name] == ["elementary"]
    assert seen[JAMES.name] == ["middle"]
    assert seen[FACILITATOR.name] == ["elementary", "middle", "high"]
    assert found is None


def test_topics_of_a_term_are_asked_by_themselves(office: Office, network: Network) -> None:
    """S58: on its day a round opens and members put topics in order; the meeting names the wish."""
    led, daniel = office.services.led_decisions, office.actor(FACILITATOR)
    office.jump_to(datetime(2026, 10, 6, 1, tzinfo=UTC))
    (view,) = [
        one
        for one in office.services.decisions.see(daniel, network.id)
        if one.decision.id == "topics"
    ]
    number = round_id(view)
    vote(office, MARIA, number, "Families as partners", "Substitutes")
    vote(office, JAMES, number, "Families as partners")
    led.settle(daniel, number)
    gatherings = office.services.gatherings.calendar(daniel, network.id)
    led.take_up(daniel, number, item=1, gathering_id=gatherings[1].id)

    shown = [office.services.gatherings.see(daniel, one.id).agreed.asked_for for one in gatherings]
    scope = office.services.scope.see(office.actor(MARIA), network.id)

    assert any(text.startswith("Your vote on Topics") for text in office.inbox(LEILANI))
    assert shown[0] is None
    assert [one.words for one in shown[1:] if one] == ["Substitutes", "Families as partners"]
    assert [one.support for one in shown[1:] if one] == [1, 2]
    wished = [one for month in scope.table.months for one in month.asked_for.get("", ())]
    assert [(one.words, one.support) for one in wished] == [
        ("Substitutes", 1),
        ("Families as partners", 2),
    ]


def test_home_knows_what_waits_to_be_decided(office: Office, network: Network) -> None:
    """A member until they voted; the facilitator once enough have, and had a week to do so."""

    def decide(who: Character) -> list[Task]:
        (here,) = office.services.home.see(office.actor(who)).networks
        return [one for one in here.tasks if one in {Task.DECIDE, Task.LEAD_DECISION}]

    number = round_id(opened(office, network, "norms"))
    for who in EIGHT[:4]:
        vote(office, who, number, "Questions before advice.")
    at_once = {who: decide(who) for who in (MARIA, EIGHT[5], FACILITATOR)}
    office.jump(timedelta(days=7))

    assert at_once == {MARIA: [], EIGHT[5]: [Task.DECIDE], FACILITATOR: []}
    assert decide(FACILITATOR) == [Task.LEAD_DECISION]


def test_a_wish_about_what_is_replaced_opens_nothing(office: Office, network: Network) -> None:
    """S59: whoever still looks at the first version is told that there is a newer one."""
    led, daniel = office.services.led_decisions, office.actor(FACILITATOR)
    first = round_id(opened(office, network, "norms"))
    for who in EIGHT[:4]:
        vote(office, who, first, "Questions before advice.")
    led.settle(daniel, first)
    seen = [office.services.decisions.wish(office.actor(who), first) for who in EIGHT[:5]]
    second = round_id(seen[-1])
    for who in EIGHT[:4]:
        vote(office, who, second, "Phones stay in the bag.")
    led.settle(daniel, second)

    with pytest.raises(Invalid, match="moved on"):
        office.services.decisions.wish(office.actor(EIGHT[6]), first)

    assert office.services.decisions.at(daniel, first).open is None


def test_a_settling_stays_once_a_new_round_is_open(office: Office, network: Network) -> None:
    """There is one open round of a decision, also for whoever presses Undo late."""
    led, daniel = office.services.led_decisions, office.actor(FACILITATOR)
    first = round_id(opened(office, network, "norms"))
    for who in EIGHT[:4]:
        vote(office, who, first, "Questions before advice.")
    led.settle(daniel, first)
    opened(office, network, "norms")

    with pytest.raises(Invalid, match="moved on"):
        led.undo(daniel, first)

    assert norms(office, network) == ["Questions before advice."]
