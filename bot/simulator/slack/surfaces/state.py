"""Keep what a surface holds: initial values, ``state.values`` and what survives an update.

Shapes are those of Slack's ``state.values`` (page "view_submission payload", and the September
2020 notice that ``block_actions`` carries the state of every stateful element): an untouched
select is ``null``, untouched checkboxes are an empty list.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from bot.simulator.slack.surfaces.places import walk

Typed: TypeAlias = Mapping[tuple[str, str], Mapping[str, Any]]

_VALUE_KEYS: Mapping[str, str] = {
    "plain_text_input": "value",
    "number_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "rich_text_input": "rich_text_value",
    "file_input": "files",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "checkboxes": "selected_options",
    "radio_buttons": "selected_option",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
}
_INITIAL_KEYS: Mapping[str, str] = {
    "value": "initial_value",
    "rich_text_value": "initial_value",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
    "selected_date_time": "initial_date_time",
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_user": "initial_user",
    "selected_users": "initial_users",
    "selected_conversation": "initial_conversation",
    "selected_conversations": "initial_conversations",
    "selected_channel": "initial_channel",
    "selected_channels": "initial_channels",
}
_LISTS = frozenset(
    {"files", "selected_options", "selected_users", "selected_conversations", "selected_channels"}
)


def is_stateful(element: Mapping[str, Any]) -> bool:
    """Say whether an element holds a value (buttons and overflow menus do not)."""
    return element.get("type") in _VALUE_KEYS


def value_key(element: Mapping[str, Any]) -> str:
    """Return the key under which Slack keeps the value of a stateful element."""
    return _VALUE_KEYS[str(element["type"])]


def empty_value(element: Mapping[str, Any]) -> dict[str, Any]:
    """Return the value of an element nobody touched and nothing filled."""
    key = value_key(element)
    shape: dict[str, Any] = {"type": element["type"]}
    if key in _LISTS:
        shape[key] = []
    elif key != "rich_text_value":
        shape[key] = None
    return shape


def initial_value(element: Mapping[str, Any]) -> dict[str, Any]:
    """Return the value an element has before anybody touched it."""
    shape = empty_value(element)
    key = value_key(element)
    initial = element.get(_INITIAL_KEYS.get(key, ""))
    if initial not in (None, ""):
        shape[key] = list(initial) if key in _LISTS else initial
    return shape


def is_empty(value: Mapping[str, Any]) -> bool:
    """Say whether a value in Slack's shape holds nothing."""
    return value.get(value_key(value)) in (None, "", [], ())


def initial_state(view: Mapping[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    """Return what a freshly shown view or message (anything with ``blocks``) holds."""
    return {
        (place.block_id, place.action_id): initial_value(place.element)
        for place in walk(view.get("blocks", ()))
        if is_stateful(place.element)
    }


def state_values(
    blocks: Sequence[Mapping[str, Any]],
    typed: Typed,
) -> dict[str, dict[str, dict[str, Any]]]:
    """Return Slack's ``state.values``: for every stateful element what it holds."""
    values: dict[str, dict[str, dict[str, Any]]] = {}
    for place in walk(blocks):
        if is_stateful(place.element):
            held = typed.get((place.block_id, place.action_id))
            shape = dict(held) if held is not None else initial_value(place.element)
            values.setdefault(place.block_id, {})[place.action_id] = shape
    return values


def keep_state(
    old_view: Mapping[str, Any],
    old_typed: Typed,
    new_view: Mapping[str, Any],
) -> dict[tuple[str, str], dict[str, Any]]:
    """Return what a view holds after an update.

    A value survives only where block_id, action_id and kind of element stay the same, even when
    the app sent another initial value; a chosen option survives only while it is still offered.
    """
    before = {**initial_state(old_view), **old_typed}
    after = initial_state(new_view)
    for place in walk(new_view.get("blocks", ())):
        key = (place.block_id, place.action_id)
        held = before.get(key)
        if held is None or key not in after or held["type"] != place.element["type"]:
            continue
        if _is_still_offered(place.element, held):
            after[key] = dict(held)
    return after


def all_options(element: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the options of an element, those in groups included."""
    options = list(element.get("options", ()))
    for group in element.get("option_groups", ()):
        options.extend(group.get("options", ()))
    return options


def _is_still_offered(element: Mapping[str, Any], held: Mapping[str, Any]) -> bool:
    """Say whether every chosen option is among the options (a loaded one always is)."""
    if "options" not in element and "option_groups" not in element:
        return True
    chosen = held.get("selected_options") or [held.get("selected_option")]
    offered = {option.get("value") for option in all_options(element)}
    return all(option is None or option.get("value") in offered for option in chosen)
