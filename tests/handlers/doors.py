"""Where people come to a form: the command, the day, the phase and the button that open it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.entries import FormRef
from bot.domain.local_time import at_wall, zone_named
from bot.domain.networks import Network
from bot.domain.rounds import rounds_between
from bot.services.library_offers import offers_after
from bot.simulator.slack import Message, PersonSession
from bot.simulator.slack.surfaces import walk
from bot.simulator.slack.world_records import View
from handlers.blocks.forms import FormMeta
from handlers.blocks.ids import Action, Callback
from handlers.blocks.packing import unpack
from handlers.forms import ref_of
from tests.handlers.scene import ZONE, Scene, actions_of

_TEN = time(10)
_SOON = timedelta(hours=1)
_TRIES = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Door:
    """A form, and where somebody comes to it."""

    form_id: str
    at: datetime
    command: str = ""
    """What is typed; without it the way is a message from the bot."""
    phase: str | None = None
    """The phase in which the network has to be."""
    step: str | None = None
    """The step at which its inquiry has to be."""
    decision: str | None = None
    """The decision that has to be open."""


def fellows(scene: Scene) -> tuple[PersonSession, ...]:
    """Return those who are asked."""
    return (scene.maria, scene.james, scene.leilani)


def doors(scene: Scene) -> list[Door]:
    """Return every place at which the network's programme asks for a form, in order of time."""
    network, now = scene.network, scene.stage.now
    at_once = [Door(form_id=one, at=now, command="/rounds write") for one in _always(network)]
    if (charter := network.programme.places.charter) is not None:
        at_once.append(Door(form_id=charter, at=now, command="/rounds charter"))
    at_once += (
        Door(form_id=one.ask, at=now, command="/rounds decide", decision=one.id)
        for one in network.programme.decisions
        if one.ask is not None
    )
    later = [*_in_phases(network), *_of_rounds(network), *_of_gatherings(scene)]
    return [*at_once, *sorted(later, key=lambda one: one.at)]


def _always(network: Network) -> Iterator[str]:
    places = network.programme.places
    some = (places.reflection, places.practice, places.goal, places.vision, places.replica)
    return (one for one in (*some, *places.open) if one is not None)


def _in_phases(network: Network) -> Iterator[Door]:
    """Yield what phases ask: their modules, and the steps of the first inquiry."""
    programme, walked = network.programme, False
    for phase in programme.phases:
        at = _ten(_begins(network, phase.id))
        for module in phase.modules:
            if module.form is not None:
                yield Door(form_id=module.form, at=at, command="/rounds phase", phase=phase.id)
        if phase.inquiry is None or walked:
            continue
        walked = True
        for step in programme.steps:
            there = {"phase": phase.id, "step": step.id}
            yield Door(form_id=step.form, at=at, command="/inquiry", **there)
            if step.reflection is not None:
                yield Door(form_id=step.reflection, at=at, **there)


def _of_rounds(network: Network) -> Iterator[Door]:
    """Yield the first round of each prompt that has a form, in the first phase that has one."""
    programme = network.programme
    until = network.starts_on + timedelta(weeks=programme.weeks)
    for prompt in programme.prompts:
        if prompt.form is None:
            continue
        phase = next(iter(prompt.audience.phases), programme.phases[0].id)
        since = _begins(network, phase)
        rounds = rounds_between(prompt, network, since=since, until=until)
        on = next(one.on for one in rounds if one.on >= since)
        yield Door(form_id=prompt.form, at=_ten(on), command="/checkin", phase=phase)


def _of_gatherings(scene: Scene) -> Iterator[Door]:
    services, programme = scene.stage.bot.services, scene.network.programme
    for one in services.gatherings.calendar(scene.actor(scene.facilitator), scene.network.id):
        series = programme.one_series(one.series_id)
        if series.prepare is not None:
            before = max(one.starts_at - _SOON, scene.stage.now)
            yield Door(form_id=series.prepare, at=before, command="/conference")
        for form_id in offers_after(series):
            yield Door(form_id=form_id, at=one.ends_at + _SOON, command="/rounds write")


def _begins(network: Network, phase_id: str) -> date:
    """Return the day on which a phase begins, as the programme plans it."""
    weeks = 0
    for phase in network.programme.phases:
        if phase.id == phase_id:
            break
        weeks += phase.weeks
    return network.starts_on + timedelta(weeks=weeks)


