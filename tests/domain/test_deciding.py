"""Proposals out of entries, who decides, and when a round opens by itself."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.deciding import (
    Choice,
    DecisionRound,
    decides,
    due_day,
    plainly,
    proposals_of,
    ungrouped,
)
from bot.domain.decisions import Decision, Stage
from bot.domain.entries import About, Entry
from bot.domain.networks import Member
from bot.domain.visibility import Visibility
from tests.domain.samples import NOW

FIRST_DAY = date(2026, 9, 1)


def decision(**more: object) -> Decision:
    """Return what is decided about values."""
    return Decision.model_validate(
        {"id": "values", "name": "Our values", "about": "What we stand for.", "choices": ["Care"]}
        | more
    )


def entry(number: int, words: object, *, visibility: Visibility = Visibility.FACILITATOR) -> Entry:
    """Return what somebody proposed; the author's number is that of the entry."""
    return Entry(
        id=number,
        network_id=1,
        author_id=number,
        form_id="hopes",
        about=About(kind="decision", which="values/1"),
        visibility=visibility,
        answers={"hopes": words},  # type: ignore[dict-item]  # any kind of answer
        created_at=NOW,
    )


def a_round(number: int, *, stage: Stage, opened_at: datetime = NOW) -> DecisionRound:
    """Return the n-th round of the values."""
    return DecisionRound(
        id=number,
        network_id=1,
        decision_id="values",
        number=number,
        stage=stage,
        opened_at=opened_at,
    )


def member(**more: object) -> Member:
    """Return a member of the high schools."""
    somebody = Member(
        id=1, network_id=1, person_id=7, name="Amina", slack_id="U7", level="high", joined_at=NOW
    )
    return replace(somebody, **more)  # type: ignore[arg-type]  # any field


def test_each_line_of_an_answer_is_a_proposal() -> None:
    """S28: signs that people put before lines are no part of what they say."""
    found = proposals_of([entry(1, "- Honest words\n2. Time to think\n\n*  Care")], ["hopes"])

    assert {one.words for one in found} == {"Honest words", "Time to think", "Care"}
    assert {one.author_id for one in found} == {1}


def test_proposals_of_several_kinds_of_questions_are_read() -> None:
    """A list of small records and a list of choices have a line for each."""
    records = ({"what": "Trust", "why": "it comes first"}, {"what": "Courage"})

    found = proposals_of([entry(1, records), entry(2, ("Care", "Joy")), entry(3, None)], ["hopes"])

    assert {one.words for one in found} == {"Trust, it comes first", "Courage", "Care", "Joy"}


def test_what_somebody_keeps_for_themselves_is_no_proposal() -> None:
    """Neither is what they tell their trio only."""
    kept = [entry(1, "A", visibility=Visibility.ONLY_ME), entry(2, "B", visibility=Visibility.TRIO)]
    shared = entry(3, "C", visibility=Visibility.NETWORK)

    assert [one.words for one in proposals_of([*kept, shared], ["hopes"])] == ["C"]


def test_proposals_come_in_an_order_that_tells_nothing() -> None:
    """Neither who wrote them nor when: the order stays the same whichever entry comes first."""
    entries = [entry(number, f"Value {number}") for number in range(1, 9)]

    one_way = proposals_of(entries, ["hopes"])
    other_way = proposals_of(list(reversed(entries)), ["hopes"])

    assert one_way == other_way
    assert [one.author_id for one in one_way] != list(range(1, 9))


def test_the_same_thing_said_twice_is_grouped_once() -> None:
    """Case and signs make no difference; what a choice holds waits no longer."""
    found = proposals_of([entry(1, "Honest words!"), entry(2, "honest  words\nCare")], ["hopes"])
    care = next(one for one in found if one.words == "Care")
    choice = Choice(id=1, round_id=1, position=1, words="Care", backing=(care.key,))

    assert {len(some) for some in ungrouped(found, ())} == {1, 2}
    assert [{one.author_id for one in some} for some in ungrouped(found, [choice])] == [{1, 2}]


def test_a_line_that_is_rewritten_is_another_proposal() -> None:
    """What was grouped before an edit is not put under words its author took back."""
    (before,) = proposals_of([entry(1, "Care")], ["hopes"])
    (after,) = proposals_of([entry(1, "Care for all")], ["hopes"])

    assert before.key != after.key
    assert plainly("  Care,  FOR all! ") == "care for all"


def test_members_decide_and_facilitators_do_not() -> None:
    """S59: where levels decide, each for itself."""
    for_all, by_level = decision(), decision(by_level=True)

    assert decides(for_all, member(), level="")
    assert decides(by_level, member(), level="high")
    assert not decides(by_level, member(), level="middle")
    assert not decides(for_all, member(is_facilitator=True))
    assert not decides(for_all, member(left_at=NOW))


def test_some_decisions_are_for_some_roles() -> None:
    """S59: the principals of a level choose what their community works on, and nobody else."""
    topic = decision(by_level=True, roles=["principal"])

    assert decides(topic, member(role="principal"), level="high")
    assert not decides(topic, member(role="teacher_leader"), level="high")
    assert not decides(topic, member(role=None), level="high")


def test_a_round_opens_by_itself_on_its_day() -> None:
    """S58: each term; never beside one that is open, and not twice for one day."""
    again = decision(again={"weekday": "monday", "every_weeks": 4})
    monday = date(2026, 9, 7)
    done = a_round(1, stage=Stage.ADOPTED, opened_at=NOW)
    open_one = a_round(2, stage=Stage.VOTING, opened_at=NOW + timedelta(days=1))
    that_day = a_round(2, stage=Stage.CLOSED, opened_at=NOW + timedelta(days=6))

    def due(today: date, *rounds: DecisionRound) -> date | None:
        return due_day(again, rounds, today=today, starts_on=FIRST_DAY)

    assert due(monday) == due(monday, done) == due(date(2026, 9, 10), done) == monday
    assert due(monday - timedelta(days=1), done) is None
    assert due(monday, done, open_one) is None
    assert due(monday, done, that_day) is None
    assert due(date(2026, 9, 30), done) is None
    assert due_day(decision(), [], today=monday, starts_on=FIRST_DAY) is None


def test_a_round_names_what_its_proposals_are_about() -> None:
    """Drafts, receipts and edits find their way by it."""
    one = a_round(2, stage=Stage.COLLECTING)

    assert str(one.about) == "decision:values/2"
    assert str(replace(one, level="high").about) == "decision:values/2/high"
    assert one.is_open
    assert not replace(one, stage=Stage.ADOPTED).is_open
