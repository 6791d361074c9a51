"""Answer views.*: open, push and update modals, publish App Home."""

import json
from typing import Any

from bot.simulator.slack import blockkit, quality
from bot.simulator.slack.content import refuse_blocks
from bot.simulator.slack.methods.call import Call, Method
from bot.simulator.slack.refusals import Refusal
from bot.simulator.slack.scopes import demand
from bot.simulator.slack.surfaces import walk
from bot.simulator.slack.world import World
from bot.simulator.slack.world_records import Json, View
from bot.simulator.slack.world_shapes import view_json
from bot.simulator.slack.world_tickets import Trigger

VIEW_BYTES = 250_000
_FILES = ("files:read",)


def open_modal(call: Call) -> Json:
    """Answer views.open: a new stack for the person who holds the trigger."""
    raw = _read(call, kind="modal")
    trigger = _exchange(call)
    views = call.backend.views
    views.check_external_id(raw, team=trigger.team)
    return _shown(call, views.open_modal(raw, user=trigger.user, team=trigger.team))


def push(call: Call) -> Json:
    """Answer views.push: one more on top of the stack."""
    raw = _read(call, kind="modal")
    trigger = _exchange(call)
    views = call.backend.views
    views.check_external_id(raw, team=trigger.team)
    return _shown(call, views.push(raw, user=trigger.user, team=trigger.team))


def update(call: Call) -> Json:
    """Answer views.update: another version in the place of an open view, modal or home."""
    views = call.backend.views
    team = call.home.team_id
    if not (call.text("view_id") or call.text("external_id")):
        messages = ["[ERROR] one of view_id, external_id must be provided"]
        raise Refusal("invalid_arguments", messages=messages)
    current = views.find(
        view_id=call.text("view_id"), external_id=call.text("external_id"), team=team
    )
    if current is None:
        raise Refusal("not_found")
    raw = _read(call, kind=current.type)
    _demand_hash(call, current)
    views.check_external_id(raw, team=team, besides=current.id)
    return _shown(call, views.update(current, raw))


def publish(call: Call) -> Json:
    """Answer views.publish: the App Home of one person."""
    features = call.world.manifest.get("features", {})
    if not features.get("app_home", {}).get("home_tab_enabled", False):
        raise Refusal("not_enabled")
    person = call.person(call.required("user_id"))
    raw = _read(call, kind="home")
    current = call.backend.views.home(person.id)
    if current is not None:
        _demand_hash(call, current)
    team = call.home.team_id
    views = call.backend.views
    views.check_external_id(raw, team=team, besides=current.id if current is not None else "")
    return _shown(call, views.publish(raw, user=person.id, team=team))


def check(raw: object, *, kind: str, world: World, where: str) -> dict[str, Any]:
    """Return a view that Slack would take.

    Raises Refusal with ``invalid_arguments`` or ``view_too_large``; what is refused is recorded as
    a violation, and so is poor quality. A place for files asks for ``files:read`` (docs.slack.dev,
    "File input element", which names no code: it is ``missing_scope`` here, as for methods).
    """
    problems = blockkit.check_view(raw, kind=kind)
    if problems or not isinstance(raw, dict):
        raise refuse_blocks("invalid_arguments", problems=problems, world=world, where=where)
    if len(json.dumps(raw)) > VIEW_BYTES:
        raise refuse_blocks("view_too_large", problems=[], world=world, where=where)
    if any(place.element["type"] == "file_input" for place in walk(raw["blocks"])):
        demand(_FILES, world.scopes)
    world.violations.extend(quality.check_view(raw, where=where, typed=world.typed))
    return raw


def _read(call: Call, *, kind: str) -> dict[str, Any]:
    raw = call.structure("view", broken="invalid_arguments")
    if raw is None:
        messages = ["[ERROR] missing required field: view"]
        raise Refusal("invalid_arguments", messages=messages)
    return check(raw, kind=kind, world=call.world, where=call.method)


def _exchange(call: Call) -> Trigger:
    trigger_id = call.required("trigger_id")
    return call.backend.tickets.exchange_trigger(trigger_id, team=call.home.team_id)


def _demand_hash(call: Call, current: View) -> None:
    if call.text("hash") and call.text("hash") != current.hash:
        raise Refusal("hash_conflict")


def _shown(call: Call, view: View) -> Json:
    return {"view": view_json(call.world, view)}


METHODS = {
    "views.open": Method(run=open_modal),
    "views.publish": Method(run=publish),
    "views.push": Method(run=push),
    "views.update": Method(run=update),
}
