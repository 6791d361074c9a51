"""Decisions: proposed in private, grouped without names, voted on, adopted with a date."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.decisions import Stage
from bot.domain.entries import FormRef
from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from bot.errors import Invalid, NotAllowed, NotFound
from bot.services.adopted import adopted
from bot.simulator.cast import FACILITATOR, PRINCIPALS, STRANGER
from tests.services.deciders import (
    EIGHT,
    begun,
    deciding,
    norms,
    opened,
    propose,
    round_id,
    vote,
)
from tests.services.office import AISHA, JAMES, LEILANI, MARIA, SAMUEL, Office

TOM = PRINCIPALS[5]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Lend an office that knows the programme in which members decide."""
    with deciding(tmp_path) as lent:
        yield lent


@pytest.fixture
def network(office: Office) -> Network:
    """Lend a network of eight that decides."""
    return begun(office)


def test_hopes_become_values(office: Office, network: Network) -> None:
    """S28: collected in private, shown without names, grouped, voted on, adopted with a date."""
    led, daniel = office.services.led_decisions, office.actor(FACILITATOR)
    number = round_id(opened(office, network, "values"))
    propose(office, MARIA, number, "- Honest words\n- Time to think")
    propose(office, JAMES, number, "honest words!")
    propose(office, LEILANI, number, "Courage")
    propose(office, SAMUEL, number, "Only for me", visibility=Visibility.ONLY_ME)

    sorting = led.sorting(daniel, number)
    alike = next(some for some in sorting.waiting if len(some) == 2)
    sorting = led.group(daniel, number, keys=[alike[0].key], choice_id=None, words="Honesty")
    led.begin_vote(daniel, number)
    for who in (MARIA, JAMES, AISHA):
        vote(office, who, number, "Honesty", "Courage")
    vote(office, LEILANI, number, "Courage")
    vote(office, SAMUEL, number, "Time to think")
    led.settle(daniel, number)
    with office.store.read() as tx:
        found = adopted(tx, network, "values")

    assert sorting.proposers == 3
    assert "Only for me" not in str(sorting.waiting)
    assert found is not None
    assert [(item.words, item.support) for item in found.items] == [("Courage", 4), ("Honesty", 3)]
    assert (found.version, found.at, found.voters, found.asked) == (1, office.clock.now(), 5, 8)


def test_members_read_what_was_proposed_from_five_on(office: Office, network: Network) -> None:
    """S28: side by side and without names, each thing once; four would give themselves away."""
    number = round_id(opened(office, network, "values"))
    for who, words in ((MARIA, "Courage"), (JAMES, "courage"), (LEILANI, "Time"), (AISHA, "Rest")):
        propose(office, who, number, words)
    seen = office.services.decisions.at
    before = seen(office.actor(TOM), number).said

    propose(office, SAMUEL, number, "Honesty")
    after = seen(office.actor(TOM), number).said

    assert before == ()
    assert sorted(one.casefold() for one in after) == ["courage", "honesty", "rest", "time"]


def test_the_facilitator_reads_further_answers_without_names(
    office: Office, network: Network
) -> None:
    """S28: what is no proposal is read by who leads alone, from five writers on, in no order."""
    led, daniel = office.services.led_decisions, office.actor(FACILITATOR)
    number = round_id(opened(office, network, "values"))
    for who in (MARIA, JAMES, LEILANI, AISHA):
        propose(office, who, number, "Courage", fear=f"{who.name} fears\none more meeting")
    propose(office, TOM, number, "Courage", fear="Mine alone", visibility=Visibility.ONLY_ME)
    (before,) = led.sorting(daniel, number).besides

    propose(office, SAMUEL, number, "Courage", fear="Too much paper")
    (after,) = led.sorting(daniel, number).besides

    assert (before.label.say(), before.said) == ("What are you afraid of?", ())
    assert len(after.said) == 5
    assert "Too much paper" in after.said
    assert f"{MARIA.name} fears one more meeting" in after.said
    assert "Mine alone" not in after.said
    with pytest.raises(NotAllowed):
        led.sorting(office.actor(MARIA), number)


