"""How votes are counted, and what of it is adopted."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.decisions import Decision, Method
from bot.domain.votes import count_votes, is_majority, outcome, places, quorum

CHOICES = (1, 2, 3, 4)
VOTES = st.lists(st.lists(st.sampled_from((*CHOICES, 9)), max_size=6), max_size=20)


def decision(method: Method = Method.APPROVE, **more: object) -> Decision:
    """Return a decision of a method."""
    return Decision.model_validate(
        {"id": "topic", "name": "Topic", "about": "What we work on.", "choices": ["a", "b"]}
        | {"method": method, **more}
    )


def test_what_more_than_half_want_is_adopted() -> None:
    """S30: up to the most there may be, the most wanted first."""
    votes = [(1, 2), (2, 3), (2, 1), (2,)]

    found = outcome(decision(most=3), CHOICES, votes, asked=6)

    assert [(one.choice_id, one.support) for one in found.adopted] == [(2, 4)]
    assert (found.voters, found.asked, found.needed, found.decides) == (4, 6, 3, True)
    assert not found.tied


def test_the_least_there_must_be_is_filled_up() -> None:
    """Half of the votes are enough where otherwise too few would be adopted."""
    votes = [(1,), (1,), (2,), (3,)]

    found = outcome(decision(least=2, most=3), CHOICES, votes, asked=4)

    assert [one.choice_id for one in found.adopted] == [1, 2]
    assert found.tied


def test_an_order_gives_the_first_place_most() -> None:
    """S58: three points, two, one; who was named by more comes first with the same points."""
    votes = [(1, 2, 3), (2, 3, 1), (2, 1)]

    counted = count_votes(CHOICES, votes, method=Method.RANK, places=3)

    assert [(one.choice_id, one.points, one.support) for one in counted] == [
        (2, 8, 3),
        (1, 6, 3),
        (3, 3, 2),
        (4, 0, 0),
    ]


def test_a_tie_is_decided_by_the_list_and_said() -> None:
    """Nobody has to wonder why the other one was left out."""
    found = outcome(decision(Method.RANK), (4, 1), [(1, 4), (4, 1)], asked=2)

    assert [one.choice_id for one in found.adopted] == [4]
    assert found.tied


def test_too_few_votes_adopt_nothing() -> None:
    """S59: a share of those who can vote; what nobody named is never adopted."""
    few = outcome(decision(share=60), CHOICES, [(1,)], asked=5)
    unnamed = outcome(decision(least=2, most=2), CHOICES, [(1,), (1,)], asked=2)

    assert (few.needed, few.has_quorum, few.decides) == (3, False, False)
    assert unnamed.has_quorum
    assert unnamed.adopted == ()
    assert not unnamed.decides


def test_half_is_no_majority() -> None:
    """S59: a decision is opened again when more than half ask for it."""
    assert [is_majority(count, 6) for count in (3, 4)] == [False, True]
    assert [quorum(asked, 50) for asked in (0, 1, 5, 6)] == [1, 1, 3, 3]
    assert [places(decision(Method.RANK, most=most), 8) for most in (1, 4, 9)] == [3, 4, 5]
    assert places(decision(Method.RANK), 2) == 2


@given(VOTES, st.sampled_from(Method), st.integers(1, 4), st.integers(1, 4))
def test_counting_holds_whatever_is_voted(
    votes: list[list[int]], method: Method, least: int, more: int
) -> None:
    """Each vote supports a choice at most once, and no more is adopted than there may be."""
    rule = decision(method, least=least, most=least + more)

    found = outcome(rule, CHOICES, votes, asked=20)

    assert {one.choice_id for one in found.counted} == set(CHOICES)
    assert all(0 <= one.support <= len(votes) for one in found.counted)
    assert all(one.support for one in found.adopted)
    assert not found.adopted or least <= len(found.adopted) <= least + more
    assert list(found.counted[: len(found.adopted)]) == list(found.adopted)
