"""Asking: compose what asks people again and again, check-ins and nudges."""

from datetime import date

from bot.domain.door import Dropped
from bot.domain.messages import AnyMessage, CheckinPrompt, NudgeMessage
from bot.services.scene import Scene


def checkin_prompt(scene: Scene) -> AnyMessage | Dropped:
    """Return the question round as it is asked, with its form."""
    checkin = scene.network.programme.checkin(scene.ref("checkin"))
    return CheckinPrompt(
        network=scene.network,
        late=scene.late,
        form=scene.network.programme.form(checkin.form),
        checkin_id=checkin.id,
        round_on=date.fromisoformat(scene.ref("round")),
    )


def nudge(scene: Scene) -> AnyMessage | Dropped:
    """Return a facilitator's words with their sender and what answers them."""
    sender = scene.tx.people.get(int(scene.ref("sender")))
    if sender is None or scene.delivery.text is None:
        return Dropped.GONE
    missing = scene.ref("missing")
    return NudgeMessage(
        network=scene.network,
        late=scene.late,
        text=scene.delivery.text,
        sender=sender,
        open_verb=None if missing == "nothing" else missing,
    )
