"""Turn every error into a sentence, where the person is looking; never silence, never a trace."""

import logging
from collections.abc import Mapping
from typing import Any

from slack_bolt import App, BoltContext, BoltResponse, Respond
from slack_sdk.errors import SlackApiError

from bot.domain.readers import Reader
from bot.errors import DatabaseError, Invalid, InvalidMany
from bot.i18n import translator
from bot.services.everything import Services
from handlers.blocks.ids import field_block
from handlers.blocks.modals import said
from handlers.mishaps import sentence_for
from handlers.surface import Surface
from handlers.turn import Turn

log = logging.getLogger("rounds.errors")

_BLOCK = "block."
_LONGEST = 2000
_EVENT = "event_callback"
_UNSEEN = frozenset({"view_closed", "block_suggestion"})
REMEMBERED = "remembered"
"""Where the middleware keeps the id of an event that it noted as having come."""


def register(app: App) -> None:
    """Add the one error listener."""
    app.error(tell_what_went_wrong)


def tell_what_went_wrong(
    error: Exception, context: BoltContext, body: Mapping[str, Any]
) -> BoltResponse:
    """Answer an error: beside the field, else privately; an event is asked for again."""
    turn: Turn | None = context.get("turn")
    surface = context.get("surface") or _surface_of(context, body)
    reader = turn.reader if turn else Reader()
    kind = str(body.get("type", ""))
    if kind == "view_submission":
        errors = beside_fields(error, body["view"], reader)
        if errors:
            return context.ack(response_action="errors", errors=errors)
    sentence = sentence_for(error, reader.locale)
    if isinstance(error, DatabaseError):
        log.warning("%s", error)
    if kind == _EVENT:
        return _ask_again(context)
    if kind in _UNSEEN:
        return BoltResponse(status=200)
    try:
        surface.tell(said(sentence), reader)
    except SlackApiError as refusal:
        log.warning("could not say what went wrong", exc_info=refusal)
    return context.ack.response or BoltResponse(status=200)


def beside_fields(error: BaseException, view: Mapping[str, Any], reader: Reader) -> dict[str, str]:
    """Return a sentence for each field that needs another look, by block_id of the open modal.

    What belongs to no field of it stands beside the first one. Empty where nothing can be typed.
    """
    _ = translator(reader.locale)
    inputs = [str(one["block_id"]) for one in view["blocks"] if one["type"] == "input"]
    if not inputs:
        return {}
    problems = error.problems if isinstance(error, InvalidMany) else (error,)
    found: dict[str, str] = {}
    for problem in problems:
        sentence = sentence_for(problem, reader.locale)
        block = _block_of(problem, inputs)
        found[block] = f"{found[block]} {sentence}" if block in found else sentence
    return {block: sentence[:_LONGEST] for block, sentence in found.items()}


def _block_of(problem: BaseException, inputs: list[str]) -> str:
    field = problem.field if isinstance(problem, Invalid) else None
    named = (f"{_BLOCK}{field}", field_block(str(field)))
    return next((block for block in named if block in inputs), inputs[0])


def _surface_of(context: BoltContext, body: Mapping[str, Any]) -> Surface:
    """Return where the person is looking, when it went wrong before anybody asked."""
    respond = context.respond or Respond(response_url=None)
    return Surface(body=body, client=context.client, ack=context.ack, respond=respond)


def _ask_again(context: BoltContext) -> BoltResponse:
    """Let Slack send an event again, which was not handled; what was noted of it is forgotten."""
    services: Services | None = context.get("services")
    event_id: str | None = context.get(REMEMBERED)
    if services is not None and event_id is not None:
        services.installations.not_handled(event_id)
    return BoltResponse(status=500)
