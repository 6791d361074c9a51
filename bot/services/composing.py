"""Composing: make the message of a delivery at the last moment, from what is true then.

Each kind has one composer. A composer answers with the message, or with the reason why it is not
wanted any more.
"""

from bot.domain.deliveries import Action
from bot.domain.door import Dropped, Wanted, dropped_because
from bot.domain.entries import About
from bot.domain.gatherings import WAS_THERE
from bot.domain.messages import (
    AnyMessage,
    Kind,
)
from bot.domain.networks import NetworkState
from bot.services.composers import COMPOSERS
from bot.services.occasions import (
    about_checkin,
    about_step,
)
from bot.services.scene import Scene, gathering_of, prompted


def compose(scene: Scene) -> AnyMessage | Dropped:
    """Return the message of a delivery, or why it is not wanted any more."""
    message = COMPOSERS[scene.delivery.kind](scene)
    if isinstance(message, Dropped) or scene.delivery.action is not Action.POST:
        return message
    return _unwanted(scene) or message


def _unwanted(scene: Scene) -> Dropped | None:
    if scene.person is None:
        return None
    member = scene.tx.members.get(scene.network.id, scene.person.id)
    gathering = gathering_of(scene)
    invitation = (
        scene.tx.gatherings.invitation(gathering.id, scene.person.id) if gathering else None
    )
    wanted = Wanted(
        person=scene.person,
        is_member=member is not None and member.left_at is None,
        network_runs=scene.network.state is NetworkState.RUNNING,
        done=_is_done(scene),
        gathering=gathering,
        revision=int(scene.ref("revision")) if "revision" in scene.delivery.refs else None,
        rsvp=invitation.rsvp if invitation and invitation.presence not in WAS_THERE else None,
    )
    rhythm = scene.person.rhythm(scene.network.rhythm)
    return dropped_because(scene.delivery.kind, wanted, scene.now, rhythm)


def _is_done(scene: Scene) -> bool:
    """Whether the person has done already what a prompt asks for."""
    assert scene.person is not None  # noqa: S101 - only called for a person
    about: About | None = None
    match scene.delivery.kind:
        case Kind.CHECKIN_PROMPT:
            about = about_checkin(scene.ref("checkin"), scene.ref("round"))
        case Kind.STEP_PROMPT:
            cycle = scene.tx.cycles.get(int(scene.ref("cycle")))
            if cycle is None or cycle.is_finished or cycle.step_id != scene.ref("step"):
                return True
            about = about_step(cycle.id, cycle.step_id)
        case Kind.FORM_PROMPT:
            about = prompted(scene)
        case _:
            return False
    return scene.person.id in scene.tx.entries.authors(scene.network.id, about=about)
