"""Draw single inputs: one element for each kind of question that takes one.

Questions that take several are put together in ``handlers/blocks/questions.py``.
"""

import re
from collections.abc import Sequence
from datetime import date, time

from slack_sdk.models.blocks import (
    CheckboxesElement,
    DatePickerElement,
    InputBlock,
    InputInteractiveElement,
    NumberInputElement,
    Option,
    PlainTextInputElement,
    RadioButtonsElement,
    StaticMultiSelectElement,
    StaticSelectElement,
    TimePickerElement,
    UserMultiSelectElement,
    UserSelectElement,
)
from slack_sdk.models.blocks.basic_components import DispatchActionConfig

from bot.domain.fields import ONE_BOX, FieldKind, Question, Simple
from bot.domain.fields import Option as Choice
from bot.domain.readers import Reader
from bot.i18n import translator
from handlers.blocks.ids import Action
from handlers.blocks.layout import plain
from handlers.blocks.text import say

_LABEL = 1500
_HINT = 1900
_OPTION = 75
_MOST_BUTTONS = 5
_MOST_BOXES = 10
_MOST_IN_A_MENU = 100
_USER = re.compile(r"[UW][A-Z0-9]+")


def draw_input(
    question: Question,
    value: Simple,
    reader: Reader,
    *,
    block: str,
    is_saved: bool = True,
    label: str | None = None,
    hint: str | None = None,
    optional: bool | None = None,
) -> InputBlock:
    """Draw one input, filled with what was answered before.

    block_id and action_id never change, so that Slack keeps what is typed when the view is drawn
    again; where a draft is saved, every input tells the bot of each change while it is typed.
    """
    help_line = hint_of(question, reader) if hint is None else hint
    return InputBlock(
        block_id=block,
        label=plain(label or say(question.label, reader), _LABEL),
        hint=plain(help_line, _HINT) if help_line else None,
        element=_element(question, value, reader),
        optional=not question.required if optional is None else optional,
        dispatch_action=is_saved,
    )


def draw_text(
    value: Simple, *, block: str, label: str, hint: str = "", most: int = ONE_BOX, is_saved: bool
) -> InputBlock:
    """Draw a text of several lines that goes with a question and may stay empty."""
    return InputBlock(
        block_id=block,
        label=plain(label, _LABEL),
        hint=plain(hint, _HINT) if hint else None,
        element=_typed(value, most=most, lines=True),
        optional=True,
        dispatch_action=is_saved,
    )


def draw_choice(
    options: Sequence[Choice],
    chosen: Simple,
    reader: Reader,
    *,
    block: str,
    label: str,
    hint: str = "",
    optional: bool,
    is_saved: bool,
    as_menu: bool = False,
) -> InputBlock:
    """Draw a choice of one: a few as buttons, more of them, or ``as_menu``, as a menu."""
    offered = [_option(one.id, say(one.label, reader)) for one in options[:_MOST_IN_A_MENU]]
    return InputBlock(
        block_id=block,
        label=plain(label, _LABEL),
        hint=plain(hint, _HINT) if hint else None,
        element=_one_of(offered, str(chosen), as_menu=as_menu),
        optional=optional,
        dispatch_action=is_saved,
    )


def hint_of(question: Question, reader: Reader) -> str:
    """Return the line of help below a question: its hint, then its example."""
    _ = translator(reader.locale)
    parts = [say(question.hint, reader)] if question.hint else []
    if question.example:
        parts.append(_("For example: {example}").format(example=say(question.example, reader)))
    return " ".join(parts)


def _element(field: Question, value: Simple, reader: Reader) -> InputInteractiveElement:
    match field.kind:
        case FieldKind.NUMBER:
            return _number(value)
        case FieldKind.SCALE:
            return _scale(field, value)
        case FieldKind.CHOICE | FieldKind.CHOICES:
            return _choice(field, value, reader)
        case FieldKind.DATE:
            return DatePickerElement(action_id=Action.FORM_FIELD, initial_date=_date(value))
        case FieldKind.TIME:
            return TimePickerElement(action_id=Action.FORM_FIELD, initial_time=_time(value))
        case FieldKind.MEMBER | FieldKind.MEMBERS:
            return _people(field, value)
        case _:
            begins = "https://" if field.kind is FieldKind.LINK else None
            is_long = field.kind is FieldKind.LONG_TEXT
            most = min(field.max_length, ONE_BOX)
            return _typed(value, most=most, lines=is_long, begins=begins)


def _typed(
    value: Simple, *, most: int, lines: bool, begins: str | None = None
) -> PlainTextInputElement:
    given = str(value) if value is not None else ""
    return PlainTextInputElement(
        action_id=Action.FORM_FIELD,
        multiline=lines,
        max_length=most,
        initial_value=given[:most] or None,
        placeholder=plain(begins) if begins else None,
        dispatch_action_config=_as_typed(),
    )


def _number(value: Simple) -> NumberInputElement:
    return NumberInputElement(
        action_id=Action.FORM_FIELD,
        is_decimal_allowed=True,
        initial_value=str(value) if _is_number(value) else None,
        dispatch_action_config=_as_typed(),
    )


def _scale(field: Question, value: Simple) -> RadioButtonsElement | StaticSelectElement:
    """Draw a short scale as buttons, a long one as a menu."""
    points = [str(point) for point in range(field.lowest, field.highest + 1)]
    options = [_option(point, point) for point in points]
    return _one_of(options, str(value))


def _choice(field: Question, value: Simple, reader: Reader) -> InputInteractiveElement:
    options = [_option(one.id, say(one.label, reader)) for one in field.options]
    if field.kind is FieldKind.CHOICE:
        return _one_of(options, str(value))
    chosen = value if isinstance(value, tuple) else (value,)
    initial = [option for option in options if option.value in chosen]
    if len(options) > _MOST_BOXES:
        few = options[:_MOST_IN_A_MENU]
        held = [option for option in few if option in initial]
        return StaticMultiSelectElement(
            action_id=Action.FORM_FIELD, options=few, initial_options=held or None
        )
    return CheckboxesElement(
        action_id=Action.FORM_FIELD, options=options, initial_options=initial or None
    )


def _option(value: str, label: str) -> Option:
    return Option(value=value, text=plain(label, _OPTION))


def _one_of(
    options: list[Option], chosen: str, *, as_menu: bool = False
) -> RadioButtonsElement | StaticSelectElement:
    initial = next((option for option in options if option.value == chosen), None)
    is_menu = as_menu or len(options) > _MOST_BUTTONS
    kind = StaticSelectElement if is_menu else RadioButtonsElement
    return kind(action_id=Action.FORM_FIELD, options=options, initial_option=initial)


def _people(field: Question, value: Simple) -> UserSelectElement | UserMultiSelectElement:
    given = value if isinstance(value, tuple) else (str(value),)
    people = [one for one in given if _USER.fullmatch(one)]
    if field.kind is FieldKind.MEMBER:
        first = people[0] if people else None
        return UserSelectElement(action_id=Action.FORM_FIELD, initial_user=first)
    return UserMultiSelectElement(action_id=Action.FORM_FIELD, initial_users=people or None)


def _as_typed() -> DispatchActionConfig:
    return DispatchActionConfig(trigger_actions_on=["on_character_entered"])


def _is_number(value: Simple) -> bool:
    return value is not None and bool(re.fullmatch(r"-?\d+(\.\d+)?", str(value)))


def _date(value: Simple) -> str | None:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        return None


def _time(value: Simple) -> str | None:
    try:
        return time.fromisoformat(str(value)).strftime("%H:%M")
    except ValueError:
        return None
