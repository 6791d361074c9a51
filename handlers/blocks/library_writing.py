"""Draw everything that can be written at any time, with who will read it (``/rounds write``)."""

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.domain.readers import Reader
from bot.i18n import plural, translator
from bot.services.library_writing import Desk, Writable
from handlers.blocks.ids import Action, Callback, numbered
from handlers.blocks.layout import beside, button, context
from handlers.blocks.modals import modal
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, fit, say
from handlers.blocks.visibility import choice, promise_of

_NAME = 150
_ABOUT = 300


def desk_modal(desk: Desk, reader: Reader) -> View:
    """Draw one row for each form: what it is, who reads it, and the button that opens it."""
    _ = translator(reader.locale)
    small = _("What you begin is kept as you type. You can always choose who may read it.")
    blocks: list[Block] = [context(small)]
    for number, one in enumerate(desk.forms):
        value = pack(n=desk.network.id, f=one.ref.form_id, a=str(one.ref.about))
        title = say(one.form.title, reader)
        write = button(_("Write"), numbered(Action.OPEN_FORM, number), value=value, about=title)
        blocks.append(beside(write, *_lines(one, reader)))
    return modal(
        _("Write"), blocks, callback=Callback.LIBRARY, reader=reader, meta=pack(n=desk.network.id)
    )


def _lines(one: Writable, reader: Reader) -> list[str]:
    """Say what a form is, who will read it, and how often it was written."""
    parts = (say(one.form.title, reader), one.occasion)
    title = brief(": ".join(part for part in parts if part), _NAME)
    about = [fit(say(one.form.about, reader), _ABOUT)] if one.form.about else []
    small = " ".join([_who_reads(one, reader), *_times(one.written, reader)])
    return [f"*{title}*", *about, f"_{small}_"]


def _who_reads(one: Writable, reader: Reader) -> str:
    """Return in few words who reads it unless its author chooses otherwise."""
    if one.form.anonymous:
        return promise_of(one.form, reader)
    _ = translator(reader.locale)
    return _("Who reads it: {readers}.").format(readers=choice(one.form.visibility, reader))


def _times(written: int, reader: Reader) -> list[str]:
    if not written:
        return []
    times = plural(
        "You have written it once.",
        "You have written it {count} times.",
        written,
        locale=reader.locale,
    )
    return [times]
