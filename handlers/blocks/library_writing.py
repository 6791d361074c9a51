"""Draw everything that can be written at any time, with who will read it (``/rounds write``)."""

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.domain.readers import Reader
from bot.i18n import plural, translator
from bot.services.library_writing import Desk, Writable
from handlers.blocks.ids import Action, Callback, numbered, pack
from handlers.blocks.layout import beside, button, context
from handlers.blocks.modals import modal
from handlers.blocks.text import brief, fit, say
from handlers.blocks.visibility import promise_of

_NAME = 150
_ABOUT = 300


def desk_modal(desk: Desk, reader: Reader) -> View:
    """Draw one row for each form: what it is, who reads it, and the button that opens it."""
    _ = translator(reader.locale)
    blocks: list[Block] = [context(_("What you begin is kept as you type. Take your time."))]
    for number, one in enumerate(desk.forms):
        value = pack(n=desk.network.id, f=one.ref.form_id, a=str(one.ref.about))
        write = button(_("Write"), numbered(Action.OPEN_FORM, number), value=value)
        blocks += [beside(write, *_lines(one, reader)), context(*_small(one, reader))]
    return modal(
        _("Write"), blocks, callback=Callback.LIBRARY, reader=reader, meta=pack(n=desk.network.id)
    )


def _lines(one: Writable, reader: Reader) -> list[str]:
    parts = (say(one.form.title, reader), one.occasion)
    title = brief(": ".join(part for part in parts if part), _NAME)
    about = [fit(say(one.form.about, reader), _ABOUT)] if one.form.about else []
    return [f"*{title}*", *about]


def _small(one: Writable, reader: Reader) -> list[str]:
    """Say who will read it, and how often it was written."""
    promised = promise_of(one.form, reader)
    if not one.written:
        return [promised]
    times = plural(
        "You have written it once.",
        "You have written it {count} times.",
        one.written,
        locale=reader.locale,
    )
    return [promised, times]
