"""Asking: compose what asks people again and again, check-ins and nudges."""

from datetime import date

from bot.domain.deliveries import Action
from bot.domain.door import Dropped
from bot.domain.entries import About
from bot.domain.messages import AnyMessage, CheckinPrompt, NudgeMessage
from bot.domain.prompts import Missing
from bot.services.missing import done_by, is_past
from bot.services.prompts import made_prompt, prompt_named
from bot.services.scene import Scene


def checkin_prompt(scene: Scene) -> AnyMessage | Dropped:
    """Return the question round as it is asked, with its form; one that was stopped is gone."""
    prompt = prompt_named(scene.tx, scene.network, scene.ref("checkin"))
    if prompt is None or prompt.form is None or _is_stopped(scene, prompt.id):
        return Dropped.GONE
    return CheckinPrompt(
        network=scene.network,
        late=scene.late,
        form=scene.network.programme.form(prompt.form),
        checkin_id=prompt.id,
        name=prompt.name,
        words=prompt.text.say(scene.language) if prompt.text else None,
        round_on=date.fromisoformat(scene.ref("round")),
        is_reminder="reminder" in scene.delivery.refs,
    )


def nudge(scene: Scene) -> AnyMessage | Dropped:
    """Return words with their sender and what answers them.

    A facilitator's words travel with the delivery, those of a standing prompt are looked up now:
    what was stopped since it was planned is not said.
    """
    if "prompt" in scene.delivery.refs:
        return _standing(scene)
    sender = scene.tx.people.get(int(scene.ref("sender")))
    if sender is None or scene.delivery.text is None:
        return Dropped.GONE
    return NudgeMessage(
        network=scene.network,
        late=scene.late,
        text=scene.delivery.text,
        sender=sender,
        open_verb=Missing(scene.ref("missing")).verb,
    )


def nudge_is_done(scene: Scene, person_id: int) -> bool:
    """Whether what a nudge asks for was done since it was planned, or need not be any more."""
    if "about" not in scene.delivery.refs:
        return False
    about = About.read(scene.ref("about"))
    if is_past(scene.tx, about, now=scene.now):
        return True
    return person_id in done_by(scene.tx, scene.network, about)


def _standing(scene: Scene) -> AnyMessage | Dropped:
    prompt = prompt_named(scene.tx, scene.network, scene.ref("prompt"))
    if prompt is None or prompt.text is None or _is_stopped(scene, prompt.id):
        return Dropped.GONE
    made = made_prompt(scene.tx, scene.network, prompt.id)
    sender = scene.tx.people.get(made.made_by) if made and made.made_by else None
    return NudgeMessage(
        network=scene.network,
        late=scene.late,
        text=prompt.text.say(scene.language),
        sender=sender,
        open_verb=prompt.audience.missing.verb,
    )


def _is_stopped(scene: Scene, prompt_id: str) -> bool:
    """Whether it was stopped; a message that stands already may still be shortened."""
    if scene.delivery.action is not Action.POST:
        return False
    made = made_prompt(scene.tx, scene.network, prompt_id)
    return made is not None and made.stopped_at is not None
