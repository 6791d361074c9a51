"""Decisions as they are drawn: the longest words, an order, and nothing to decide."""

from dataclasses import replace

import pytest

from bot.domain.deciding import Choice, DecisionRound, Proposal
from bot.domain.decisions import Decision, Method, Stage
from bot.domain.text import Text
from bot.domain.votes import outcome
from bot.services.counting import Count
from bot.services.decisions import DecisionView, Voting
from bot.services.sorting import Besides, Sorting
from bot.simulator.slack import blockkit
from handlers.blocks import decisions, sorting, votes
from tests.handlers.blocks import said_decisions, samples

WORST = ("<!channel> & <@U0MARY> " * 20)[:200]


def choices(words: str, count: int) -> tuple[Choice, ...]:
    """Make so many choices, each out of a proposal."""
    return tuple(
        Choice(id=number, round_id=5, position=number, words=words, backing=("k",))
        for number in range(1, count + 1)
    )


def a_round(stage: Stage) -> DecisionRound:
    """Make a round of the norms."""
    return DecisionRound(
        id=5, network_id=3, decision_id="norms", number=2, stage=stage, opened_at=samples.NOW
    )


def decision(words: str = "Our norms", *, method: Method = Method.APPROVE) -> Decision:
    """Make a decision with some words."""
    told = Text(by_language={"en": words})
    made = said_decisions.decision()
    return made.model_copy(update={"name": told, "about": told, "method": method})


def view(words: str, stage: Stage) -> DecisionView:
    """Make a decision as its facilitator, who could also vote, sees it."""
    held = said_decisions.adopted(lambda _: words)
    latest = a_round(stage)
    return DecisionView(
        network=replace(samples.network(), name=words),
        decision=decision(words),
        level="high",
        level_name=Text(by_language={"en": words}),
        latest=replace(latest, adopted=held) if stage is Stage.ADOPTED else latest,
        held=held,
        asked=12,
        proposers=3,
        voters=4,
        choices=5,
        entry_id=None,
        has_voted=False,
        wishes=2,
        wished=False,
        takes_part=True,
        leads=True,
        ahead=(samples.gathering(lambda _: words),) * 30,
        given=(words,) * 40,
    )


@pytest.mark.parametrize("stage", Stage)
def test_slack_takes_a_decision_with_the_worst_words(stage: Stage) -> None:
    """At every stage, whatever members and files say."""
    shown = [
        decisions.decision_modal(view(WORST, stage), samples.NEW_YORK, undo=True),
        decisions.decisions_modal((view(WORST, stage),) * 12, samples.network(), samples.NEW_YORK),
    ]

    assert [
        problem for one in shown for problem in blockkit.check_view(one.to_dict(), kind="modal")
    ] == []


@pytest.mark.parametrize("method", Method)
def test_slack_takes_the_longest_vote(method: Method) -> None:
    """Forty choices that no box can show whole stand above the boxes in full."""
    voting = Voting(
        network=samples.network(),
        decision=decision(WORST, method=method),
        round=a_round(Stage.VOTING),
        choices=choices(WORST, 40),
        places=5,
        mine=(3, 1),
    )

    drawn = votes.vote_modal(voting, samples.NEW_YORK).to_dict()

    assert blockkit.check_view(drawn, kind="modal") == []
    assert "40. &lt;!channel&gt;" in str(drawn)


def test_an_order_has_a_menu_for_each_place() -> None:
    """S58: the first one is needed; what was chosen before stands there."""
    few = tuple(replace(one, words=f"Topic {one.id}") for one in choices("", 4))
    voting = Voting(
        network=samples.network(),
        decision=decision(method=Method.RANK),
        round=a_round(Stage.VOTING),
        choices=few,
        places=3,
        mine=(4, 2),
    )

    inputs = [
        block
        for block in votes.vote_modal(voting, samples.NEW_YORK).to_dict()["blocks"]
        if block["type"] == "input"
    ]

    chosen = [block["element"].get("initial_option", {}).get("value") for block in inputs]
    assert [block["block_id"] for block in inputs] == [f"block.rank:{n}" for n in (1, 2, 3)]
    assert [block["optional"] for block in inputs] == [False, True, True]
    assert chosen == ["4", "2", None]


def test_slack_takes_the_longest_list_of_proposals() -> None:
    """Forty at once, the rest later; each choice can be taken apart."""
    waiting = tuple((Proposal(key=f"{n:016x}", author_id=n, words=WORST * 3),) for n in range(70))
    found = Sorting(
        network=samples.network(),
        decision=decision(WORST),
        round=a_round(Stage.COLLECTING),
        waiting=waiting,
        choices=choices(WORST, 30),
        proposers=9,
        besides=(Besides(label=Text(by_language={"en": WORST}), said=(WORST * 5,) * 40),) * 3,
    )

    drawn = sorting.sorting_modal(found, samples.NEW_YORK).to_dict()

    assert blockkit.check_view(drawn, kind="modal") == []
    assert "More come as soon as some of these are grouped." in str(drawn)


def test_slack_takes_the_longest_count() -> None:
    """What is adopted, what is not, and that the list decided between two."""
    rule = decision(WORST, method=Method.RANK)
    ids = tuple(range(1, 41))
    count = Count(
        network=samples.network(),
        decision=rule,
        round=a_round(Stage.VOTING),
        outcome=outcome(rule, ids, [ids[:5], ids[5:10], ids[10:15]], asked=5),
        words=dict.fromkeys(ids, WORST),
    )

    drawn = votes.settling_modal(count, samples.NEW_YORK).to_dict()

    assert blockkit.check_view(drawn, kind="modal") == []
    assert "Adopt it" in str(drawn)


def test_a_programme_without_decisions_says_so() -> None:
    """Nobody looks at an empty page."""
    drawn = decisions.decisions_modal((), samples.network(), samples.NEW_YORK).to_dict()

    assert "This programme leaves nothing to decide by vote." in str(drawn)
