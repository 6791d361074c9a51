"""Figures: what the network has done so far, with pictures where Slack can draw them."""

from collections.abc import Sequence

from slack_bolt import App

from bot.domain import permissions
from bot.domain.networks import Network
from bot.i18n import mark
from handlers.blocks import figures as blocks
from handlers.blocks.figures_pictures import pictures
from handlers.commands import Verb, in_network
from handlers.turn import Turn


def show(turn: Turn, network: Network) -> None:
    """Show the figures of a network."""
    view = turn.services.figures.see(turn.actor, network.id)
    drawn = blocks.page(view, turn.reader, pictures=pictures(view, turn.reader))
    turn.surface.picture(drawn, otherwise=blocks.page(view, turn.reader), reader=turn.reader)


VERBS: Sequence[Verb] = (
    Verb(
        word="progress",
        hint=mark("Shows in numbers what your network has done, and names nobody."),
        run=in_network("progress", show),
        needs=permissions.Verb.SEE_FIGURES,
    ),
)


def register(_app: App) -> None:
    """Listen to nothing more: its buttons stand for verbs."""
