"""Composing: make the message of a delivery at the last moment, from what is true then.

Each kind has one composer. A composer answers with the message, or with the reason why it is not
wanted any more.
"""

from dataclasses import replace

from bot.domain.deliveries import Action
from bot.domain.door import Dropped
from bot.domain.kinds import Kind
from bot.domain.messages import AnyMessage
from bot.services.catching_up import digest
from bot.services.composers import COMPOSERS
from bot.services.scene import Scene
from bot.services.wanting import unwanted


def compose(scene: Scene) -> AnyMessage | Dropped:
    """Return the message of a delivery, or why it is not wanted any more.

    A prompt knows which delivery it is, so that its reader may ask why it came.
    """
    kind = scene.delivery.kind
    message = digest(scene) if kind is Kind.DIGEST else COMPOSERS[kind](scene)
    if isinstance(message, Dropped) or scene.delivery.action is not Action.POST:
        return message
    why = unwanted(scene)
    if why is not None:
        return why
    return replace(message, delivery_id=scene.delivery.id) if kind.is_prompt else message
