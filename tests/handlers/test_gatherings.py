"""Gatherings: the card, the answers to an invitation, moving, cancelling, who was there."""

from datetime import datetime, time, timedelta

import pytest

from bot.domain.gatherings import Invitation, Presence, Rsvp
from bot.services.gatherings import GatheringView
from bot.simulator.slack import Message
from handlers.blocks.ids import Action, Block
from tests.handlers.scene import Scene, actions_of, home, instants, page, shown, title


def test_the_next_conference_is_shown_with_the_readers_own_answer(scene: Scene) -> None:
    """The card has the date, what to prepare, the agenda in short, and three answers."""
    answer = scene.say(scene.maria, "/conference")

    card = scene.maria.ephemerals[-1]

    assert "Monthly conference 1" in answer
    assert "You have not answered yet." in answer
    assert instants(answer) == [int(_next(scene).gathering.starts_at.timestamp())]
    answers = [Action.RSVP_YES, Action.RSVP_MAYBE, Action.RSVP_NO]
    assert actions_of(card) == [*answers, Action.OPEN_AGENDA]


def test_an_answer_replaces_the_card_it_was_given_on(scene: Scene) -> None:
    """Nobody is left before buttons that look unpressed."""
    scene.say(scene.maria, "/conference")

    scene.maria.click(Action.RSVP_YES, on=scene.maria.ephemerals[-1])

    assert "You said that you are coming." in shown(scene.maria.ephemerals[-1].blocks)
    assert _next(scene).coming == 1


def test_who_cannot_come_may_say_why(scene: Scene) -> None:
    """The answer is kept at once; the reason is for the facilitator only."""
    scene.say(scene.maria, "/conference")

    scene.maria.click(Action.RSVP_NO, on=scene.maria.ephemerals[-1])
    asked = title(scene.maria)
    scene.maria.set(Block.REASON, "Exams that day")
    scene.maria.submit()

    mine = _mine(scene)

    assert asked == "You cannot come"
    assert mine is not None
    assert (mine.rsvp, mine.reason) == (Rsvp.NO, "Exams that day")
    scene.say(scene.facilitator, "/conference")
    scene.say(scene.james, "/conference")
    assert "Exams that day" in shown(scene.facilitator.ephemerals[-1].blocks)
    assert "Exams that day" not in shown(scene.james.ephemerals[-1].blocks)


def test_an_answer_in_home_is_seen_in_home(scene: Scene) -> None:
    """Home is drawn anew after every change a person makes."""
    scene.maria.open_home()

    scene.maria.click(Action.RSVP_MAYBE)
    scene.stage.rest()

    assert "You said maybe." in home(scene.maria)


def test_a_fellow_finds_no_buttons_for_planning(scene: Scene) -> None:
    """Moving and cancelling are a facilitator's."""
    scene.say(scene.maria, "/conference")
    fellow = actions_of(scene.maria.ephemerals[-1])
    scene.say(scene.facilitator, "/conference")
    facilitator = actions_of(scene.facilitator.ephemerals[-1])

    assert Action.MOVE_GATHERING not in fellow
    assert Action.MOVE_GATHERING in facilitator
    assert Action.CANCEL_GATHERING in facilitator


def test_moving_a_conference_tells_every_member(scene: Scene) -> None:
    """A new date is a wall time of the network's zone."""
    scene.say(scene.facilitator, "/conference")
    day = (_next(scene).gathering.starts_at + timedelta(days=7)).date()

    scene.facilitator.click(Action.MOVE_GATHERING, on=scene.facilitator.ephemerals[-1])
    scene.facilitator.set(Block.DAY, day.isoformat())
    scene.facilitator.set(Block.TIME, "10:30")
    scene.facilitator.set(Block.PLACE, "Harbor Elementary, room 4")
    sent = scene.facilitator.submit()
    scene.settle()

    wall = _next(scene).gathering.starts_at.astimezone(scene.network.rhythm.zone)

    assert sent.ok
    assert wall == datetime.combine(day, time(10, 30), tzinfo=scene.network.rhythm.zone)
    assert "has a new date" in scene.maria.inbox[-1].text
    assert "room 4" in shown(scene.maria.inbox[-1].blocks)


def test_a_date_in_the_past_is_refused_beside_the_field(scene: Scene) -> None:
    """The modal stays open with everything in it."""
    scene.say(scene.facilitator, "/conference")
    scene.facilitator.click(Action.MOVE_GATHERING, on=scene.facilitator.ephemerals[-1])
    scene.facilitator.set(Block.DAY, "2026-08-01")

    sent = scene.facilitator.submit()

    assert sent.errors == {Block.DAY: "This moment has passed. Please choose a later one."}


