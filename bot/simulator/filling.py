"""Fill whatever form lies on top, as a person would: every question, one after the other."""

import random
import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from bot.domain.attachments import REMOVE
from bot.simulator.slack import PersonSession, Submission
from bot.simulator.slack.surfaces import Place, walk
from bot.simulator.words import sentence_for
from handlers.blocks.ids import Block

_MOST_PAGES = 6
_SHORT = 120
_LEAVES_OPEN = 0.6
_REMOVAL = f"/{REMOVE}"
_ASKED_BESIDE = ("/reason", "/evidence")
_OF_A_RECORD = re.compile(r"/\d+/")


def fill_and_send(
    who: PersonSession, chance: random.Random, *, today: date, keep: frozenset[str] = frozenset()
) -> Submission | None:
    """Fill the pages of the top modal and send them; None when no form is open.

    ``keep`` names blocks that stay as they are. A page that the bot sends back gets one more try.
    """
    sent: Submission | None = None
    for _ in range(_MOST_PAGES):
        view = who.modal
        if view is None or "submit" not in view.raw:
            break
        seen = set(keep)
        while (place := _next(who, seen)) is not None:
            seen.add(place.block_id)
            if not _skips(place, chance):
                who.set(place.block_id, _answer(who, place, chance, today=today))
        sent = who.submit()
        if not sent.ok or sent.response_action != "update":
            break
    return sent


def _answer(who: PersonSession, place: Place, chance: random.Random, *, today: date) -> object:
    """Return a plausible answer; a file is one of this person's own."""
    answer = answer_to(place, chance, today=today, me=who.id)
    if place.element["type"] != "file_input":
        return answer
    return [who.upload(str(answer), b"What we plan.")]


def _next(who: PersonSession, seen: set[str]) -> Place | None:
    """Return the next input of the page as it is now: an answer may bring others to it."""
    blocks = who.modal.raw["blocks"] if who.modal is not None else ()
    return next((one for one in walk(blocks) if one.is_input and one.block_id not in seen), None)


def _skips(place: Place, chance: random.Random) -> bool:
    """Whether somebody leaves a question open that may be left open.

    A reason or an evidence is always given, and every part of a record; of an order only the first
    place is. What was put in before is never removed.
    """
    if place.block_id.endswith(_REMOVAL):
        return True
    if place.block_id.endswith(_ASKED_BESIDE) or _OF_A_RECORD.search(place.block_id):
        return False
    if place.block_id.rpartition("/")[2].isdecimal() and "options" in place.element:
        return True
    if place.block_id.startswith(f"{Block.RANK}:"):
        return bool(place.block.get("optional"))
    return bool(place.block.get("optional")) and chance.random() < _LEAVES_OPEN


def answer_to(place: Place, chance: random.Random, *, today: date, me: str) -> object:
    """Return a plausible answer for one input; where people are asked for, it is ``me``.

    For a file it is the name of one.
    """
    element: Mapping[str, Any] = place.element
    match str(element["type"]):
        case "plain_text_input":
            return _words(place, chance)
        case "file_input":
            return f"our-plan.{element.get('filetypes', ['pdf'])[0]}"
        case "number_input":
            return str(chance.randint(3, 30))
        case "datepicker":
            return (today + timedelta(days=chance.randint(3, 12))).isoformat()
        case "timepicker":
            return "09:00"
        case "checkboxes" | "multi_static_select":
            return [_value(one) for one in element["options"]]
        case "radio_buttons" | "static_select":
            held = element.get("initial_option")
            return _value(held) if held else _value(chance.choice(_options(element)))
        case "users_select" | "multi_users_select" as kind:
            held = element.get("initial_user") or element.get("initial_users")
            return held or (me if kind == "users_select" else [me])
        case kind:
            raise ValueError(kind)


def _words(place: Place, chance: random.Random) -> str:
    """Return a sentence, or an address where the field shows how one begins."""
    if "placeholder" in place.element:
        return f"{place.element['placeholder']['text']}example.org/our-plan"
    most = min(int(place.element.get("max_length", _SHORT * 5)), _SHORT * 5)
    return sentence_for(place.block_id.partition(":")[2], chance, most=most)


def _options(element: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    options: list[Mapping[str, Any]] = list(element["options"])
    return options


def _value(option: Mapping[str, Any]) -> str:
    return str(option["value"])
