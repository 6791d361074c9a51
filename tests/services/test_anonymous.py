"""Anonymous forms: everybody answers once, five answers are shown together."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.domain.entries import NOTHING_SPECIAL, FormRef
from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from bot.errors import Invalid, InvalidMany, NotFound
from bot.simulator.cast import FACILITATOR, Character
from tests.services.office import Office
from tests.services.pulse import (
    EIGHT,
    answer,
    heard,
    network_of_eight,
    pulse_of,
    pulsing_office,
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Lend an office that has a programme with an anonymous check-in."""
    with pulsing_office(tmp_path) as opened:
        yield opened


@pytest.fixture
def network(office: Office) -> Network:
    """Lend a network of eight principals who have been welcomed."""
    return network_of_eight(office)


def test_nothing_is_shown_before_five_have_answered(office: Office, network: Network) -> None:
    """The facilitator sees how many there are and how many it takes; never who (S35)."""
    for who in EIGHT[:4]:
        answer(office, network, who)

    (one,) = office.services.anonymous.heard(office.actor(FACILITATOR), network.id)

    assert (one.count.answers, one.count.shown, one.count.needed) == (4, 0, 1)
    assert one.results == ()


def test_from_five_on_scales_are_counted_and_texts_come_mixed(
    office: Office, network: Network
) -> None:
    """Every text is there, in an order that is not that of their coming."""
    for number, who in enumerate(EIGHT):
        answer(office, network, who, {"safe": str(number % 2 + 3), "why": who.name})

    looks = [heard(office, network) for _ in range(4)]

    safe, why = looks[0]
    assert safe.counts == (("1", 0), ("2", 0), ("3", 4), ("4", 4), ("5", 0))
    assert safe.average == 3.5
    assert sorted(why.texts) == sorted(one.name for one in EIGHT)
    assert len({look[1].texts for look in looks}) > 1


def test_who_comes_after_a_look_waits_for_four_others(office: Office, network: Network) -> None:
    """The difference between two looks would else be one person's answer."""
    for who in EIGHT[:5]:
        answer(office, network, who)
    before = heard(office, network)
    for who in EIGHT[5:]:
        answer(office, network, who, {"safe": "1"})

    after = heard(office, network)

    assert Counter(before[0].counts) == Counter(after[0].counts)
    (one,) = office.services.anonymous.heard(office.actor(FACILITATOR), network.id)
    assert (one.count.answers, one.count.shown, one.count.waiting) == (8, 5, 3)


def test_somebody_who_sends_twice_is_counted_once(office: Office, network: Network) -> None:
    """Also where two forms were open; one receipt comes."""
    maria = EIGHT[0]

    done = [answer(office, network, maria) for _ in range(2)]
    office.settle()

    assert done == [True, False]
    assert sum("Your anonymous answer counts" in text for text in office.inbox(maria)) == 1
    with pytest.raises(Invalid, match="You have answered this one"):
        office.services.entries.open(office.actor(maria), pulse_of(network))


@pytest.mark.parametrize(("members", "asked"), [(4, 0), (5, 1)])
def test_who_are_fewer_than_five_are_not_asked_anonymously(
    office: Office, members: int, asked: int
) -> None:
    """S35: nothing of it could ever be shown, so it is neither sent nor in Home."""
    few = tuple(replace(one, level="") for one in EIGHT[:members])
    network = office.begin("few", programme="pulsing", members=few)

    office.jump(timedelta(days=2, hours=6))

    (mine,) = office.services.home.see(office.actor(EIGHT[0])).networks
    assert len([text for text in office.inbox(EIGHT[0]) if "Trust pulse" in text]) == asked
    assert (mine.network.id, mine.checkin_open) == (network.id, bool(asked))


def test_an_anonymous_form_never_becomes_an_entry(office: Office, network: Network) -> None:
    """Nor an entry an anonymous answer: each way of sending refuses the other's form."""
    maria, services = office.actor(EIGHT[0]), office.services
    open_one = FormRef(network_id=network.id, form_id="reflection", about=NOTHING_SPECIAL)

    with pytest.raises(NotFound):
        services.entries.submit(
            maria,
            pulse_of(network),
            answers={"safe": "4"},
            visibility=Visibility.FACILITATOR,
            token="once",
        )
    with pytest.raises(NotFound):
        services.anonymous.answer(maria, open_one, {"stays": "Something"})


@pytest.mark.parametrize("who", [FACILITATOR])
def test_who_reads_the_results_does_not_answer(
    office: Office, network: Network, who: Character
) -> None:
    """They would know one answer of the five: their own."""
    with pytest.raises(Invalid, match="asks the members only"):
        office.services.entries.open(office.actor(who), pulse_of(network))
    with pytest.raises(Invalid, match="asks the members only"):
        answer(office, network, who)


def test_what_is_missing_is_asked_for_and_nobody_has_taken_part(
    office: Office, network: Network
) -> None:
    """A form that comes back with a question can be sent again."""
    with pytest.raises(InvalidMany):
        answer(office, network, EIGHT[0], {"safe": "9"})

    assert answer(office, network, EIGHT[0])


def test_all_answers_share_the_week_of_the_latest(office: Office, network: Network) -> None:
    """A late answer does not stand out by its week."""
    for who in EIGHT[:4]:
        answer(office, network, who)
    office.clock.step_to(office.clock.now() + timedelta(days=8))
    answer(office, network, EIGHT[4])

    (one,) = office.services.anonymous.heard(office.actor(FACILITATOR), network.id)

    assert one.count.week_of == date(2026, 9, 7)
