"""Show the answers of an entry, and read the ones that somebody gave in a form."""

from collections.abc import Iterator, Mapping
from datetime import time
from typing import Any

from bot.domain.attachments import file_of, files_in, is_kept, named
from bot.domain.fields import Record, Simple
from bot.domain.forms import Answers, FieldKind, Form, FormField, Value
from bot.domain.parts import gathered, records_of
from bot.domain.readers import Reader
from bot.domain.telling import Telling, shown
from bot.domain.visibility import Visibility
from bot.errors import Invalid, InvalidMany
from bot.i18n import Translator, language_of, translator
from handlers.blocks.ids import Action, Block, field_block, field_of
from handlers.blocks.text import brief, escape, quote, say, within
from handlers.blocks.times import clock, day_of

StateValues = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""``state.values`` of a view, as Slack sends it: block_id, then action_id, then the value."""

_QUESTION = 300
_ADDRESS = 2000


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
    telling = _telling(reader, names)
    for field in form.fields:
        value, language = answers.get(field.id), language_of(reader.locale)
        words = shown(field, value, language=language, telling=telling)
        if words:
            yield ""
            yield f"*{brief(say(field.label, reader), _QUESTION)}*"
            if field.kind is FieldKind.FILE:
                yield from (_linked(one) for one in records_of(value))
            else:
                yield from _quoted(field, words)


def _quoted(field: FormField, words: str) -> list[str]:
    """Return an answer as a quotation; the address of a page can be followed."""
    if field.kind is FieldKind.LINK and len(words) <= _ADDRESS:
        return [f"&gt; <{escape(words)}>"]
    return quote(words)


def _linked(file: Record) -> str:
    """Return a file as a quotation that leads to it; Slack decides who can open it."""
    link, name = str(file.get("link") or ""), brief(named(file), _QUESTION)
    can_follow = link.startswith(("https://", "http://"))
    return "&gt; " + " ".join(filter(None, (name, f"<{escape(link)}>" if can_follow else "")))


def _telling(reader: Reader, names: Mapping[str, str]) -> Telling:
    """Say people by name, days and times as this person writes them."""
    _ = translator(reader.locale)
    return {
        FieldKind.MEMBER: lambda person: names.get(person, _("a colleague")),
        FieldKind.MEMBERS: lambda person: names.get(person, _("a colleague")),
        FieldKind.DATE: lambda text: day_of(text, reader),
        FieldKind.TIME: lambda text: _clock_of(text, reader),
    }


def _clock_of(text: str, reader: Reader) -> str:
    """Return a time of day in words; what is none is returned as it is."""
    try:
        return clock(time.fromisoformat(text), reader)
    except ValueError:
        return text


def read_form(values: StateValues, form: Form) -> dict[str, Value]:
    """Read what stands in the fields of a form; fields of other pages are left out.

    Nothing is checked here: a number is still the text that was typed. Files that were put in
    before stand in no field; where they stay, the question is left out.
    """
    parts: dict[str, dict[str, Any]] = {}
    for block_id, elements in values.items():
        field_id, _, part = (field_of(block_id) or "").partition("/")
        if Action.FORM_FIELD in elements:
            parts.setdefault(field_id, {})[part] = _value(elements[Action.FORM_FIELD])
    there = [one for one in form.fields if one.id in parts and not is_kept(parts[one.id])]
    return {one.id: _gathered(one, parts[one.id]) for one in there}


def _gathered(field: FormField, parts: Mapping[str, Any]) -> Value:
    return files_in(parts) if field.kind is FieldKind.FILE else gathered(field, parts)


def read_visibility(values: StateValues) -> Visibility | None:
    """Read who may read it, or None on a page that does not ask."""
    element = values.get(Block.VISIBILITY, {}).get(Action.FORM_VISIBILITY, {})
    chosen = _value(element)
    return Visibility(chosen) if isinstance(chosen, str) else None


def _value(element: Mapping[str, Any]) -> Simple | tuple[Record, ...]:
    """Read the value of one element out of the shape that its kind has in Slack."""
    match element:
        case {"files": files}:
            return tuple(file_of(one) for one in files or ())
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
        ):
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
