"""Audiences: whom a prompt is for, apart from what they have or have not done."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.gatherings import is_invited
from bot.domain.networks import Member
from bot.domain.prompts import Audience
from bot.domain.roles import Standing
from bot.domain.rounds import is_meant
from tests.domain.samples import member, network

HERE = network()


def meant(audience: Mapping[str, object], who: Member) -> bool:
    """Whether somebody is asked."""
    return is_meant(Audience.model_validate(audience), who, HERE)


def test_a_prompt_asks_those_whom_it_is_for() -> None:
    """By role, level, school and phase; facilitators are never asked."""
    maria = replace(member(), role="principal", level="high", school="Harbor High")
    audiences: list[dict[str, object]] = [
        {}, {"roles": ["principal"]}, {"roles": ["coach"]}, {"levels": ["high"]},
        {"schools": ["harbor high"]}, {"schools": ["Lakeside"]}, {"phases": ["connect"]},
        {"phases": ["lead"]}, {"roles": ["principal"], "levels": ["middle"]},
    ]  # fmt: skip

    found = [meant(one, maria) for one in audiences]

    assert found == [True, True, False, True, True, False, True, False, False]
    assert not meant({}, replace(maria, is_facilitator=True))


def test_a_prompt_may_be_for_one_kind_of_leader() -> None:
    """S19: office holders, or those who grow into leadership; whose role is unknown is neither."""
    people = [replace(member(), role=one) for one in ("principal", "teacher_leader", None)]
    audiences: list[dict[str, object]] = [{"standing": "official"}, {"standing": "emerging"}]

    found = [[meant(one, who) for who in people] for one in audiences]

    assert found == [[True, False, False], [False, True, False]]


def test_a_gathering_may_be_for_one_kind_of_leader() -> None:
    """S19: office holders, or those who grow into leadership; whose role is unknown is neither."""
    (conference,) = HERE.programme.series
    official, emerging, both = (
        conference.model_copy(update={"standing": one, "roles": roles})
        for one, roles in (
            (Standing.OFFICIAL, ()),
            (Standing.EMERGING, ("principal", "teacher_leader")),
            (None, ()),
        )
    )
    people = [
        member(role="principal"),
        member(role="teacher_leader"),
        member(role=None),
        member(role=None, facilitates=True),
    ]

    found = [
        [is_invited(who, one, programme=HERE.programme) for who in people]
        for one in (official, emerging, both)
    ]

    assert found[0] == [True, False, False, True]
    assert found[1] == [False, True, False, True]
    assert found[2] == [True, True, True, True]
