"""Turn what a person does with an element into the value Slack would hold, or refuse it.

Refused is what a client does not let happen: an option that is not there, a text longer than the
field, a date that does not exist. What a client only refuses when the form is sent is in
``required``.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from bot.simulator.slack.surfaces.refusals import NotPossibleError
from bot.simulator.slack.surfaces.state import all_options, empty_value, is_stateful, value_key

TEXT_MAX = 3000
FILES_MAX = 10
_IDS: Mapping[str, re.Pattern[str]] = {
    "user": re.compile(r"[UW][A-Z0-9]+"),
    "conversation": re.compile(r"[CDG][A-Z0-9]+"),
    "channel": re.compile(r"[CG][A-Z0-9]+"),
}


def typed_value(
    element: Mapping[str, Any],
    value: object,
    *,
    offered: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """Return the element's value in Slack's shape after a person gave it ``value``.

    ``value`` is plain: a text, a date or ISO date, a time or ``HH:MM``, an aware datetime or epoch
    seconds, an option's value or label (or several), ids of people, conversations or channels,
    file objects; ``None`` or an empty value clears the element. ``offered`` are the options that
    the app loaded for an external select. An overflow menu is chosen from in the same way.

    Raises:
        NotPossibleError: when no client would let a person do this.
    """
    kind = str(element.get("type"))
    if kind == "overflow":
        return {"type": kind, "selected_option": _one_option(element, value, offered=offered)}
    if not is_stateful(element):
        msg = f"nothing can be filled into a {kind}"
        raise NotPossibleError(msg)
    shape = empty_value(element)
    if value is None or value in ("", [], ()):
        return shape
    shape[value_key(element)] = _READERS[kind](element, value, offered)
    return shape


def _text(element: Mapping[str, Any], value: object, _: Sequence[Mapping[str, Any]]) -> str:
    """Read a text that fits and has line breaks only where they can be typed."""
    if not isinstance(value, str):
        msg = f"a {element['type']} takes a text, not {value!r}"
        raise NotPossibleError(msg)
    limit = int(element.get("max_length", TEXT_MAX))
    if len(value) > limit:
        msg = f"the field ends after {limit} characters, the text has {len(value)}"
        raise NotPossibleError(msg)
    if "\n" in value and not element.get("multiline"):
        msg = "this field has a single line"
        raise NotPossibleError(msg)
    return value


def _number(element: Mapping[str, Any], value: object, _: Sequence[Mapping[str, Any]]) -> str:
    """Read what was typed into a number field; whether it is a number is asked on sending."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        msg = f"a {element['type']} takes a number, not {value!r}"
        raise NotPossibleError(msg)
    return str(value)


def _rich_text(
    element: Mapping[str, Any],
    value: object,
    _: Sequence[Mapping[str, Any]],
) -> Mapping[str, Any]:
    """Read a rich text, or wrap a plain one as a client does."""
    if isinstance(value, Mapping):
        return dict(value)
    if not isinstance(value, str):
        msg = f"a {element['type']} takes a text, not {value!r}"
        raise NotPossibleError(msg)
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": value}]}
    return {"type": "rich_text", "elements": [section]}


def _date(_: Mapping[str, Any], value: object, __: Sequence[Mapping[str, Any]]) -> str:
    """Read a date that exists."""
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError as error:
        msg = f"there is no day {value!r} in a calendar"
        raise NotPossibleError(msg) from error
    return day.strftime("%Y-%m-%d")


def _time(_: Mapping[str, Any], value: object, __: Sequence[Mapping[str, Any]]) -> str:
    """Read a time of day."""
    try:
        moment = value if isinstance(value, time) else time.fromisoformat(str(value))
    except ValueError as error:
        msg = f"there is no time {value!r} on a clock"
        raise NotPossibleError(msg) from error
    return moment.strftime("%H:%M")


