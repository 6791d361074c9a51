"""Rounds of decisions, their choices, votes and wishes are remembered."""

from dataclasses import replace

from bot.domain.deciding import Adopted, AdoptedItem, DecisionRound
from bot.domain.decisions import Stage
from storage.store import Store
from storage.transaction import Transaction
from tests.storage.cast import HOUR, NOW, Cast


def opened(
    tx: Transaction,
    cast: Cast,
    *,
    number: int = 1,
    level: str = "",
    stage: Stage = Stage.COLLECTING,
) -> DecisionRound | None:
    """Open a round about norms with one choice that stands."""
    return tx.decisions.open(
        network_id=cast.network.id,
        decision_id="norms",
        level=level,
        number=number,
        stage=stage,
        at=NOW,
        words=("Phones stay in the bag.",),
    )


def test_two_who_open_at_once_open_one_round(store: Store, cast: Cast) -> None:
    """The second finds it open; another level has a round of its own."""
    with store.write() as tx:
        first, second = opened(tx, cast), opened(tx, cast)
        elsewhere = opened(tx, cast, level="high", stage=Stage.VOTING)
        assert first is not None
        assert elsewhere is not None
        found = tx.decisions.rounds(cast.network.id, "norms")
        alone = tx.decisions.rounds(cast.network.id, "norms", level="high")

    assert second is None
    assert found == (first, elsewhere) == tuple(found)
    assert alone == (elsewhere,)
    assert (first.voting_since, elsewhere.voting_since) == (None, NOW)


def test_choices_are_grouped_reworded_and_taken_away(store: Store, cast: Cast) -> None:
    """In the order in which they came to the list."""
    with store.write() as tx:
        one = opened(tx, cast)
        assert one is not None
        (starter,) = tx.decisions.choices(one.id)
        added = tx.decisions.add_choice(one.id, words="We begin on time.", backing=("k1", "k2"))
        gone = tx.decisions.add_choice(one.id, words="Gone", backing=())
        tx.decisions.update_choice(replace(added, words="We start on time."))
        removed = [tx.decisions.remove_choice(gone.id) for _ in range(2)]
        found = tx.decisions.choices(one.id)
        read = tx.decisions.choice(added.id)

    assert [choice.words for choice in found] == ["Phones stay in the bag.", "We start on time."]
    assert (starter.position, added.position) == (1, 2)
    assert read == found[1]
    assert found[1].backing == ("k1", "k2")
    assert removed == [True, False]


def test_a_round_goes_its_way_once(store: Store, cast: Cast) -> None:
    """Whoever comes second to a change of stage is told that it was made."""
    with store.write() as tx:
        one = opened(tx, cast)
        assert one is not None
        result = Adopted(
            decision_id="norms",
            version=1,
            at=NOW + HOUR,
            items=(AdoptedItem(words="Phones stay in the bag.", support=7, gathering_id=3),),
            voters=9,
            asked=12,
            tied=True,
        )
        steps = [
            tx.decisions.adopt(one.id, result),
            tx.decisions.begin_vote(one.id, at=NOW),
            tx.decisions.begin_vote(one.id, at=NOW),
            tx.decisions.adopt(one.id, result),
            tx.decisions.close(one, at=NOW),
        ]
        found = tx.decisions.get(one.id)

    assert steps == [False, True, False, True, False]
    assert found is not None
    assert (found.stage, found.settled_at, found.adopted) == (Stage.ADOPTED, NOW + HOUR, result)


def test_a_settling_can_be_taken_back(store: Store, cast: Cast) -> None:
    """The votes stand as they did."""
    with store.write() as tx:
        one = opened(tx, cast, stage=Stage.VOTING)
        assert one is not None
        tx.decisions.vote(one.id, cast.tomas.id, ranks=(4, 2), at=NOW)
        tx.decisions.vote(one.id, cast.tomas.id, ranks=(2,), at=NOW + HOUR)
        result = Adopted(decision_id="norms", version=1, at=NOW, items=(), voters=1, asked=1)
        tx.decisions.adopt(one.id, result)
        kept = tx.decisions.keep(one.id, result)
        back = [tx.decisions.reopen_vote(one.id) for _ in range(2)]
        found, votes = tx.decisions.get(one.id), tx.decisions.votes(one.id)

    assert kept
    assert back == [True, False]
    assert found is not None
    assert (found.stage, found.adopted, found.settled_at) == (Stage.VOTING, None, None)
    assert votes == {cast.tomas.id: (2,)}


def test_a_wish_counts_once_and_can_be_taken_back(store: Store, cast: Cast) -> None:
    """S59: who would like to decide anew."""
    with store.write() as tx:
        one = opened(tx, cast)
        assert one is not None
        said = [tx.decisions.wish(one.id, cast.tomas.id, at=NOW) for _ in range(2)]
        there = tx.decisions.wished(one.id)
        taken_back = [tx.decisions.unwish(one.id, cast.tomas.id) for _ in range(2)]
        gone = tx.decisions.wished(one.id)

    assert said == taken_back == [True, False]
    assert there == {cast.tomas.id}
    assert gone == frozenset()
