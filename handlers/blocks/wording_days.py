"""Draw the days on which something comes again: in words, and as inputs for each way to say them.

What the inputs hold is read back here, too, so that both sides of each input stand together.
"""

import re
from collections.abc import Mapping
from datetime import time
from typing import Any, get_args

from babel.dates import get_month_names
from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    StaticMultiSelectElement,
    StaticSelectElement,
    TimePickerElement,
)

from bot.domain.fields import Simple
from bot.domain.readers import Reader
from bot.domain.recurrence import Recurrence, Weekday
from bot.domain.wordings import Place
from bot.i18n import Translator, translator
from handlers.blocks.ids import Action
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import plain
from handlers.blocks.modals import Choices, asked, options_of, select_input, text_input
from handlers.blocks.recurrences import in_words
from handlers.blocks.times import clock, locale_of, weekday

MONTHLY, WEEKLY, WEEKS, DAYS, TERM, FULL_WEEK = "month", "week", "weeks", "days", "term", "full"
"""The ways to say days, as they travel in a modal."""
_KEYS = {"days": DAYS, "weeks": WEEKS, "term_week": TERM, "first_full_week_of": FULL_WEEK}
_NAMES: tuple[str, ...] = get_args(Weekday)
_LONGEST_WAIT = 12
_MONTHS = range(1, 13)


def days_said(value: object, reader: Reader) -> str:
    """Return a rule as it is written in a programme as the beginning of a sentence."""
    rule = dict(value) if isinstance(value, Mapping) else {}
    at = rule.pop("at", None)
    words = in_words(Recurrence.model_validate(rule), reader)
    return f"{words}, {clock(time.fromisoformat(at), reader)}" if at else words


def days_inputs(place: Place, reader: Reader, *, kind: str = "") -> list[Block]:
    """Return the inputs for the days of a place, in the way they are said now or in another."""
    _ = translator(reader.locale)
    rule: dict[str, Any] = dict(place.now or {})
    kind = kind or kind_of(rule)
    blocks: list[Block] = [_ways(kind, reader)]
    if kind == DAYS:
        blocks.append(
            text_input(
                _in_this_way(BlockId.OWN_WORDS, DAYS),
                _("The days"),
                value="\n".join(rule.get("days", ())),
                hint=_("One on each line, such as 2026-10-01."),
                lines=True,
            )
        )
    else:
        days = {name: weekday(number, reader) for number, name in enumerate(_NAMES)}
        chosen = rule.get("weekday", _NAMES[0])
        blocks.append(select_input(BlockId.OWN_WORDS, _("Day of the week"), days, chosen=chosen))
        blocks += _more(kind, rule, reader)
    if "at" in rule:
        picker = TimePickerElement(action_id=Action.ANSWER, initial_time=str(rule["at"])[:5])
        blocks.append(asked(BlockId.TIME, _("Time, on the clock of the network"), picker))
    return blocks


def kind_of(rule: Mapping[str, Any]) -> str:
    """Return in which way a rule says its days."""
    if "week" in rule:
        return MONTHLY
    return next((kind for key, kind in _KEYS.items() if key in rule), WEEKLY)


def days_read(typed: Mapping[str, Simple], *, kind: str) -> dict[str, Any]:
    """Return what was typed as a rule of a programme; whether it can be is checked later."""
    named = _in_this_way(BlockId.OWN_WORDS, DAYS) if kind == DAYS else BlockId.OWN_WORDS
    words = str(typed.get(named) or "")
    rule: dict[str, Any] = {"days": words.split()} if kind == DAYS else {"weekday": words}
    number = typed.get(_in_this_way(BlockId.RULE_NUMBER, kind))
    months = typed.get(BlockId.RULE_MONTHS)
    match kind:
        case "month":
            chosen = months if isinstance(months, tuple) else ()
            rule |= {"week": _whole(number)}
            if 0 < len(chosen) < len(_MONTHS):
                rule["months"] = [int(one) for one in chosen]
        case "week":
            rule |= {"every_weeks": _whole(number)} if _whole(number) != 1 else {}
        case "weeks":
            rule["weeks"] = [int(one) for one in re.findall(r"\d{1,4}", str(number or ""))]
        case "term":
            rule["term_week"] = _whole(number)
        case "full":
            rule["first_full_week_of"] = _whole(number)
    if BlockId.TIME in typed:
        rule["at"] = str(typed[BlockId.TIME])
    return rule


