"""Nudges: a facilitator writes, looks at what goes to whom, sends, and can take it back."""

import secrets
from collections.abc import Sequence

from slack_bolt import Ack, App

from bot.domain import permissions
from bot.domain.networks import Network
from bot.i18n import mark
from bot.services.nudges import Missing
from handlers.blocks import nudges as blocks
from handlers.blocks.ids import Action, Block, Callback
from handlers.blocks.modals import notice, said
from handlers.commands import Verb, in_network
from handlers.turn import Turn


def write(turn: Turn, network: Network) -> None:
    """Ask for the words and for whom they are."""
    recent = turn.services.nudges.begin(turn.actor, network.id)
    turn.show(blocks.nudge_modal(network, turn.reader, recent=recent))


VERBS: Sequence[Verb] = (
    Verb(
        word="nudge",
        hint=mark("Writes to all members, or to those who have not done a thing."),
        run=in_network("nudge", write),
        needs=permissions.Verb.NUDGE,
    ),
)


def register(app: App) -> None:
    """Listen to the modals of a nudge."""
    app.view_submission(Callback.NUDGE)(preview)
    app.action(Action.REWRITE_NUDGE)(rewrite)
    app.view_submission(Callback.NUDGE_PREVIEW)(send)
    app.action(Action.UNDO_NUDGE)(undo)


def preview(ack: Ack, turn: Turn) -> None:
    """Show what would be sent to whom."""
    ack()
    typed = turn.surface.typed
    found = turn.services.nudges.preview(
        turn.actor,
        turn.number("n"),
        text=str(typed[Block.WORDS] or ""),
        missing=Missing(str(typed[Block.AUDIENCE])),
    )
    turn.show(blocks.preview_modal(found, turn.reader, token=secrets.token_hex(8)))


def rewrite(ack: Ack, turn: Turn) -> None:
    """Go back to the words."""
    ack()
    network = turn.services.networks.get(turn.actor, turn.number("n"))
    missing = Missing(turn.text("k"))
    turn.show(blocks.nudge_modal(network, turn.reader, text=turn.surface.rest, missing=missing))


def send(ack: Ack, turn: Turn) -> None:
    """Send what was looked at."""
    ack()
    network_id, token = turn.number("n"), turn.text("t")
    count = turn.services.nudges.send(
        turn.actor,
        network_id,
        text=turn.surface.rest,
        missing=Missing(turn.text("k")),
        token=token,
    )
    turn.show(blocks.sent(count, network_id, token, turn.reader))


def undo(ack: Ack, turn: Turn) -> None:
    """Take a nudge back."""
    ack()
    turn.services.nudges.undo(turn.actor, turn.number("n"), turn.text("t"))
    turn.show(
        notice(said(turn.translate("It is taken back. Nobody is left with it.")), turn.reader)
    )
