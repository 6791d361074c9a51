"""Preparing: read what others prepared for a gathering; writing it is a form like any other."""

from slack_bolt import Ack, App

from handlers.blocks import preparing as blocks
from handlers.blocks.ids import Action, starting
from handlers.turn import Turn


def register(app: App) -> None:
    """Listen to the button on a gathering's page."""
    app.action(starting(Action.SEE_PREPARED))(see_prepared)


def see_prepared(ack: Ack, turn: Turn) -> None:
    """Show what members prepared, as far as this person may read it."""
    ack()
    view = turn.services.preparations.read(turn.actor, turn.number("g"))
    turn.show(blocks.prepared_modal(view, turn.reader))