def _in_this_way(block: BlockId, kind: str) -> str:
    """Return the name of an input that differs with the way: Slack keeps what an old one held."""
    return f"{block}:{kind}"


def _whole(number: Simple) -> int | None:
    text = str(number or "")
    return int(text) if re.fullmatch(r"-?\d{1,4}", text) else None


def _ways(kind: str, reader: Reader) -> ActionsBlock:
    """Return the menu of the ways to say days; a rare one is offered where it is used."""
    _ = translator(reader.locale)
    rare = {TERM: _("In one week of each term"), FULL_WEEK: _("In the first full week of a month")}
    ways: Choices = {
        MONTHLY: _("Once a month"),
        WEEKLY: _("Every so many weeks"),
        WEEKS: _("In some weeks of the programme"),
        DAYS: _("On days that we name"),
    } | {name: words for name, words in rare.items() if name == kind}
    options = options_of(ways)
    menu = StaticSelectElement(
        action_id=Action.WORDING_DAYS,
        placeholder=plain(_("How it comes again"), 150),
        options=options,
        initial_option=next((one for one in options if one.value == kind), None),
    )
    return ActionsBlock(elements=[menu])


def _more(kind: str, rule: Mapping[str, Any], reader: Reader) -> list[Block]:
    """Return what a way to say days needs beside the day of the week."""
    _ = translator(reader.locale)
    names = get_month_names("wide", context="stand-alone", locale=locale_of(reader))
    months = {str(one): names[one] for one in _MONTHS}
    number = _in_this_way(BlockId.RULE_NUMBER, kind)
    if kind == MONTHLY:
        return [_which(rule, _), _months(rule, months, _)]
    if kind == WEEKS:
        numbers = ", ".join(str(one) for one in rule.get("weeks", ()))
        hint = _("Numbers such as 1, 8, 15; the first week is the one in which you began.")
        return [text_input(number, _("In which weeks"), value=numbers, hint=hint)]
    if kind == FULL_WEEK:
        chosen = str(rule.get("first_full_week_of", 1))
        return [select_input(number, _("Of which month"), months, chosen=chosen)]
    key, label = (
        ("term_week", _("Week of the term"))
        if kind == TERM
        else (
            "every_weeks",
            _("Every how many weeks"),
        )
    )
    counts = {str(one): str(one) for one in range(1, _LONGEST_WAIT + 1)}
    chosen = str(rule.get(key, 1))
    return [select_input(number, label, counts | {chosen: chosen}, chosen=chosen)]


def _which(rule: Mapping[str, Any], translate: Translator) -> Block:
    _ = translate
    weeks = {
        "1": _("The first"),
        "2": _("The second"),
        "3": _("The third"),
        "4": _("The fourth"),
        "-1": _("The last"),
    }
    chosen = str(rule.get("week", 1))
    return select_input(
        _in_this_way(BlockId.RULE_NUMBER, MONTHLY), _("Which of the month"), weeks, chosen=chosen
    )


def _months(rule: Mapping[str, Any], months: Choices, translate: Translator) -> Block:
    _ = translate
    options = options_of(months)
    wanted = {str(one) for one in rule.get("months", _MONTHS)}
    menu = StaticMultiSelectElement(
        action_id=Action.ANSWER,
        options=options,
        initial_options=[one for one in options if one.value in wanted],
    )
    return asked(BlockId.RULE_MONTHS, _("In these months"), menu)
