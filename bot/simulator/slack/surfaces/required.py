"""Say what Slack's client refuses when a person sends a form, before the app hears of it."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

from bot.simulator.slack.surfaces.places import walk
from bot.simulator.slack.surfaces.state import Typed, initial_value, is_empty, is_stateful

REQUIRED = "Please complete this required field."
_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>.]+(\.[^@\s<>.]+)+")


def missing_inputs(view: Mapping[str, Any], typed: Typed) -> dict[str, str]:
    """Return, by block_id, the sentence the client shows beside each input that cannot be sent.

    Empty when the form may go. Elements outside input blocks are never refused by the client.
    """
    problems: dict[str, str] = {}
    for place in walk(view.get("blocks", ())):
        if not place.is_input or not is_stateful(place.element):
            continue
        held = typed.get((place.block_id, place.action_id), initial_value(place.element))
        if is_empty(held):
            if not place.block.get("optional"):
                problems[place.block_id] = REQUIRED
            continue
        sentence = _CHECKS.get(str(place.element["type"]), _accept)(place.element, held)
        if sentence is not None:
            problems[place.block_id] = sentence
    return problems


def _accept(_: Mapping[str, Any], __: Mapping[str, Any]) -> str | None:
    """Refuse nothing: the element itself allowed only good values."""
    return None


def _check_text(element: Mapping[str, Any], held: Mapping[str, Any]) -> str | None:
    """Refuse a text that is too short or too long."""
    text = str(held["value"])
    shortest = int(element.get("min_length", 0))
    longest = int(element.get("max_length", 3000))
    if len(text) < shortest:
        return f"Please write at least {shortest} characters."
    if len(text) > longest:
        return f"Please write at most {longest} characters."
    return None


def _check_number(element: Mapping[str, Any], held: Mapping[str, Any]) -> str | None:
    """Refuse what is no number, has decimals where none may be, or is out of range."""
    try:
        number = Decimal(str(held["value"]).strip())
    except InvalidOperation:
        return "Please enter a number."
    if not number.is_finite():
        return "Please enter a number."
    if not element.get("is_decimal_allowed") and number != number.to_integral_value():
        return "Please enter a whole number."
    if "min_value" in element and number < Decimal(str(element["min_value"])):
        return f"Please enter {element['min_value']} or more."
    if "max_value" in element and number > Decimal(str(element["max_value"])):
        return f"Please enter {element['max_value']} or less."
    return None


def _check_email(_: Mapping[str, Any], held: Mapping[str, Any]) -> str | None:
    """Refuse what is no e-mail address."""
    if _EMAIL.fullmatch(str(held["value"]).strip()):
        return None
    return "Please enter an e-mail address."


def _check_url(_: Mapping[str, Any], held: Mapping[str, Any]) -> str | None:
    """Refuse what is no web address."""
    parts = urlsplit(str(held["value"]).strip())
    if parts.scheme in {"http", "https"} and parts.hostname:
        return None
    return "Please enter a web address that begins with https://."


_CHECKS: Mapping[str, Callable[[Mapping[str, Any], Mapping[str, Any]], str | None]] = {
    "plain_text_input": _check_text,
    "number_input": _check_number,
    "email_text_input": _check_email,
    "url_text_input": _check_url,
}
