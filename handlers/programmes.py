"""The programme of a network: what it follows, what a newer version would change, the move."""

from collections.abc import Sequence

from slack_bolt import Ack, App

from bot.domain import permissions
from bot.domain.networks import Network
from bot.i18n import mark
from handlers import homes
from handlers.blocks import programmes as blocks
from handlers.blocks.ids import Action
from handlers.commands import Verb, in_network
from handlers.turn import Turn


def show(turn: Turn, network: Network) -> None:
    """Show which programme a network follows, and whether there is a newer version."""
    view = turn.services.programmes.see(turn.actor, network.id)
    turn.show(blocks.programme_modal(view, turn.reader))


VERBS: Sequence[Verb] = (
    Verb(
        word="programme",
        hint=mark("Shows the programme's version, and what a newer one would change."),
        run=in_network("programme", show),
        needs=permissions.Verb.MOVE_PROGRAMME,
    ),
)


def register(app: App) -> None:
    """Listen to the button that moves a network to the newer version."""
    app.action(Action.MOVE_PROGRAMME)(move)


def move(ack: Ack, turn: Turn) -> None:
    """Let the network follow the newer version, as it was shown."""
    ack()
    view = turn.services.programmes.move(turn.actor, turn.number("n"), seen=turn.text("t"))
    turn.show(blocks.programme_modal(view, turn.reader))
    homes.refresh(turn)
