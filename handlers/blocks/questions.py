"""Draw the questions of a form: one block for most, several for those that take several inputs.

The inputs of a question are named in ``bot/domain/parts.py``; each stands in a block of its own,
so that a sentence about it can stand beside it.
"""

from slack_sdk.models.blocks import Block, InputBlock

from bot.domain.fields import (
    FieldKind,
    FormField,
    Given,
    Option,
    ReasonFor,
    Simple,
    Value,
)
from bot.domain.parts import EVIDENCE, REASON, place, record_part, records_of, spread
from bot.domain.readers import Reader
from bot.domain.text import Text
from bot.i18n import translator
from handlers.blocks.attachments import files_input
from handlers.blocks.fields import draw_choice, draw_input, draw_text, hint_of
from handlers.blocks.ids import Action, field_block
from handlers.blocks.layout import actions, button, context, section
from handlers.blocks.text import brief, say

_HEADING = 200
_NAME = 75
_LEVEL = 160
"""Seven levels of these lengths fit into one block."""


def render_question(
    field: FormField,
    value: Value,
    reader: Reader,
    *,
    is_saved: bool = True,
    takes_files: bool = True,
) -> list[Block]:
    """Draw one question, filled with what was answered before.

    ``takes_files`` says whether the workspace lets the app see files.
    """
    match field.kind:
        case FieldKind.FILE:
            return files_input(field, value, reader, takes_files=takes_files, is_saved=is_saved)
        case FieldKind.YES_NO:
            return list(_yes_no(field, spread(field, value), reader, is_saved=is_saved))
        case FieldKind.RATING:
            return _rating(field, spread(field, value), reader, is_saved=is_saved)
        case FieldKind.RANKED:
            return list(_places(field, spread(field, value), reader, is_saved=is_saved))
        case FieldKind.RECORDS:
            return _records(field, value, reader, is_saved=is_saved)
        case FieldKind.SCHOOL if field.options:
            return [_school(field, spread(field, value).get(""), reader, is_saved=is_saved)]
        case FieldKind.LONG_TEXT if field.boxes > 1:
            return list(_boxes(field, spread(field, value), reader, is_saved=is_saved))
        case _:
            block, given = field_block(field.id), spread(field, value).get("")
            return [draw_input(field, given, reader, block=block, is_saved=is_saved)]


def _yes_no(
    field: FormField, given: dict[str, Simple], reader: Reader, *, is_saved: bool
) -> list[InputBlock]:
    """Ask for yes or no, and why; the reason says when it is needed."""
    _ = translator(reader.locale)
    when = {
        ReasonFor.NO: _("A few words. If your answer is no, please say why."),
        ReasonFor.YES: _("A few words. If your answer is yes, please say why."),
        ReasonFor.ALWAYS: _("A few words are enough."),
    }
    words = {"yes": _("Yes"), "no": _("No")}
    return [
        draw_choice(
            [_named(one, label) for one, label in words.items()],
            given.get(""),
            reader,
            block=field_block(field.id),
            label=say(field.label, reader),
            hint=hint_of(field, reader),
            optional=not field.required,
            is_saved=is_saved,
        ),
        draw_text(
            given.get(REASON),
            block=field_block(field.id, REASON),
            label=_("Why?"),
            hint=when[field.reason_for],
            is_saved=is_saved,
        ),
    ]


def _rating(
    field: FormField, given: dict[str, Simple], reader: Reader, *, is_saved: bool
) -> list[Block]:
    """Ask for a level of a rubric, each described below it, and for what shows it."""
    _ = translator(reader.locale)
    levels = "\n".join(filter(None, (_described(one, reader) for one in field.options)))
    return [
        draw_choice(
            field.options,
            given.get(""),
            reader,
            block=field_block(field.id),
            label=say(field.label, reader),
            hint=hint_of(field, reader),
            optional=not field.required,
            is_saved=is_saved,
        ),
        *([context(levels)] if levels else []),
        draw_text(
            given.get(EVIDENCE),
            block=field_block(field.id, EVIDENCE),
            label=_("What shows this?"),
            hint=_("One sentence with an example; the lowest level needs none."),
            is_saved=is_saved,
        ),
    ]


