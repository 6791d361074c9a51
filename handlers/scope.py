"""Scope: what the year is about, month by month; as a table for those who ask for one."""

from collections.abc import Sequence

from slack_bolt import App

from bot.domain import permissions
from bot.domain.networks import Network
from bot.i18n import mark
from handlers.blocks import scope as blocks
from handlers.commands import Verb, in_network
from handlers.turn import Turn


def show(turn: Turn, network: Network) -> None:
    """Show the months that are next; at a press the whole year, or its table."""
    view, reader = turn.services.scope.see(turn.actor, network.id), turn.reader
    match turn.text("s"):
        case blocks.WHOLE:
            turn.show(blocks.whole_modal(view, reader))
        case blocks.TABLE:
            whole = blocks.whole(view, reader)
            turn.surface.picture(blocks.as_table(view, reader), otherwise=whole, reader=reader)
        case _:
            turn.tell(blocks.soon(view, reader, takes_tables=not turn.surface.view))


VERBS: Sequence[Verb] = (
    Verb(
        word="scope",
        hint=mark("Shows the year by month: what it is about, for whom, and where a gap is."),
        run=in_network("scope", show),
        needs=permissions.Verb.SEE_GATHERINGS,
    ),
)


def register(_app: App) -> None:
    """Listen to nothing more: its buttons stand for verbs."""
