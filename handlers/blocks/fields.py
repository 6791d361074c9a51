"""Draw the fields of a form: one input block for each kind of field."""

import re
from datetime import date

from slack_sdk.models.blocks import (
    CheckboxesElement,
    DatePickerElement,
    InputBlock,
    InputInteractiveElement,
    NumberInputElement,
    Option,
    PlainTextInputElement,
    RadioButtonsElement,
    StaticSelectElement,
    UserMultiSelectElement,
    UserSelectElement,
)
from slack_sdk.models.blocks.basic_components import DispatchActionConfig

from bot.domain.forms import FieldKind, FormField, Value
from bot.domain.readers import Reader
from bot.i18n import translator
from handlers.blocks.ids import Action, field_block
from handlers.blocks.layout import plain
from handlers.blocks.text import say

_LABEL = 1500
_HINT = 1900
_OPTION = 75
_MOST_BUTTONS = 5
_USER = re.compile(r"[UW][A-Z0-9]+")


def render_field(
    field: FormField, value: Value, reader: Reader, *, is_saved: bool = True
) -> InputBlock:
    """Draw one question, filled with what was answered before.

    block_id and action_id never change, so that Slack keeps what is typed when the view is drawn
    again; where a draft is saved, every field tells the bot of each change while it is typed.
    """
    hint = _hint(field, reader)
    return InputBlock(
        block_id=field_block(field.id),
        label=plain(say(field.label, reader), _LABEL),
        hint=plain(hint, _HINT) if hint else None,
        element=_element(field, value, reader),
        optional=not field.required,
        dispatch_action=is_saved,
    )


def _element(field: FormField, value: Value, reader: Reader) -> InputInteractiveElement:
    match field.kind:
        case FieldKind.SHORT_TEXT | FieldKind.LONG_TEXT:
            return _text(field, value)
        case FieldKind.NUMBER:
            return _number(value)
        case FieldKind.SCALE:
            return _scale(field, value)
        case FieldKind.CHOICE | FieldKind.CHOICES:
            return _choice(field, value, reader)
        case FieldKind.DATE:
            return DatePickerElement(action_id=Action.FORM_FIELD, initial_date=_date(value))
        case FieldKind.MEMBER | FieldKind.MEMBERS:
            return _people(field, value)


def _text(field: FormField, value: Value) -> PlainTextInputElement:
    given = str(value) if value is not None else ""
    return PlainTextInputElement(
        action_id=Action.FORM_FIELD,
        multiline=field.kind is FieldKind.LONG_TEXT,
        max_length=field.max_length,
        initial_value=given[: field.max_length] or None,
        dispatch_action_config=_as_typed(),
    )


def _number(value: Value) -> NumberInputElement:
    return NumberInputElement(
        action_id=Action.FORM_FIELD,
        is_decimal_allowed=True,
        initial_value=str(value) if _is_number(value) else None,
        dispatch_action_config=_as_typed(),
    )


def _scale(field: FormField, value: Value) -> RadioButtonsElement | StaticSelectElement:
    """Draw a short scale as buttons, a long one as a menu."""
    points = [str(point) for point in range(field.lowest, field.highest + 1)]
    options = [Option(value=point, text=plain(point)) for point in points]
    return _one_of(options, str(value))


def _choice(field: FormField, value: Value, reader: Reader) -> InputInteractiveElement:
    options = [
        Option(value=one.id, text=plain(say(one.label, reader), _OPTION)) for one in field.options
    ]
    if field.kind is FieldKind.CHOICE:
        return _one_of(options, str(value))
    chosen = value if isinstance(value, tuple) else (value,)
    initial = [option for option in options if option.value in chosen]
    return CheckboxesElement(
        action_id=Action.FORM_FIELD, options=options, initial_options=initial or None
    )


def _one_of(options: list[Option], chosen: str) -> RadioButtonsElement | StaticSelectElement:
    initial = next((option for option in options if option.value == chosen), None)
    kind = RadioButtonsElement if len(options) <= _MOST_BUTTONS else StaticSelectElement
    return kind(action_id=Action.FORM_FIELD, options=options, initial_option=initial)


def _people(field: FormField, value: Value) -> UserSelectElement | UserMultiSelectElement:
    given = value if isinstance(value, tuple) else (str(value),)
    people = [one for one in given if _USER.fullmatch(one)]
    if field.kind is FieldKind.MEMBER:
        first = people[0] if people else None
        return UserSelectElement(action_id=Action.FORM_FIELD, initial_user=first)
    return UserMultiSelectElement(action_id=Action.FORM_FIELD, initial_users=people or None)


def _hint(field: FormField, reader: Reader) -> str:
    _ = translator(reader.locale)
    parts = [say(field.hint, reader)] if field.hint else []
    if field.example:
        parts.append(_("For example: {example}").format(example=say(field.example, reader)))
    return " ".join(parts)


def _as_typed() -> DispatchActionConfig:
    return DispatchActionConfig(trigger_actions_on=["on_character_entered"])


def _is_number(value: Value) -> bool:
    return value is not None and bool(re.fullmatch(r"-?\d+(\.\d+)?", str(value)))


def _date(value: Value) -> str | None:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        return None