def _instant(_: Mapping[str, Any], value: object, __: Sequence[Mapping[str, Any]]) -> int:
    """Read an instant as seconds since 1970."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return int(value.timestamp())
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    msg = f"{value!r} is no instant: an aware datetime or whole seconds are"
    raise NotPossibleError(msg)


def _one_id(kind: str) -> Callable[..., str]:
    """Make a reader for the id of one person, conversation or channel."""

    def read(_: Mapping[str, Any], value: object, __: Sequence[Mapping[str, Any]]) -> str:
        if not isinstance(value, str) or not _IDS[kind].fullmatch(value):
            msg = f"{value!r} is not the id of a {kind}"
            raise NotPossibleError(msg)
        return value

    return read


def _many_ids(kind: str) -> Callable[..., list[str]]:
    """Make a reader for the ids of several people, conversations or channels."""
    one = _one_id(kind)

    def read(
        element: Mapping[str, Any],
        value: object,
        offered: Sequence[Mapping[str, Any]],
    ) -> list[str]:
        ids = list(dict.fromkeys(one(element, item, offered) for item in _several(value)))
        _check_count(element, len(ids))
        return ids

    return read


def _option(
    element: Mapping[str, Any],
    value: object,
    offered: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """Read one chosen option."""
    return _one_option(element, value, offered=offered)


def _options(
    element: Mapping[str, Any],
    value: object,
    offered: Sequence[Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """Read several chosen options, each once."""
    chosen: list[dict[str, Any]] = []
    for item in _several(value):
        option = _one_option(element, item, offered=offered)
        if option not in chosen:
            chosen.append(option)
    _check_count(element, len(chosen))
    return chosen


def _one_option(
    element: Mapping[str, Any],
    value: object,
    *,
    offered: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """Return the option with this value, or else this label, or refuse."""
    options = [*all_options(element), *offered]
    wanted = value.get("value") if isinstance(value, Mapping) else value
    for option in options:
        if option.get("value") == wanted:
            return dict(option)
    for option in options:
        if option["text"]["text"] == wanted:
            return dict(option)
    labels = [option["text"]["text"] for option in options]
    msg = f"{value!r} is not among the options {labels}"
    raise NotPossibleError(msg)


def _files(
    element: Mapping[str, Any],
    value: object,
    _: Sequence[Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """Read uploaded files of the kinds and the number that the element takes."""
    files = [dict(item) for item in _several(value) if isinstance(item, Mapping)]
    limit = int(element.get("max_files", FILES_MAX))
    if not files or len(files) > limit:
        msg = f"between 1 and {limit} files fit, not {value!r}"
        raise NotPossibleError(msg)
    kinds = element.get("filetypes")
    for file in files:
        if kinds and file.get("filetype") not in kinds:
            msg = f"a file of kind {file.get('filetype')!r} is not taken, only {kinds}"
            raise NotPossibleError(msg)
    return files


def _several(value: object) -> Iterable[object]:
    """Return one thing as several, and several as they are."""
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        return [value]
    return value


def _check_count(element: Mapping[str, Any], count: int) -> None:
    """Refuse more choices than the element takes."""
    limit = element.get("max_selected_items")
    if limit is not None and count > int(limit):
        msg = f"at most {limit} can be chosen, not {count}"
        raise NotPossibleError(msg)


_READERS: Mapping[str, Callable[..., Any]] = {
    "plain_text_input": _text,
    "email_text_input": _text,
    "url_text_input": _text,
    "number_input": _number,
    "rich_text_input": _rich_text,
    "file_input": _files,
    "datepicker": _date,
    "timepicker": _time,
    "datetimepicker": _instant,
    "checkboxes": _options,
    "radio_buttons": _option,
    "static_select": _option,
    "external_select": _option,
    "users_select": _one_id("user"),
    "conversations_select": _one_id("conversation"),
    "channels_select": _one_id("channel"),
    "multi_static_select": _options,
    "multi_external_select": _options,
    "multi_users_select": _many_ids("user"),
    "multi_conversations_select": _many_ids("conversation"),
    "multi_channels_select": _many_ids("channel"),
}
