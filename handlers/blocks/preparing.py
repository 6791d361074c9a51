"""Draw what a gathering asks for beforehand, and what others prepared and shared (S57, S82)."""

from slack_sdk.models.blocks import Block, ButtonElement, DividerBlock
from slack_sdk.models.views import View

from bot.domain.entries import FormRef
from bot.domain.forms import Form
from bot.domain.gatherings import Gathering
from bot.domain.readers import Reader
from bot.i18n import plural, translator
from bot.services.prepared import PreparedView
from bot.services.preparing import Preparation
from handlers.blocks.answers import render_answers
from handlers.blocks.ids import Action
from handlers.blocks.layout import Look, actions, button, section
from handlers.blocks.messages_partners import described
from handlers.blocks.modals import notice
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, say, trim
from handlers.blocks.visibility import promise_of

_TITLE = 150
_ANSWERS = 1500
_MOST = 30


def prepare_button(form: Form, ref: FormRef, reader: Reader) -> ButtonElement:
    """Return the button that opens what is asked for before a gathering."""
    _ = translator(reader.locale)
    label = _("Prepare: {title}").format(title=say(form.title, reader))
    value = pack(n=ref.network_id, f=ref.form_id, a=str(ref.about))
    return button(label, Action.OPEN_FORM, value=value)


def preparing(preparation: Preparation | None, gathering: Gathering, reader: Reader) -> list[Block]:
    """Draw on a gathering's page what it asks for, and the way to what others prepared."""
    if preparation is None:
        return []
    _ = translator(reader.locale)
    form = preparation.form
    line = _("*To prepare:* {title}").format(title=brief(say(form.title, reader), _TITLE))
    notes = [promise_of(form, reader)] if preparation.is_asked else []
    if preparation.is_written:
        notes = [_("You have written it. Thank you.")]
    buttons: list[ButtonElement] = []
    if preparation.is_asked:
        buttons.append(prepare_button(form, preparation.ref, reader))
    if preparation.readable:
        value = pack(n=gathering.network_id, g=gathering.id)
        read = _read(preparation.readable, reader)
        buttons.append(button(read, Action.SEE_PREPARED, value=value))
    blocks: list[Block] = [section(line, *notes)]
    return [*blocks, actions(*buttons)] if buttons else blocks


def prepared_modal(view: PreparedView, reader: Reader) -> View:
    """Show what members prepared for a gathering and share with whoever reads here."""
    _ = translator(reader.locale)
    title = brief(view.gathering.title, _TITLE)
    if not view.found:
        empty = _("Nothing is shared with you yet.")
        look = Look(text=empty, blocks=[section(f"*{title}*", empty)])
        return notice(look, reader, title=_("Prepared"))
    blocks: list[Block] = [section(f"*{title}*")]
    for one in view.found[:_MOST]:
        answers = render_answers(one.form, one.entry.answers, reader=reader)
        words = trim("\n".join(answers).strip(), _ANSWERS)
        blocks += [DividerBlock(), section(described(one.author), words)]
    return notice(Look(text=title, blocks=blocks), reader, title=_("Prepared"))


def _read(count: int, reader: Reader) -> str:
    return plural(
        "Read what {count} person prepared",
        "Read what {count} people prepared",
        count,
        locale=reader.locale,
    )
