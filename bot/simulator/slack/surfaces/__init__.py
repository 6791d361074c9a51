"""Know what a person sees and can do on a Slack surface: pure functions over blocks.

A surface is a message, a modal or a Home. ``Typed`` maps ``(block_id, action_id)`` to the value of
an element in the shape Slack gives it in ``state.values``, for example ``{"type":
"plain_text_input", "value": "Hello"}``. Nothing here reads a clock or knows a workspace.
"""

from bot.simulator.slack.surfaces.answers import typed_value
from bot.simulator.slack.surfaces.places import (
    Place,
    find_element,
    settle,
    settle_view,
    walk,
)
from bot.simulator.slack.surfaces.refusals import NotPossibleError
from bot.simulator.slack.surfaces.required import missing_inputs
from bot.simulator.slack.surfaces.state import (
    Typed,
    empty_value,
    initial_state,
    initial_value,
    is_empty,
    is_stateful,
    keep_state,
    state_values,
)

__all__ = [
    "NotPossibleError",
    "Place",
    "Typed",
    "empty_value",
    "find_element",
    "initial_state",
    "initial_value",
    "is_empty",
    "is_stateful",
    "keep_state",
    "missing_inputs",
    "settle",
    "settle_view",
    "state_values",
    "typed_value",
    "walk",
]