def test_members_are_asked_in_private_and_reminded_once(office: Office, network: Network) -> None:
    """S28: whoever has proposed or voted is not asked again; the facilitator is not asked."""
    led, daniel = office.services.led_decisions, office.actor(FACILITATOR)
    office.jump_to(datetime(2026, 9, 16, 15, tzinfo=UTC))
    number = round_id(opened(office, network, "values"))
    office.jump(timedelta(days=1))
    propose(office, MARIA, number, "Courage")
    office.jump(timedelta(days=7))
    asked = [text for text in office.inbox(JAMES) if "Our values" in text]
    mine = [text for text in office.inbox(MARIA) if "Our values" in text]
    led.begin_vote(daniel, number)
    office.settle()
    office.jump(timedelta(days=1))

    assert len(asked) == 2
    assert asked[1].startswith("There is still time: Our values. ")
    assert [text for text in mine if "still time" in text] == []
    assert any(text.startswith("Your vote on Our values") for text in office.inbox(MARIA))
    assert not any("Our values" in text for text in office.inbox(FACILITATOR))


def test_a_round_that_was_closed_asks_nobody(office: Office, network: Network) -> None:
    """Whoever opened it by mistake closes it before the morning."""
    led, daniel = office.services.led_decisions, office.actor(FACILITATOR)
    number = round_id(led.open(daniel, network.id, "values"))

    view = led.close(daniel, number)
    office.jump(timedelta(days=2))

    assert view.open is None
    assert not any("Our values" in text for text in office.inbox(MARIA))
    with pytest.raises(Invalid):
        propose(office, MARIA, number, "Too late")


def test_nothing_is_proposed_once_the_vote_has_begun(office: Office, network: Network) -> None:
    """A form that stayed open, or an edit of what was proposed, comes too late and says so."""
    number = round_id(opened(office, network, "values"))
    entries, maria = office.services.entries, office.actor(MARIA)
    sent = propose(office, MARIA, number, "Courage")
    late = office.services.decisions.propose(office.actor(JAMES), number)
    office.services.led_decisions.begin_vote(office.actor(FACILITATOR), number)
    assert sent is not None

    for actor, ref in ((office.actor(JAMES), late), (maria, FormRef.to_edit(sent))):
        with pytest.raises(Invalid, match="come to a vote"):
            entries.submit(
                actor,
                ref,
                answers={"hope": "Too late"},
                visibility=Visibility.FACILITATOR,
                token="late",
            )
    entries.share(maria, sent.id, Visibility.ONLY_ME)


def test_a_vote_that_began_too_early_goes_back_to_the_proposals(
    office: Office, network: Network
) -> None:
    """As long as nobody has voted; who is asked to vote is asked again when it begins anew."""
    led, daniel = office.services.led_decisions, office.actor(FACILITATOR)
    number = round_id(opened(office, network, "values"))
    propose(office, MARIA, number, "Courage")
    led.begin_vote(daniel, number)

    led.collect_again(daniel, number)
    propose(office, JAMES, number, "Care")
    office.jump_to(datetime(2026, 9, 16, 15, tzinfo=UTC))
    led.begin_vote(daniel, number)
    office.settle()
    vote(office, LEILANI, number, "Care", "Courage")

    assert any(text.startswith("Your vote on Our values") for text in office.inbox(MARIA))
    with pytest.raises(Invalid):
        led.collect_again(daniel, number)


def test_norms_hold_once_they_are_adopted(office: Office, network: Network) -> None:
    """S30: until then those of the programme; the channel reads what was adopted, and why."""
    led, daniel = office.services.led_decisions, office.actor(FACILITATOR)
    before = norms(office, network)
    number = round_id(opened(office, network, "norms"))
    for who in EIGHT[:4]:
        vote(office, who, number, "Phones stay in the bag.")
    vote(office, EIGHT[4], number, "Questions before advice.")
    led.settle(daniel, number)
    office.jump(timedelta(days=1))

    said = next(one for one in office.board(network) if "You said, we did" in one.text)
    assert before == ["One voice at a time."]
    assert norms(office, network) == ["Phones stay in the bag."]
    assert said.text.endswith("Our norms. 1. Phones stay in the bag.")
    assert "asked for by 4 fellows" in str(said.blocks)
    assert "Version 1" in str(said.blocks)


