"""Turn what pydantic found into what Slack would say."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.simulator.slack.blockkit.problems import Problem


def problems_of(adapter: TypeAdapter[Any], value: object, *, pointer: str) -> list[Problem]:
    """Return what is wrong with ``value`` as ``adapter`` sees it, in order, each thing once."""
    try:
        adapter.validate_python(value)
    except ValidationError as error:
        found = [_problem(details, pointer=pointer) for details in error.errors()]
        return list(dict.fromkeys(found))
    return []


def _problem(details: ErrorDetails, *, pointer: str) -> Problem:
    """Return one error as Slack would word and place it."""
    kind = details["type"]
    steps = [str(step) for step in details["loc"] if not str(step).startswith("@")]
    context: Mapping[str, Any] = details.get("ctx", {})
    last = steps[-1] if steps else ""
    if kind in {"missing", "extra_forbidden"}:
        steps = steps[:-1]
    place = "".join([pointer, *(f"/{step}" for step in steps)])
    if kind == "union_tag_invalid":
        raw = details["input"]
        shown = raw.get("type") if isinstance(raw, dict) else raw
        return Problem(message=f"unsupported type: {shown}", pointer=f"{place}/type")
    if kind == "literal_error" and last == "type":
        return Problem(message=f"unsupported type: {details['input']}", pointer=place)
    if kind == "union_tag_not_found":
        return Problem(message=_without_type(details["input"]), pointer=place)
    say = _WORDS.get(kind)
    message = say(last, context) if say is not None else details["msg"]
    return Problem(message=message, pointer=place + str(context.get("below", "")))


def _without_type(raw: object) -> str:
    """Say what a part without a usable type lacks."""
    if not isinstance(raw, dict):
        return "must provide an object"
    return "must be a string: type" if "type" in raw else "missing required field: type"


def _literal(_: str, context: Mapping[str, Any]) -> str:
    """Name what would have been taken."""
    return f"must be one of: {context.get('expected')}"


_WORDS: Mapping[str, Callable[[str, Mapping[str, Any]], str]] = {
    "missing": lambda last, _: f"missing required field: {last}",
    "extra_forbidden": lambda last, _: f"invalid additional property: {last}",
    "string_too_long": lambda _, context: (
        f"must be less than {context['max_length'] + 1} characters"
    ),
    "string_too_short": lambda _, context: (
        f"must be more than {context['min_length'] - 1} characters"
    ),
    "too_long": lambda _, context: f"no more than {context['max_length']} items allowed",
    "too_short": lambda _, context: f"no fewer than {context['min_length']} items allowed",
    "string_type": lambda _, __: "must be a string",
    "bool_type": lambda _, __: "must be a boolean",
    "int_type": lambda _, __: "must be an integer",
    "int_from_float": lambda _, __: "must be an integer",
    "float_type": lambda _, __: "must be a number",
    "list_type": lambda _, __: "must be an array",
    "model_type": lambda _, __: "must provide an object",
    "dict_type": lambda _, __: "must provide an object",
    "literal_error": _literal,
    "greater_than": lambda _, context: f"must be greater than {context['gt']:g}",
    "greater_than_equal": lambda _, context: f"must be no less than {context['ge']}",
    "less_than": lambda _, context: f"must be less than {context['lt']}",
    "less_than_equal": lambda _, context: f"must be no more than {context['le']}",
    "string_pattern_mismatch": lambda _, context: f"must match the pattern {context['pattern']}",
    "slack": lambda _, context: str(context["message"]),
}
