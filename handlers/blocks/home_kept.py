"""Draw in Home what was not said one by one, and what somebody is not asked at present."""

from slack_sdk.models.blocks import Block, DividerBlock

from bot.domain.readers import Reader
from bot.i18n import translator
from bot.services.home import HomeView
from bot.services.preferences import Resting
from handlers.blocks.ids import Action, numbered
from handlers.blocks.layout import beside, button, context, section
from handlers.blocks.messages_kept import kept_row
from handlers.blocks.packing import pack
from handlers.blocks.text import brief
from handlers.blocks.times import day

_MOST = 8
_NAME = 150


def kept_for_you(home: HomeView, reader: Reader) -> list[Block]:
    """List what was held back and is still open, the newest, with why it was held.

    Where one reason holds for all it is said once.
    """
    if not home.kept:
        return []
    _ = translator(reader.locale)
    several, shown = len(home.networks) > 1, home.kept[-_MOST:]
    reasons = {one.why for one in home.kept}
    blocks: list[Block] = [DividerBlock(), section(_("*What I kept for you*"))]
    if len(reasons) == 1:
        blocks.append(context(_(shown[0].why.value)))
    for number, one in enumerate(shown):
        notes = [f"_{_(one.why.value)}_"] if len(reasons) > 1 else []
        blocks.append(kept_row(one.message, reader, number=number, named=several, notes=notes))
    if len(home.kept) > _MOST:
        blocks.append(context(_("Older things are kept, too; these are the newest.")))
    return blocks


def not_asked(home: HomeView, reader: Reader) -> list[Block]:
    """List what somebody is not asked at present, with the way back."""
    return [_resting(one, number, reader) for number, one in enumerate(home.resting)]


def _resting(one: Resting, number: int, reader: Reader) -> Block:
    _ = translator(reader.locale)
    name = brief(one.name, _NAME)
    line = _("I do not ask you for *{name}*.").format(name=name)
    if one.silence.until is not None:
        line = _("I do not ask you for *{name}* before {day}.").format(
            name=name, day=day(one.silence.until, reader)
        )
    value = pack(n=one.silence.network_id, k=one.silence.prompt)
    return beside(
        button(_("Start asking again"), numbered(Action.ASK_ON, number), value=value), line
    )
