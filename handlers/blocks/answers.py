"""Show the answers of an entry, and read the ones that somebody gave in a form."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.domain.forms import Answers, FieldKind, Form, FormField, Value, shown
from bot.domain.readers import Reader
from bot.domain.visibility import Visibility
from bot.errors import Invalid, InvalidMany
from bot.i18n import Translator, language_of, translator
from handlers.blocks.ids import Action, Block, field_block, field_of
from handlers.blocks.text import brief, quote, say, within
from handlers.blocks.times import day_of

StateValues = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""``state.values`` of a view, as Slack sends it: block_id, then action_id, then the value."""

_QUESTION = 300
_PEOPLE = {FieldKind.MEMBER, FieldKind.MEMBERS}


def render_answers(
    form: Form, answers: Answers, *, reader: Reader, names: Mapping[str, str] | None = None
) -> list[str]:
    """Return questions and answers as mrkdwn lines; a question without an answer is left out.

    ``names`` are the names of the people who were chosen in a field, by Slack id: a mention would
    call them. What does not fit into one message is left out, and a last line says so.
    """
    _ = translator(reader.locale)
    lines, is_whole = within(_lines(form, answers, reader=reader, names=names or {}))
    if not is_whole:
        lines.append(_("_The rest is kept, too; there is no room for it here._"))
    return lines


def _lines(
    form: Form, answers: Answers, *, reader: Reader, names: Mapping[str, str]
) -> Iterator[str]:
    for field in form.fields:
        words = _words(field, answers.get(field.id), reader=reader, names=names)
        if words:
            yield ""
            yield f"*{brief(say(field.label, reader), _QUESTION)}*"
            yield from quote(words)


def _words(field: FormField, value: Value, *, reader: Reader, names: Mapping[str, str]) -> str:
    """Return an answer in words; people by name, dates as dates."""
    _ = translator(reader.locale)
    if value is not None and field.kind in _PEOPLE:
        ids = value if isinstance(value, tuple) else (str(value),)
        return ", ".join(names.get(one, _("a colleague")) for one in ids)
    if field.kind is FieldKind.DATE and isinstance(value, str):
        return day_of(value, reader)
    return shown(field, value, language=language_of(reader.locale))


def read_form(values: StateValues, form: Form) -> dict[str, Value]:
    """Read what stands in the fields of a form; fields of other pages are left out.

    Nothing is checked here: a number is still the text that was typed.
    """
    known = {field.id for field in form.fields}
    read: dict[str, Value] = {}
    for block_id, elements in values.items():
        field_id = field_of(block_id)
        if field_id in known and Action.FORM_FIELD in elements:
            read[str(field_id)] = _value(elements[Action.FORM_FIELD])
    return read


def read_visibility(values: StateValues) -> Visibility | None:
    """Read who may read it, or None on a page that does not ask."""
    element = values.get(Block.VISIBILITY, {}).get(Action.FORM_VISIBILITY, {})
    chosen = _value(element)
    return Visibility(chosen) if isinstance(chosen, str) else None


def _value(element: Mapping[str, Any]) -> Value:
    """Read the value of one element out of the shape that its kind has in Slack."""
    match element:
        case {"selected_options": chosen}:
            return tuple(str(one["value"]) for one in chosen or ())
        case {"selected_users": people}:
            return tuple(str(one) for one in people or ())
        case {"selected_option": {"value": value}}:
            return str(value)
        case {"value": str(text)} | {"selected_date": str(text)} | {"selected_user": str(text)}:
            return text
        case _:
            return None


def render_errors(
    problem: Invalid | InvalidMany, translate: Translator, *, beside: str = Block.VISIBILITY
) -> dict[str, str]:
    """Return Slack's errors of a form: a sentence beside each field.

    A problem without a field stands beside ``beside``, which must be a block_id of the shown page.
    """
    problems = problem.problems if isinstance(problem, InvalidMany) else (problem,)
    return {
        field_block(one.field) if one.field else str(beside): one.tell(translate)
        for one in problems
    }
