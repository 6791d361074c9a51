"""Let a person send and close modals, and take what the app says to that.

Source: https://docs.slack.dev/surfaces/modals#response_actions.
"""

from collections.abc import Mapping
from typing import Any

from bot.simulator.slack.delivery import Receipt
from bot.simulator.slack.methods.views import check
from bot.simulator.slack.payloads import view_closed, view_submission
from bot.simulator.slack.person_answers import Submission, taken
from bot.simulator.slack.person_place import Seat
from bot.simulator.slack.refusals import Refusal
from bot.simulator.slack.surfaces import NotPossibleError, missing_inputs
from bot.simulator.slack.world_records import Json, View
from bot.simulator.slack.world_shapes import app_party, person_party, team_party, view_json

_WHERE = "view_submission"


def submit(seat: Seat) -> Submission:
    """Send the top modal; the client's own checks come first, and then the app hears nothing."""
    with seat.world.lock:
        seat.demand_interactive()
        view = _top(seat)
        if not view.raw.get("submit"):
            raise NotPossibleError("this modal has no button to send it")
        problems = missing_inputs(view.raw, seat.backend.views.typed(view.id))
        if problems:
            return Submission(status="failed", client_errors=problems)
        trigger = seat.backend.tickets.trigger(team=seat.team, user=seat.person_id)
        payload = view_submission(
            **_parties(seat), view=view_json(seat.world, view), trigger_id=trigger
        )
    parcel = seat.parcel("interactive", payload)
    return seat.backend.deliveries.ask(
        parcel, settle=lambda receipt: _take(seat, view=view, receipt=receipt)
    )


def close(seat: Seat, *, all_views: bool) -> None:
    """Close the top modal, or all of them; the app hears of those it asked to hear of."""
    with seat.world.lock:
        seat.demand_active()
        view = _top(seat)
        cleared = all_views or bool(view.raw.get("clear_on_close"))
        views = seat.backend.views
        closed = views.clear(seat.person_id) if cleared else views.close(view.id)
        payloads = [
            view_closed(**_parties(seat), view=view_json(seat.world, one), is_cleared=cleared)
            for one in closed
            if one.raw.get("notify_on_close")
        ]
    for payload in payloads:
        seat.backend.deliveries.ask(seat.parcel("interactive", payload), settle=taken)


def _top(seat: Seat) -> View:
    stack = seat.backend.views.stack(seat.person_id)
    if not stack:
        raise NotPossibleError("no modal is open")
    return stack[-1]


def _parties(seat: Seat) -> dict[str, Any]:
    return {
        "app": app_party(seat.world, seat.team),
        "team": team_party(seat.world, seat.team),
        "person": person_party(seat.world, seat.person_id),
    }


def _take(seat: Seat, *, view: View, receipt: Receipt) -> Submission:
    """Apply what came with the acknowledgement; without a word the modal closes."""
    if receipt.error:
        return Submission(status="failed", error=receipt.error)
    if not receipt.body:
        seat.backend.views.close(view.id)
        return Submission()
    body = receipt.body if isinstance(receipt.body, dict) else {"text": receipt.body}
    action = body.get("response_action")
    try:
        errors = _apply(seat, view=view, action=str(action), body=body)
    except Refusal as refusal:
        return Submission(
            status="failed", error=refusal.code, ack=body, response_action=str(action)
        )
    return Submission(
        status="failed" if errors else "ok",
        ack=body,
        errors=errors,
        response_action=str(action),
    )


def _apply(seat: Seat, *, view: View, action: str, body: Json) -> Mapping[str, str]:
    """Do what the app wants with the modal; return the sentences beside its fields."""
    views = seat.backend.views
    world = seat.world
    if action == "errors":
        return _errors(seat, view=view, errors=body.get("errors"))
    if action == "clear":
        views.clear(seat.person_id)
        return {}
    if action not in {"update", "push"}:
        world.blame("blocks_refused", where=_WHERE, what=f"unknown response_action {action}")
        raise Refusal("invalid_response_action")
    raw = check(body.get("view"), kind="modal", world=world, where=f"response_action {action}")
    if action == "push":
        views.push(raw, user=seat.person_id, team=seat.team)
    else:
        views.update(view, raw)
    return {}


def _errors(seat: Seat, *, view: View, errors: object) -> Mapping[str, str]:
    """Return the errors if Slack would show them; raises Refusal for blocks that are no inputs."""
    current = seat.backend.views.find(view_id=view.id, team=seat.team) or view
    inputs = {block.get("block_id") for block in current.blocks if block.get("type") == "input"}
    if not isinstance(errors, dict) or not errors:
        what = "response_action errors without errors"
        seat.world.blame("blocks_refused", where=_WHERE, what=what)
        raise Refusal("invalid_response_action")
    unknown = sorted(str(block) for block in set(errors) - inputs)
    if unknown:
        what = f"errors name blocks that are no inputs of the view: {', '.join(unknown)}"
        seat.world.blame("blocks_refused", where=_WHERE, what=what)
        raise Refusal("unknown_block")
    return {str(block): str(sentence) for block, sentence in errors.items()}
