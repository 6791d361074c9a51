"""Why something came, or did not: the small button, the verb, and nobody else's business."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.deliveries import NewDelivery
from bot.domain.kinds import Kind
from bot.domain.prompts import Missing
from bot.errors import NotAllowed
from bot.services.nudge_drafts import Draft
from bot.simulator.slack import PersonSession
from handlers.blocks.ids import Action
from tests.handlers.scene import Scene, actions_of, page, title
from tests.handlers.scene import told as told_of


def words(scene: Scene, who: PersonSession, number: int) -> None:
    """Let the facilitator's words wait for somebody."""
    row = NewDelivery(
        team_id=scene.network.team_id,
        network_id=scene.network.id,
        kind=Kind.NUDGE,
        thing=f"nudge:{who.person.id}-{number}",
        occurrence="once",
        recipient=f"person:{scene.actor(who).id}",
        due_at=scene.stage.now,
        reason="Your facilitator wrote to you.",
        refs={
            "sender": scene.actor(scene.facilitator).id,
            "missing": Missing.NOTHING.value,
            "at": scene.stage.now.isoformat(),
        },
        text=f"Words number {number}.",
    )
    with scene.stage.store.write() as tx:
        tx.outbox.plan([row], at=scene.stage.now)


def test_a_prompt_says_why_it_came(scene: Scene) -> None:
    """Issue 4: the stored reason, the clock, and whose zone it is."""
    words(scene, scene.maria, 1)
    scene.settle()

    scene.maria.click(Action.WHY, on=scene.maria.inbox[-1])

    assert title(scene.maria) == "Why this?"
    assert "Why you: Your facilitator wrote to you." in page(scene.maria)
    assert "New York time, as in your profile" in page(scene.maria)


def test_what_did_not_come_is_told_with_its_rule_and_its_number(scene: Scene) -> None:
    """Issue 4: three in the last seven days, and which they were."""
    for number in range(4):
        words(scene, scene.maria, number)
    scene.settle()

    answer = scene.say(scene.maria, "/rounds why")
    scene.maria.click(f"{Action.WHY}:0", on=scene.maria.ephemerals[-1])

    assert "not sent" in answer
    assert "Only you see this." in answer
    assert "often enough: 3 messages in seven days." in page(scene.maria)
    assert "These came before it: Daniel Osei" in page(scene.maria)


def test_nobody_asks_why_somebody_else_was_written_to(scene: Scene) -> None:
    """A number out of somebody else's message opens nothing."""
    words(scene, scene.maria, 1)
    scene.settle()
    services = scene.stage.bot.services
    (mine,) = [
        one
        for one in services.why.latest(scene.actor(scene.maria))
        if one.delivery.kind is Kind.NUDGE
    ]

    with pytest.raises(NotAllowed):
        services.why.one(scene.actor(scene.facilitator), mine.delivery.id)


def test_a_receipt_needs_no_explaining(scene: Scene) -> None:
    """Only what comes by itself has the button."""
    scene.say(scene.maria, "/reflect")

    scene.write(scene.maria)

    assert Action.WHY not in actions_of(scene.maria.inbox[-1])


def test_who_was_never_written_to_is_told_so(scene: Scene) -> None:
    """An empty list says what it is."""
    answer = scene.say(scene.lead, "/rounds why", here=False)

    assert "I have not written to you by myself yet." in answer


def test_what_was_taken_back_or_late_is_told(scene: Scene) -> None:
    """Late by an hour: both instants are named."""
    words(scene, scene.james, 1)
    scene.stage.clock.step(timedelta(hours=1))
    scene.settle()

    scene.james.click(Action.WHY, on=scene.james.inbox[-1])

    assert "It was planned for " in page(scene.james)
    assert "Sorry, this comes late." in told_of(scene.james.inbox[-1:])


def test_what_was_taken_back_is_not_shown_again(scene: Scene) -> None:
    """Nobody is left with words that were taken back, and they fill no place under the cap."""
    services, daniel = scene.stage.bot.services, scene.actor(scene.facilitator)
    draft = Draft(text="Sent by mistake.")
    for number in range(3):
        token = f"{scene.network.id}-{number}"
        services.nudges.send(daniel, scene.network.id, draft, token=token)
        scene.settle()
        services.nudges.undo(daniel, scene.network.id, token)
        scene.settle()
    words(scene, scene.maria, 1)
    scene.settle()

    answer = scene.say(scene.maria, "/rounds why")
    scene.maria.click(f"{Action.WHY}:1", on=scene.maria.ephemerals[-1])

    assert "Words number 1." in told_of(scene.maria.inbox[-1:])
    assert "by mistake" not in answer + page(scene.maria)
    assert answer.count("taken back") >= 3
    assert "Your facilitator took it back afterwards." in page(scene.maria)


def test_the_last_reminder_tells_its_own_hour(scene: Scene) -> None:
    """Six in the evening is no hour of prompts: the conference begins early in Los Angeles."""
    scene.stage.clock.step_to(datetime(2026, 9, 16, 2, tzinfo=UTC))
    scene.settle()

    scene.say(scene.leilani, "/rounds why")
    scene.leilani.click(f"{Action.WHY}:0", on=scene.leilani.ephemerals[-1])

    assert "it comes an hour before the beginning" in page(scene.leilani)
