"""Draw who was at a gathering: the boxes for whoever marks it, and what was kept."""

from slack_sdk.models.blocks import Block, CheckboxesElement
from slack_sdk.models.views import View

from bot.domain.gatherings import Invitation, Presence, Rsvp
from bot.domain.readers import Reader
from bot.i18n import translator
from bot.services.gatherings import Attendance
from handlers.blocks.ids import Action, Callback
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import context, section
from handlers.blocks.modals import asked, modal, options_of
from handlers.blocks.packing import pack
from handlers.blocks.text import brief

_TITLE = 150
_MOST_BOXES = 10


def presence_modal(attendance: Attendance, reader: Reader) -> View:
    """Ask who was there; those who said so themselves, or else who meant to come, are ticked."""
    _ = translator(reader.locale)
    known = any(row and row.presence for _member, row in attendance.rows)
    rows = attendance.rows
    groups = [rows[at : at + _MOST_BOXES] for at in range(0, len(rows), _MOST_BOXES)]
    blocks: list[Block] = [section(f"*{brief(attendance.gathering.title, _TITLE)}*")]
    for number, group in enumerate(groups):
        options = options_of({str(member.person_id): member.name for member, _row in group})
        there = {str(member.person_id) for member, row in group if _was_there(row, known=known)}
        boxes = CheckboxesElement(
            action_id=Action.ANSWER,
            options=options,
            initial_options=[one for one in options if one.value in there] or None,
        )
        label = _("Who was there?") if number == 0 else _("And further")
        blocks.append(asked(f"{BlockId.PRESENCE}:{number}", label, boxes, optional=True))
    blocks.append(context(_("Only you and your co-facilitators see this; never the channel.")))
    return modal(
        _("Attendance"),
        blocks,
        callback=Callback.PRESENCE,
        reader=reader,
        submit=_("Save"),
        meta=pack(n=attendance.network.id, g=attendance.gathering.id),
    )


def marked(attendance: Attendance, reader: Reader) -> str:
    """Say how many were there."""
    _ = translator(reader.locale)
    there = sum(_was_there(row, known=True) for _member, row in attendance.rows)
    return _("Kept: {there} of {invited} were there.").format(
        there=there, invited=len(attendance.rows)
    )


def _was_there(row: Invitation | None, *, known: bool) -> bool:
    if row is None:
        return False
    if known:
        return row.presence in {Presence.PRESENT, Presence.LATE}
    return row.rsvp is Rsvp.YES
