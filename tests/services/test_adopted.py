"""Norms that were adopted stand before each meeting, and are looked at again when they are low."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.anonymous import Asked
from bot.domain.entries import About
from bot.domain.gatherings import Gathering
from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from bot.services.adopted import agreed_for, norms_need_care
from bot.simulator.cast import FACILITATOR
from tests.services.deciders import EIGHT, begun, deciding, opened, round_id, vote
from tests.services.office import MARIA, Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Lend an office that knows the programme in which members decide."""
    with deciding(tmp_path) as lent:
        yield lent


@pytest.fixture
def network(office: Office) -> Network:
    """Lend a network of eight that decides."""
    return begun(office)


def check(office: Office, network: Network, *points: int, week_of: date = date(2026, 9, 7)) -> None:
    """Let as many members as there are points look at the norms, without their names."""
    asked = Asked(
        network_id=network.id,
        form_id="norms_check",
        about=About(kind="checkin", which=f"norms/{week_of.isoformat()}"),
    )
    with office.store.write() as tx:
        for who, point in zip(EIGHT, points, strict=False):
            answers = {"kept": point, "room": point}
            tx.anonymous.answer(office.actor(who).id, asked, answers, week_of=week_of)


def meetings(office: Office, network: Network) -> tuple[Gathering, ...]:
    """Return the meetings of the network in order."""
    return office.services.gatherings.calendar(office.actor(FACILITATOR), network.id)


def looked_at_again(office: Office, network: Network) -> list[int]:
    """Return the numbers of the meetings that are to look at the norms again."""
    with office.store.read() as tx:
        return [
            one.number
            for one in meetings(office, network)
            if agreed_for(tx, network, one, now=office.clock.now()).needs_care
        ]


def test_a_low_look_brings_the_norms_to_the_next_meeting(office: Office, network: Network) -> None:
    """S30: below 3.5 of five answers or more; the next meeting alone, until a better look."""
    check(office, network, 3, 3, 4, 3)
    four = looked_at_again(office, network)
    check(office, network, 0, 0, 0, 0, 3)
    five = looked_at_again(office, network)
    check(office, network, 4, 4, 4, 3, 4, week_of=date(2026, 9, 14))

    assert four == []
    assert five == [1]
    assert looked_at_again(office, network) == []


def said_after(
    office: Office,
    network: Network,
    *points: int,
    meeting: int = 0,
    visibility: Visibility = Visibility.FACILITATOR,
) -> None:
    """Let as many members as there are points say at the end of a meeting how norms were kept."""
    about = About(kind="gathering", which=str(meetings(office, network)[meeting].id))
    with office.store.write() as tx:
        for who, point in zip(EIGHT, points, strict=False):
            tx.entries.add(
                network_id=network.id,
                author_id=office.actor(who).id,
                form_id="afterwards",
                about=about,
                visibility=visibility,
                answers={"worth": 5, "norms_kept": point},
                created_at=office.clock.now(),
                token=f"{about} {who.name} {point}",
            )


def test_norms_are_looked_at_at_the_end_of_every_meeting(office: Office, network: Network) -> None:
    """S30: one tap of five people; the last meeting decides, and the agenda says so, too."""
    said_after(office, network, 3, 3, 4, 3)
    four = looked_at_again(office, network)
    said_after(office, network, 1, 1, 1, 1, 1, meeting=1, visibility=Visibility.ONLY_ME)
    private = looked_at_again(office, network)
    said_after(office, network, 4, 4, 4, 4, 3)
    office.clock.step(timedelta(minutes=1))
    said_after(office, network, 1, 1, 2, 1, 5, meeting=1)
    five = looked_at_again(office, network)
    agenda = office.services.agendas.next(office.actor(MARIA), network.id)
    office.clock.step(timedelta(minutes=1))
    said_after(office, network, 5, 5, 5, 5, meeting=2)

    assert (four, private, five) == ([], [], [1])
    assert agenda is not None
    assert agenda.looks_again
    assert looked_at_again(office, network) == []


def test_few_who_answer_after_each_meeting_are_heard_together(
    office: Office, network: Network
) -> None:
    """S30: where no meeting has five answers, each person counts with the last of theirs."""
    said_after(office, network, 5, 2, 2, 2)
    office.clock.step(timedelta(minutes=1))
    said_after(office, network, 1, meeting=1)
    four = looked_at_again(office, network)
    said_after(office, network, 5, 2, 2, 2, 2, meeting=2)

    assert four == []
    assert looked_at_again(office, network) == [1]


def test_what_is_said_after_a_meeting_without_names_counts_alike(tmp_path: Path) -> None:
    """S30: a programme may ask it without names; nothing is read before five have answered."""
    with deciding(tmp_path, afterwards="anonymous: true") as office:
        network = begun(office)
        meeting = About(kind="gathering", which=str(meetings(office, network)[0].id))
        asked = Asked(network_id=network.id, form_id="afterwards", about=meeting)
        found = []
        for who in EIGHT[:5]:
            with office.store.write() as tx:
                answers = {"worth": 5, "norms_kept": 2}
                actor = office.actor(who)
                tx.anonymous.answer(actor.id, asked, answers, week_of=date(2026, 9, 7))
            found.append(looked_at_again(office, network))

    assert found == [[], [], [], [], [1]]


def test_new_norms_begin_afresh(office: Office, network: Network) -> None:
    """S30: what was said of the old ones says nothing about them."""
    check(office, network, 1, 1, 1, 1, 1)
    office.jump_to(datetime(2026, 9, 16, 15, tzinfo=UTC))
    led, daniel = office.services.led_decisions, office.actor(FACILITATOR)
    number = round_id(opened(office, network, "norms"))
    with office.store.read() as tx:
        before = norms_need_care(tx, network)
    for who in EIGHT[:4]:
        vote(office, who, number, "Questions before advice.")
    led.settle(daniel, number)

    with office.store.read() as tx:
        after = norms_need_care(tx, network)

    assert before
    assert not after


def test_the_last_reminder_names_the_norms(office: Office, network: Network) -> None:
    """S30: an hour before every meeting, those that hold, and that they need care."""
    check(office, network, 1, 1, 1, 1, 1)
    first = meetings(office, network)[0]
    office.jump_to(first.starts_at - timedelta(minutes=30))

    last = office.letters(MARIA)[-1]
    card = office.services.gatherings.see(office.actor(MARIA), first.id)

    assert "One voice at a time." in str(last.blocks)
    assert "Look at our norms again." in str(last.blocks)
    assert [str(one) for one in card.agreed.norms] == ["One voice at a time."]
    assert card.agreed.needs_care
    earlier = [one for one in office.letters(MARIA)[:-1] if "Our norms" in str(one.blocks)]
    assert earlier == []


def test_topics_that_say_the_same_meet(office: Office, network: Network) -> None:
    """S58: the announcement of a meeting says how many asked for its topic."""
    led, daniel = office.services.led_decisions, office.actor(FACILITATOR)
    number = round_id(opened(office, network, "topics"))
    for who in EIGHT[:3]:
        vote(office, who, number, "Feedback that helps learners")
    led.settle(daniel, number)
    office.jump(timedelta(days=1))

    (announced,) = [one for one in office.board(network) if "Our meeting" in one.text]
    with office.store.read() as tx:
        item = agreed_for(
            tx, network, meetings(office, network)[0], now=office.clock.now()
        ).asked_for

    assert item is not None
    assert (item.words, item.support) == ("Feedback that helps learners", 3)
    assert "asked for by 3 fellows" in str(announced.blocks)