def test_too_few_votes_settle_nothing(office: Office, network: Network) -> None:
    """Half of those who decide have to vote; a vote can be changed until then."""
    led, daniel = office.services.led_decisions, office.actor(FACILITATOR)
    number = round_id(opened(office, network, "norms"))
    vote(office, MARIA, number, "Questions before advice.")
    vote(office, MARIA, number, "Phones stay in the bag.")
    count = led.count(daniel, number)

    with pytest.raises(Invalid, match="1 of 8 have voted; it takes 4"):
        led.settle(daniel, number)

    assert (count.outcome.voters, count.outcome.needed) == (1, 4)
    assert [one.support for one in count.outcome.counted] == [1, 0]


def test_a_settling_is_taken_back_within_ten_minutes(office: Office, network: Network) -> None:
    """The channel is cleared, and members go on voting."""
    led, daniel = office.services.led_decisions, office.actor(FACILITATOR)
    office.jump_to(datetime(2026, 9, 2, 15, tzinfo=UTC))
    number = round_id(opened(office, network, "norms"))
    for who in EIGHT[:4]:
        vote(office, who, number, "Phones stay in the bag.")
    led.settle(daniel, number)
    office.settle()
    said = [one for one in office.board(network) if "You said" in one.text]

    view = led.undo(daniel, number)
    office.settle()
    vote(office, TOM, number, "Questions before advice.")
    led.settle(daniel, number)
    office.settle()
    office.jump(timedelta(minutes=11))

    assert len(said) == 1
    assert view.latest is not None
    assert view.latest.stage is Stage.VOTING
    assert len([one for one in office.board(network) if "You said" in one.text]) == 1
    with pytest.raises(Invalid, match="ten minutes"):
        led.undo(daniel, number)


def test_facilitators_lead_and_members_decide(office: Office, network: Network) -> None:
    """Nobody else opens, groups or settles; a facilitator has no vote; strangers see nothing."""
    led, decisions = office.services.led_decisions, office.services.decisions
    with pytest.raises(NotAllowed):
        led.open(office.actor(MARIA), network.id, "values")
    number = round_id(opened(office, network, "values"))
    verbs = (led.sorting, led.begin_vote, led.collect_again, led.count)
    for refused in (*verbs, led.close, led.settle, led.undo):
        with pytest.raises(NotAllowed):
            refused(office.actor(MARIA), number)
    with pytest.raises(Invalid):
        decisions.propose(office.actor(FACILITATOR), number)
    with pytest.raises(NotAllowed):
        decisions.see(office.actor(STRANGER), network.id)
    with pytest.raises(NotFound):
        decisions.look(office.actor(MARIA), network.id, "nothing")


def test_grouping_can_be_undone_and_reworded(office: Office, network: Network) -> None:
    """S28: a choice is taken apart again; without choices there is nothing to vote on."""
    led, daniel = office.services.led_decisions, office.actor(FACILITATOR)
    number = round_id(opened(office, network, "values"))
    with pytest.raises(Invalid, match="0 choices"):
        led.begin_vote(daniel, number)
    with pytest.raises(Invalid, match="tick what belongs together"):
        led.group(daniel, number, keys=[], choice_id=None, words="  ")
    propose(office, MARIA, number, "Courage\nBravery")
    keys = [some[0].key for some in led.sorting(daniel, number).waiting]

    grouped = led.group(daniel, number, keys=keys[:1], choice_id=None, words="")
    choice = grouped.choices[0]
    grouped = led.group(daniel, number, keys=keys[1:], choice_id=choice.id, words="Be brave")
    apart = led.ungroup(daniel, number, choice.id)

    assert [(one.words, len(one.backing)) for one in grouped.choices] == [("Be brave", 2)]
    assert grouped.waiting == ()
    assert (len(apart.waiting), apart.choices) == (2, ())


def test_an_order_names_each_thing_once(office: Office, network: Network) -> None:
    """S58: with a first place at least, and only what is on the list."""
    number = round_id(opened(office, network, "topics"))
    decisions, maria = office.services.decisions, office.actor(MARIA)
    first = decisions.voting(maria, number).choices[0].id

    for wrong in ([], [first, first]):
        with pytest.raises(Invalid):
            decisions.vote(maria, number, wrong)
    with pytest.raises(NotFound):
        decisions.vote(maria, number, [999])
    assert decisions.vote(maria, number, [first]).has_voted
