"""Build modals and their plain inputs; the forms of a programme are drawn in ``forms.py``."""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    InputBlock,
    InputInteractiveElement,
    Option,
    PlainTextInputElement,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.domain.fields import Simple
from bot.domain.readers import Reader
from bot.i18n import translator
from handlers.blocks.ids import Action, Callback
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import Look, context, plain, section

_TITLE = 24
_LABEL = 150
_HINT = 500
_OPTION = 75
_MOST_OPTIONS = 100
_MOST_BLOCKS = 100

Choices = Mapping[str, str]
"""What can be chosen: the value that comes back, and the words that are shown."""


def modal(
    title: str,
    blocks: Sequence[Block],
    *,
    callback: Callback,
    reader: Reader,
    submit: str | None = None,
    close: str | None = None,
    meta: str = "",
) -> View:
    """Return a modal; one without ``submit`` only shows something. ``meta`` comes back packed."""
    _ = translator(reader.locale)
    return View(
        type="modal",
        callback_id=callback,
        title=plain(title, _TITLE),
        submit=plain(submit, _TITLE) if submit else None,
        close=plain(close or _("Close"), _TITLE),
        blocks=list(blocks)[:_MOST_BLOCKS],
        private_metadata=meta,
    )


def notice(look: Look, reader: Reader, *, title: str | None = None) -> View:
    """Return a modal that shows what is said in a message elsewhere."""
    _ = translator(reader.locale)
    return modal(title or _("Rounds"), look.blocks, callback=Callback.NOTICE, reader=reader)


def said(*lines: str) -> Look:
    """Return a few lines of mrkdwn as something to say; what people typed in them is escaped."""
    return Look(text="\n".join(lines), blocks=[section(*lines)])


def loading(reader: Reader) -> View:
    """Return what is shown while something takes longer than a moment."""
    _ = translator(reader.locale)
    line = _("One moment, please. This takes a few seconds.")
    return notice(Look(text=line, blocks=[context(line)]), reader)


def text_input(
    block: BlockId | str,
    label: str,
    *,
    value: str | None = None,
    hint: str | None = None,
    lines: bool = False,
    optional: bool = False,
    most: int = 3000,
) -> InputBlock:
    """Ask for a text, of one line or several; ``most`` characters at the most."""
    element = PlainTextInputElement(
        action_id=Action.ANSWER, initial_value=value or None, multiline=lines, max_length=most
    )
    return asked(block, label, element, hint=hint, optional=optional)


def select_input(
    block: BlockId | str,
    label: str,
    choices: Choices,
    *,
    chosen: str | None = None,
    hint: str | None = None,
    optional: bool = False,
) -> InputBlock:
    """Ask to choose one thing of at least one."""
    options = options_of(choices)
    initial = next((one for one in options if one.value == chosen), None)
    element = StaticSelectElement(action_id=Action.ANSWER, options=options, initial_option=initial)
    return asked(block, label, element, hint=hint, optional=optional)


def asked(
    block: BlockId | str,
    label: str,
    element: InputInteractiveElement,
    *,
    hint: str | None = None,
    optional: bool = False,
) -> InputBlock:
    """Return an input with its label, and a hint below it."""
    return InputBlock(
        block_id=block,
        label=plain(label, _LABEL),
        element=element,
        hint=plain(hint, _HINT) if hint else None,
        optional=optional,
    )


def options_of(choices: Choices) -> list[Option]:
    """Return the options of a menu, cut to what Slack takes."""
    few = list(choices.items())[:_MOST_OPTIONS]
    return [Option(value=value, text=plain(words, _OPTION)) for value, words in few]


def typed(view: Mapping[str, Any]) -> dict[str, Simple]:
    """Return what stands in the inputs of a modal, by block_id; every block has one input."""
    values: Mapping[str, Mapping[str, Mapping[str, Any]]] = view["state"]["values"]
    return {
        block_id: value_of(element)
        for block_id, elements in values.items()
        for element in elements.values()
    }


def value_of(element: Mapping[str, Any]) -> Simple:
    """Return the value of one element out of the shape that its kind has in Slack."""
    match element:
        case {"selected_options": chosen}:
            return tuple(str(one["value"]) for one in chosen or ())
        case {"selected_users": people}:
            return tuple(str(one) for one in people or ())
        case {"selected_option": {"value": value}}:
            return str(value)
        case (
            {"value": str(text)}
            | {"selected_date": str(text)}
            | {"selected_time": str(text)}
            | {"selected_user": str(text)}
            | {"selected_conversation": str(text)}
        ):
            return text
        case _:
            return None