def _ten(day: date) -> datetime:
    return at_wall(day, _TEN, zone=zone_named(ZONE)).astimezone(UTC)


def come_to(scene: Scene, door: Door) -> PersonSession | None:
    """Let the network and its people come to a door; return who stands before the open form.

    None where it opens to nobody who is there: the meeting was for others.
    """
    _prepare(scene, door)
    for who in fellows(scene):
        if _opens(scene, door, who):
            return who
        if who.modal is not None:
            who.close(all_views=True)
    return None


def form_open(who: PersonSession) -> FormRef | None:
    """Return which form lies on top."""
    if who.modal is None or who.modal.callback_id != Callback.FORM:
        return None
    return ref_of(FormMeta.read(who.modal.private_metadata))


def _prepare(scene: Scene, door: Door) -> None:
    """Let time pass without a new word from the bot, and the network go to where the door is."""
    if door.at > scene.stage.now:
        scene.stage.bot.ticks.until_idle(plan=False)
        scene.stage.clock.step_to(door.at)
    services, daniel = scene.stage.bot.services, scene.actor(scene.facilitator)
    network = services.networks.get(daniel, scene.network.id)
    order = [one.id for one in network.programme.phases]
    if door.phase is not None:
        scene.enter(max(0, order.index(door.phase) - order.index(network.phase_id)))
    if door.step is not None:
        _walk_to(scene, door.step, past=not door.command)
    if door.decision is not None:
        _open_decision(scene, door.decision)


def _walk_to(scene: Scene, step_id: str, *, past: bool) -> None:
    """Move the inquiry to a step; ``past`` one, who answered it is offered to look back."""
    inquiry, daniel = scene.stage.bot.services.inquiry, scene.actor(scene.facilitator)
    view = inquiry.open(scene.actor(scene.maria), scene.network.id)
    assert view is not None
    order = [one.id for one in scene.network.programme.steps]
    while order.index(view.cycle.step_id) < order.index(step_id) + past:
        view = inquiry.move_on(daniel, view.cycle.id, reason="We are ready.")
    if view.needs_host:
        inquiry.choose_host(daniel, view.cycle.id, scene.maria.person.id)
    scene.stage.bot.ticks.until_idle(plan=False)


def _open_decision(scene: Scene, decision_id: str) -> None:
    programme, led = scene.network.programme, scene.stage.bot.services.led_decisions
    levels = [one.id for one in programme.levels]
    level = levels[0] if programme.one_decision(decision_id).by_level else ""
    led.open(scene.actor(scene.facilitator), scene.network.id, decision_id, level=level)


def _opens(scene: Scene, door: Door, who: PersonSession) -> bool:
    """Whether somebody who goes there has the form before them."""
    if not door.command:
        return _pressed(who, door, who.inbox[-1])
    for _ in range(_TRIES):
        scene.say(who, door.command)
        found = form_open(who)
        if found is None:
            break
        if found.form_id == door.form_id:
            return found.entry_id is None
        while form_open(who) is not None:  # another question round is open first
            scene.fill(who)
            who.submit()
    shown = who.modal or (who.ephemerals[-1] if who.ephemerals else None)
    return shown is not None and _pressed(who, door, shown)


def _pressed(who: PersonSession, door: Door, on: View | Message) -> bool:
    """Press what leads to the form, where there is such a button."""
    wanted = {"f": door.form_id} if door.decision is None else {"j": door.decision}
    for place in walk(on.blocks):
        given = unpack(str(place.element.get("value", "")))
        if not wanted.items() <= given.items():
            continue
        who.click(place.action_id, on=on)
        if door.decision is not None and who.modal is not None:
            return _proposes(who, door)
        found = form_open(who)
        return found is not None and found.form_id == door.form_id
    return False


def _proposes(who: PersonSession, door: Door) -> bool:
    assert who.modal is not None
    if Action.PROPOSE not in actions_of(who.modal.raw):
        return False
    pressed = next(
        one.action_id
        for one in walk(who.modal.raw["blocks"])
        if one.action_id.startswith(Action.PROPOSE)
    )
    who.click(pressed)
    found = form_open(who)
    return found is not None and found.form_id == door.form_id
