"""Nudges: a facilitator's words, seen before they are sent, to those whom they concern."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.gatherings import Rsvp
from bot.domain.networks import Network
from bot.domain.nudges import LeftOut
from bot.domain.permissions import Verb
from bot.domain.prompts import Missing
from bot.domain.visibility import Visibility
from bot.errors import Invalid, NotAllowed
from bot.services.nudge_drafts import Draft
from bot.services.nudges import Preview
from bot.simulator.cast import FACILITATOR, LEAD
from tests.services.office import JAMES, MARIA, TWELVE, Office

WORDS = "Please bring your data on Wednesday."
MINUTE = timedelta(minutes=1)


def preview(office: Office, network: Network, missing: Missing = Missing.NOTHING) -> Preview:
    """Return what Daniel's nudge would be."""
    draft = Draft(text=f" {WORDS}\n", missing=missing)
    return office.services.nudges.preview(office.actor(FACILITATOR), network.id, draft)


def send(
    office: Office, network: Network, number: int = 1, *, missing: Missing = Missing.NOTHING
) -> int:
    """Let Daniel send a nudge; each number is another one."""
    draft = Draft(text=WORDS, missing=missing)
    sent = office.services.nudges.send(
        office.actor(FACILITATOR), network.id, draft, token=f"n{number}"
    )
    return sent.count


def nudged(office: Office) -> list[str]:
    """Return the names of those who have the nudge before them."""
    return [who.name for who in TWELVE if WORDS in str([m.blocks for m in office.letters(who)])]


def test_a_preview_shows_words_and_recipients_and_sends_nothing(
    office: Office, network: Network
) -> None:
    """The exact text, everybody it reaches and when."""
    seen = preview(office, network)
    office.settle()

    assert seen.draft.text == WORDS
    assert sorted(one.person.name for one in seen.reached) == sorted(who.name for who in TWELVE)
    assert nudged(office) == []


def test_a_nudge_may_be_for_one_kind_of_leader(office: Office, network: Network) -> None:
    """S19: both kinds named are everybody again."""
    with office.store.write() as tx:
        member = tx.members.get(network.id, office.actor(JAMES).id)
        assert member is not None
        tx.members.update(replace(member, role="teacher_leader"))
    draft = Draft(text=WORDS, only=("standing:emerging",))
    both = Draft(text=WORDS, only=("standing:emerging", "standing:official"))

    nudges, daniel = office.services.nudges, office.actor(FACILITATOR)
    found = [nudges.preview(daniel, network.id, one).reached for one in (draft, both)]

    assert [one.person.name for one in found[0]] == [JAMES.name]
    assert len(found[1]) == len(TWELVE)


def test_a_nudge_reaches_everybody_once(office: Office, network: Network) -> None:
    """A double click sends nothing twice."""
    counts = [send(office, network), send(office, network)]
    office.settle()

    letters = [m for who in TWELVE for m in office.letters(who) if WORDS in str(m.blocks)]
    assert counts == [12, 12]
    assert len(letters) == 12
    assert office.audited(network).count("nudge") == 2


def test_only_those_who_have_not_answered_are_reminded(office: Office, network: Network) -> None:
    """Decided anew when it is sent: James answers between preview and sending."""
    gatherings = office.services.gatherings
    conference = gatherings.next(office.actor(MARIA), network.id)
    assert conference is not None
    gatherings.answer(office.actor(MARIA), conference.gathering.id, rsvp=Rsvp.NO)
    seen = preview(office, network, Missing.RSVP)
    gatherings.answer(office.actor(JAMES), conference.gathering.id, rsvp=Rsvp.YES)

    send(office, network, missing=Missing.RSVP)
    office.settle()

    done = [one.person.name for one in seen.recipients if one.left_out is LeftOut.DONE]
    assert done == [MARIA.name]
    assert {MARIA.name, JAMES.name} & set(nudged(office)) == set()
    assert len(nudged(office)) == 10


def test_only_those_who_have_not_checked_in_are_reminded(office: Office, network: Network) -> None:
    """Of the round that is open."""
    view = office.services.checkins.current(office.actor(MARIA), network.id)
    assert view is not None
    office.services.entries.submit(
        office.actor(MARIA),
        view.ref,
        answers={"week": "4", "need": "nothing"},
        visibility=Visibility.FACILITATOR,
        token="once",
    )

    seen = preview(office, network, Missing.CHECKIN)

    assert [one.person.name for one in seen.recipients if one.left_out] == [MARIA.name]


