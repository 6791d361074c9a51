"""Draw a nudge before it is sent: the words, the exact recipients, and the way back."""

from slack_sdk.models.blocks import Block, ButtonElement, ConfirmObject
from slack_sdk.models.views import View

from bot.domain.networks import Network
from bot.domain.nudges import Recipient
from bot.domain.readers import Reader
from bot.i18n import plural, translator
from bot.services.nudges import Missing, Preview, Recent
from handlers.blocks.ids import Action, Callback, pack
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import (
    Look,
    actions,
    button,
    context,
    mrkdwn,
    plain,
    section,
    sections,
)
from handlers.blocks.modals import modal, notice, select_input, text_input
from handlers.blocks.text import brief, quote
from handlers.blocks.times import spoken

_NAME = 100
_TEXT = 1500
_MOST_NAMES = 60
_RECENT = 300


def nudge_modal(
    network: Network,
    reader: Reader,
    *,
    text: str | None = None,
    missing: Missing = Missing.NOTHING,
    recent: Recent | None = None,
) -> View:
    """Ask for the words and for whom they are; the last ones can be taken back for a while."""
    _ = translator(reader.locale)
    audience = {
        Missing.NOTHING: _("Everybody in the network"),
        Missing.STEP: _("Who has not answered the current step"),
        Missing.CHECKIN: _("Who has not checked in"),
        Missing.RSVP: _("Who has not said whether they come"),
        Missing.REFLECTION: _("Who has not reflected on the last gathering"),
    }
    small = _("Each gets it privately, at their own hour. You see everything before it is sent.")
    return modal(
        _("Write to members"),
        [
            text_input(BlockId.WORDS, _("Your words"), value=text, lines=True, most=_TEXT),
            select_input(
                BlockId.AUDIENCE,
                _("For whom"),
                {key.value: words for key, words in audience.items()},
                chosen=missing.value,
            ),
            context(brief(network.name, _NAME), small),
            *(_recently(recent, network.id, reader) if recent is not None else ()),
        ],
        callback=Callback.NUDGE,
        reader=reader,
        submit=_("Look at it first"),
        meta=pack(n=network.id),
    )


def preview_modal(preview: Preview, reader: Reader, *, token: str) -> View:
    """Show exactly what is sent to whom and when, and who is left out and why.

    The words travel on in the modal itself, below the packed first line.
    """
    _ = translator(reader.locale)
    reached = preview.reached
    left = [one for one in preview.recipients if one.left_out is not None]
    count = plural(
        "{count} person gets it:",
        "{count} people get it:",
        len(reached),
        locale=reader.locale,
    )
    nobody = _("Nobody would get it: everybody in question has done it or is left out.")
    blocks: list[Block] = [
        section(_("*These words*")),
        *sections(quote(preview.text)),
        section(f"*{count}*" if reached else nobody),
        *sections([_arrival(one, preview.network) for one in reached[:_MOST_NAMES]]),
    ]
    if left:
        blocks.append(section(_("*Left out*")))
        blocks += sections([_reason(one, reader) for one in left[:_MOST_NAMES]])
    blocks.append(actions(button(_("Change the words"), Action.REWRITE_NUDGE)))
    head = pack(n=preview.network.id, k=preview.missing.value, t=token)
    return modal(
        _("Before it is sent"),
        blocks,
        callback=Callback.NUDGE_PREVIEW,
        reader=reader,
        submit=_("Send it") if reached else None,
        meta=f"{head}\n{preview.text}",
    )


def sent(count: int, network_id: int, token: str, reader: Reader) -> View:
    """Say that it is on its way, and offer to take it back."""
    _ = translator(reader.locale)
    line = plural(
        "It is on its way to {count} person.",
        "It is on its way to {count} people.",
        count,
        locale=reader.locale,
    )
    small = _("You can take it back within ten minutes.")
    undo = _undo_button(network_id, token, reader)
    look = Look(text=line, blocks=[section(line), context(small), actions(undo)])
    return notice(look, reader, title=_("On its way"))


def _recently(recent: Recent, network_id: int, reader: Reader) -> list[Block]:
    """Show the nudge of the last minutes, with the way to take it back."""
    _ = translator(reader.locale)
    line = plural(
        "*Just sent* to {count} person:",
        "*Just sent* to {count} people:",
        recent.count,
        locale=reader.locale,
    )
    words = sections([line, *quote(recent.text, budget=_RECENT)])
    return [*words, actions(_undo_button(network_id, recent.token, reader))]


def _undo_button(network_id: int, token: str, reader: Reader) -> ButtonElement:
    _ = translator(reader.locale)
    return button(
        _("Take it back"),
        Action.UNDO_NUDGE,
        value=pack(n=network_id, t=token),
        style="danger",
        confirm=ConfirmObject(
            title=plain(_("Take your words back?"), 100),
            text=mrkdwn(_("What waits is dropped, and what was sent is deleted for everybody.")),
            confirm=plain(_("Take it back"), 30),
            deny=plain(_("Leave it"), 30),
        ),
    )


def _arrival(recipient: Recipient, network: Network) -> str:
    """Return who gets it and when, on the recipient's own clock, which is named."""
    zone = recipient.person.rhythm(network.rhythm).zone
    moment = spoken(recipient.due_at, Reader(locale=None, zone=zone))
    return f"• {brief(recipient.person.name, _NAME)}: {moment}"


def _reason(recipient: Recipient, reader: Reader) -> str:
    _ = translator(reader.locale)
    why = _(recipient.left_out.value) if recipient.left_out is not None else ""
    return f"• {brief(recipient.person.name, _NAME)}: {why}"
