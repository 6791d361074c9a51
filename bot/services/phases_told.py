"""What the channel is told when a network enters a phase, or ends its last one (S23)."""

from bot.domain.door import Dropped
from bot.domain.figures import led
from bot.domain.messages import AnyMessage, PhaseSummary
from bot.domain.phases import Criterion, Tick
from bot.services.figures_facts import meetings_so_far
from bot.services.scene import Scene


def compose_phase_summary(scene: Scene) -> AnyMessage | Dropped:
    """Say what was reached and what the network goes on without, with the reason of each."""
    programme, ticks = scene.network.programme, scene.tx.phases.ticks
    left = programme.phase(scene.ref("left"))
    entered = programme.phase(scene.ref("entered")) if "entered" in scene.delivery.refs else None
    reason = scene.delivery.text
    on_the_way_out = _waived(left.exit, ticks(scene.network.id, left.id), reason)
    on_the_way_in: dict[str, str] = {}
    if entered is not None:
        on_the_way_in = _waived(entered.entry, ticks(scene.network.id, entered.id), reason)
    return PhaseSummary(
        network=scene.network,
        left=left,
        entered=entered,
        met=tuple(one.text.say() for one in left.exit if one.id not in on_the_way_out),
        waived=(*on_the_way_out.values(), *on_the_way_in.values()),
        reason=reason,
        led=led(meetings_so_far(scene.tx, scene.network, now=scene.now)),
    )


def _waived(
    criteria: tuple[Criterion, ...], ticks: tuple[Tick, ...], reason: str | None
) -> dict[str, str]:
    """Return the words of what is waived, with a reason that is not the one said for all."""
    waived = {one.criterion_id: one.reason for one in ticks if one.waived}
    told: dict[str, str] = {}
    for one in criteria:
        if one.id in waived:
            own = waived[one.id]
            words = one.text.say()
            told[one.id] = words if own in {None, reason} else f"{words} ({own})"
    return told
