"""Draw questions for files: a place to put them, and those that are there already.

Slack gives no way to fill a place for files beforehand, nor does it tell of a change in one
(``dispatch_action`` and ``file_input`` exclude one another). So what was put in before is shown
above it, in its own words, and stays unless other files take its place or it is removed.
"""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, CheckboxesElement, InputBlock, Option
from slack_sdk.models.blocks.block_elements import FileInputElement

from bot.domain.attachments import (
    ADDRESS,
    INSTEAD,
    LARGEST,
    REMOVE,
    named,
    types_of,
)
from bot.domain.fields import FieldKind, FormField, Record, Value
from bot.domain.parts import records_of
from bot.domain.readers import Reader
from bot.i18n import translator
from handlers.blocks.fields import draw_input, hint_of
from handlers.blocks.ids import Action, field_block
from handlers.blocks.layout import context, plain
from handlers.blocks.text import brief, say

_LABEL = 1500
_HINT = 1900
_NAME = 120
_MOST = 10


def files_input(
    field: FormField, value: Value, reader: Reader, *, takes_files: bool, is_saved: bool
) -> list[Block]:
    """Ask for files, or for the address of one where the app may not see files."""
    kept = records_of(value)
    if not takes_files:
        return [_address(field, kept, reader, is_saved=is_saved)]
    if not kept:
        return [_place(field, reader)]
    return [_kept(kept, reader), _place(field, reader, instead=True), _removal(field, reader)]


def _place(field: FormField, reader: Reader, *, instead: bool = False) -> InputBlock:
    """Return the place for files; ``instead`` of those that are there."""
    _ = translator(reader.locale)
    label = say(field.label, reader)
    if instead:
        label = _("{question} (other files instead)").format(question=label)
    stays = _("The file stays in Slack: I keep its name and where it is. Up to {most} MB.")
    hint = " ".join(filter(None, (hint_of(field, reader), stays.format(most=LARGEST // 10**6))))
    return InputBlock(
        block_id=field_block(field.id, INSTEAD if instead else ""),
        label=plain(label, _LABEL),
        hint=plain(hint, _HINT),
        element=FileInputElement(
            action_id=Action.FORM_FIELD,
            filetypes=list(types_of(field)),
            max_files=min(field.at_most, _MOST),
        ),
        optional=instead or not field.required,
    )


def _kept(kept: Sequence[Record], reader: Reader) -> Block:
    _ = translator(reader.locale)
    names = ", ".join(brief(named(one) or str(one.get("link")), _NAME) for one in kept)
    return context(_("I have: {files}").format(files=names))


def _removal(field: FormField, reader: Reader) -> InputBlock:
    _ = translator(reader.locale)
    remove = Option(value=REMOVE, text=plain(_("Leave it out"), 75))
    return InputBlock(
        block_id=field_block(field.id, REMOVE),
        label=plain(_("What I have"), _LABEL),
        element=CheckboxesElement(action_id=Action.FORM_FIELD, options=[remove]),
        optional=True,
        dispatch_action=True,
    )


def _address(
    field: FormField, kept: Sequence[Record], reader: Reader, *, is_saved: bool
) -> InputBlock:
    _ = translator(reader.locale)
    first = str(kept[0].get("link")) if kept else None
    where = _("Where does the file lie? This workspace does not let me take files.")
    return draw_input(
        field.model_copy(update={"kind": FieldKind.LINK}),
        first,
        reader,
        block=field_block(field.id, ADDRESS),
        hint=" ".join(filter(None, (hint_of(field, reader), where))),
        is_saved=is_saved,
    )