def _described(level: Option, reader: Reader) -> str:
    """Return a level with what it looks like, and what it takes to choose it."""
    _ = translator(reader.locale)
    means = level.means if isinstance(level, Given) else None
    needs = level.needs if isinstance(level, Given) else None
    name = brief(say(level.label, reader), _NAME)
    described = f"*{name}*: {brief(say(means, reader), _LEVEL)}" if means else ""
    needed = brief(say(needs, reader), _LEVEL) if needs else ""
    needed = _("Needed: {evidence}").format(evidence=needed) if needed else ""
    return " ".join(filter(None, (described, needed)))


def _places(
    field: FormField, given: dict[str, Simple], reader: Reader, *, is_saved: bool
) -> list[InputBlock]:
    """Ask for an order: one menu for each place; the places after the first may stay empty."""
    _ = translator(reader.locale)
    first = _("{question} First place").format(question=say(field.label, reader))
    return [
        draw_choice(
            field.options,
            given.get(place(number)),
            reader,
            block=field_block(field.id, place(number)),
            label=first if number == 1 else _("Place {number}").format(number=number),
            hint=hint_of(field, reader) if number == 1 else "",
            optional=number > 1 or not field.required,
            is_saved=is_saved,
            as_menu=True,
        )
        for number in range(1, len(field.options) + 1)
    ]


def _school(field: FormField, given: Simple, reader: Reader, *, is_saved: bool) -> InputBlock:
    return draw_choice(
        field.options,
        given,
        reader,
        block=field_block(field.id),
        label=say(field.label, reader),
        hint=hint_of(field, reader),
        optional=not field.required,
        is_saved=is_saved,
        as_menu=True,
    )


def _boxes(
    field: FormField, given: dict[str, Simple], reader: Reader, *, is_saved: bool
) -> list[InputBlock]:
    """Ask for a text that is longer than one input takes; it goes on in the next."""
    _ = translator(reader.locale)
    block, first = field_block(field.id), given.get("")
    more = _("There is room for {most} characters: go on in the next box where this one is full.")
    room = more.format(most=field.max_length)
    help_line = " ".join(filter(None, (hint_of(field, reader), room)))
    return [
        draw_input(field, first, reader, block=block, is_saved=is_saved, hint=help_line),
        *(
            draw_text(
                given.get(place(number)),
                block=field_block(field.id, place(number)),
                label=_("Room to go on ({number} of {boxes})").format(
                    number=number, boxes=field.boxes
                ),
                is_saved=is_saved,
            )
            for number in range(2, field.boxes + 1)
        ),
    ]


def _records(field: FormField, value: Value, reader: Reader, *, is_saved: bool) -> list[Block]:
    """Ask for a few records, each under its number, with a button for another one."""
    _ = translator(reader.locale)
    given = spread(field, value)
    shown = min(max(field.fewest, len(records_of(value)), 1), field.at_most)
    blocks: list[Block] = []
    for number in range(1, shown + 1):
        blocks.append(section(*_heading(field, number, reader)))
        blocks += [
            draw_input(
                asked,
                given.get(record_part(number, asked.id)),
                reader,
                block=field_block(field.id, record_part(number, asked.id)),
                is_saved=is_saved,
                optional=number > field.fewest or not asked.required,
            )
            for asked in field.fields
        ]
    if shown < field.at_most:
        blocks.append(actions(button(_("Add another"), Action.FORM_ADD, value=field.id)))
    return blocks


def _heading(field: FormField, number: int, reader: Reader) -> list[str]:
    label = brief(say(field.label, reader), _HEADING)
    hint = hint_of(field, reader)
    if number > 1:
        return [f"*{label}* {number}"]
    return [f"*{label}* {number}", brief(hint, 2 * _HEADING)] if hint else [f"*{label}* {number}"]


def _named(option_id: str, label: str) -> Option:
    return Option(id=option_id, label=Text(by_language={"en": label}))