@pytest.mark.parametrize("missing", [Missing.STEP, Missing.REFLECTION])
def test_nobody_is_reminded_of_what_is_not_asked(
    office: Office, network: Network, missing: Missing
) -> None:
    """No step is open yet and no conference has been: a sentence instead of twelve messages."""
    with pytest.raises(Invalid, match="nothing of that kind") as caught:
        preview(office, network, missing)

    assert caught.value.field == "missing"


def test_nobody_gets_more_than_three_nudges_a_week(office: Office, network: Network) -> None:
    """What waits for the morning counts, too; a week later there is room again."""
    office.jump(timedelta(hours=5))  # evening in New York, afternoon in Los Angeles
    counts = [send(office, network, number) for number in range(4)]
    seen = preview(office, network)
    office.jump(timedelta(days=9))

    letters = [m for m in office.letters(MARIA) if WORDS in str(m.blocks)]
    assert counts == [12, 12, 12, 0]
    assert {one.left_out for one in seen.recipients} == {LeftOut.CAP}
    assert len(letters) == 3
    assert len(preview(office, network).reached) == 12


def test_a_nudge_of_the_evening_comes_in_the_morning(office: Office, network: Network) -> None:
    """Each member has it at their own next allowed hour."""
    office.jump(timedelta(hours=5))

    send(office, network)
    office.settle()
    at_once = nudged(office)
    office.jump(timedelta(hours=14))

    assert MARIA.name not in at_once
    assert len(nudged(office)) == 12


def test_a_nudge_is_taken_back_within_ten_minutes(office: Office, network: Network) -> None:
    """What waits is dropped, what was sent is deleted; pressing twice does no harm."""
    office.jump(timedelta(hours=5))
    send(office, network)
    office.settle()
    had_it = nudged(office)
    office.clock.step(9 * MINUTE)

    for _ in range(2):
        office.services.nudges.undo(office.actor(FACILITATOR), network.id, "n1")
    office.jump(timedelta(days=1))

    with office.store.read() as tx:
        noted = [one.what for one in tx.audit.of_network(network.id) if one.verb == Verb.NUDGE]
    assert had_it
    assert nudged(office) == []
    assert list(reversed(noted))[:2] == ["nudge:n1 nothing once to 12", "nudge:n1 undone"]


def test_a_nudge_on_its_way_is_taken_back_too(office: Office, network: Network) -> None:
    """Nobody knows whether Slack has it: once it stands, it goes."""
    office.slack.faults.add(method="chat.postMessage", kind="lost_after", times=3)
    send(office, network)
    office.delivering.deliver()

    office.services.nudges.undo(office.actor(FACILITATOR), network.id, "n1")
    office.jump(timedelta(hours=1))

    assert nudged(office) == []
    assert not [text for text in office.inbox(FACILITATOR) if "could not be sent" in text]


def test_after_ten_minutes_it_stays(office: Office, network: Network) -> None:
    """People have read it."""
    send(office, network)
    office.clock.step(11 * MINUTE)

    with pytest.raises(Invalid, match="Ten minutes"):
        office.services.nudges.undo(office.actor(FACILITATOR), network.id, "n1")


@pytest.mark.parametrize(
    ("text", "sentence"), [(" \n", "a few words"), ("x" * 1501, "1501 characters")]
)
def test_words_that_cannot_be_sent_get_a_sentence(
    office: Office, network: Network, text: str, sentence: str
) -> None:
    """Beside the field."""
    with pytest.raises(Invalid, match=sentence) as caught:
        office.services.nudges.preview(office.actor(FACILITATOR), network.id, Draft(text=text))

    assert caught.value.field == "text"


def test_only_the_facilitator_of_a_network_nudges_it(office: Office, network: Network) -> None:
    """Neither a fellow nor the programme lead."""
    for who in (MARIA, LEAD):
        actor = office.actor(who)
        with pytest.raises(NotAllowed):
            office.services.nudges.send(actor, network.id, Draft(text=WORDS), token="n1")
        with pytest.raises(NotAllowed):
            office.services.nudges.undo(actor, network.id, "n1")