def test_cancelling_asks_first_and_says_what_it_means(scene: Scene) -> None:
    """The modal names the gathering and the consequence; then every member is told."""
    scene.say(scene.facilitator, "/conference")
    scene.facilitator.click(Action.CANCEL_GATHERING, on=scene.facilitator.ephemerals[-1])
    asked = page(scene.facilitator)

    scene.facilitator.set(Block.NOTE, "Snow. We meet in <!here> December.")
    scene.facilitator.submit()
    scene.settle()

    assert "Monthly conference 1" in asked
    assert "will be cancelled" in asked
    assert "will not take place" in scene.maria.inbox[-1].text
    assert "&lt;!here&gt;" in shown(scene.maria.inbox[-1].blocks)


def test_attendance_before_the_first_gathering_is_explained(scene: Scene) -> None:
    """An empty state says why it is empty."""
    answer = scene.say(scene.facilitator, "/rounds attendance")

    assert "No gathering has taken place yet." in answer


def test_all_dates_are_listed(scene: Scene) -> None:
    """The whole series is dated from the start."""
    answer = scene.say(scene.maria, "/conference all")

    assert "Monthly conference 1" in answer
    assert "Monthly conference 10" in answer


def test_any_date_can_be_opened_and_moved(scene: Scene) -> None:
    """The list of all dates leads to the card of each one."""
    scene.say(scene.facilitator, "/conference all")
    dates = scene.stage.bot.services.gatherings.calendar(
        scene.actor(scene.facilitator), scene.network.id
    )

    listed = scene.facilitator.ephemerals[-1]
    scene.facilitator.click(Action.OPEN_GATHERING, on=listed, value=str(dates[2].id))
    scene.facilitator.click(Action.MOVE_GATHERING, on=scene.facilitator.ephemerals[-1])

    assert "Monthly conference 3" in shown(scene.facilitator.ephemerals[-1].blocks)
    assert "Monthly conference 3" in page(scene.facilitator)


@pytest.mark.usefixtures("later")
def test_a_reminder_takes_the_answer_and_shows_it(scene: Scene) -> None:
    """The message whose button was pressed is replaced by what holds now (S54)."""
    reminder = _reminder(scene)

    scene.maria.click(Action.RSVP_YES, on=reminder)

    now = next(one for one in scene.maria.inbox if one.ts == reminder.ts)
    assert "You said that you are coming." in shown(now.blocks)


@pytest.mark.usefixtures("later")
def test_the_announcement_counts_up_and_answers_privately(scene: Scene) -> None:
    """The channel sees numbers; who answered is told so alone."""
    announcement = next(
        one for one in scene.stage.slack.messages(scene.channel.id) if "Monthly" in one.text
    )

    scene.james.click(Action.RSVP_YES, on=announcement)
    scene.settle()

    now = next(
        one for one in scene.stage.slack.messages(scene.channel.id) if one.ts == announcement.ts
    )
    assert "Coming: 1 of 3" in shown(now.blocks)
    assert "James" not in shown(now.blocks)
    assert "You said that you are coming." in shown(scene.james.ephemerals[-1].blocks)


@pytest.fixture
def later(scene: Scene) -> None:
    """Go to a week before the first conference, when its reminders have gone out."""
    scene.stage.jump_to(_next(scene).gathering.starts_at - timedelta(days=5))


def test_who_was_there_is_marked_and_stays_with_the_facilitator(scene: Scene) -> None:
    """Who presses "I am here" is there; the facilitator marks the rest (S54)."""
    gathering = _next(scene).gathering
    scene.stage.jump_to(gathering.starts_at + timedelta(minutes=5))
    hour = next(one for one in reversed(scene.maria.inbox) if Action.I_AM_HERE in actions_of(one))
    scene.maria.click(Action.I_AM_HERE, on=hour)

    scene.say(scene.facilitator, "/rounds attendance")
    james = scene.actor(scene.james).id
    maria = scene.actor(scene.maria).id
    scene.facilitator.set(f"{Block.PRESENCE}:0", [str(maria), str(james)])
    scene.facilitator.submit()

    assert "Kept: 2 of 3 were there." in page(scene.facilitator)
    mine = _mine(scene, gathering.id)
    assert mine is not None
    assert mine.presence is Presence.PRESENT


def _next(scene: Scene) -> GatheringView:
    view = scene.stage.bot.services.gatherings.next(scene.actor(scene.maria), scene.network.id)
    assert view is not None
    return view


def _mine(scene: Scene, gathering_id: int | None = None) -> Invitation | None:
    actor = scene.actor(scene.maria)
    which = gathering_id or _next(scene).gathering.id
    return scene.stage.bot.services.gatherings.see(actor, which).mine


def _reminder(scene: Scene) -> Message:
    return next(one for one in scene.maria.inbox if Action.RSVP_YES in actions_of(one))
