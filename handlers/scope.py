"""Scope: what the year is about, as a table where Slack can draw one."""

from collections.abc import Sequence

from slack_bolt import App

from bot.domain import permissions
from bot.domain.networks import Network
from bot.i18n import mark
from handlers.blocks import scope as blocks
from handlers.commands import Verb, in_network
from handlers.turn import Turn


def show(turn: Turn, network: Network) -> None:
    """Show the year of a network."""
    view = turn.services.scope.see(turn.actor, network.id)
    drawn = blocks.page(view, turn.reader, as_table=True)
    plain = blocks.page(view, turn.reader, as_table=False)
    turn.surface.picture(drawn, otherwise=plain, reader=turn.reader)


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
