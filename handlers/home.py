"""Home, and the bare command: what is next for whoever looks."""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_bolt import App

from bot.domain import permissions
from bot.i18n import mark
from handlers import homes
from handlers.blocks.home import today
from handlers.commands import Verb
from handlers.turn import Turn


def show_today(turn: Turn) -> None:
    """Show the one thing that is next."""
    turn.tell(today(turn.services.home.see(turn.actor), turn.reader))


VERBS: Sequence[Verb] = (
    Verb(
        word="",
        hint=mark("Shows what is next for you."),
        run=show_today,
        needs=permissions.Verb.SEE_HOME,
    ),
)


def register(app: App) -> None:
    """Listen to Home being opened."""
    app.event("app_home_opened")(open_home)


def open_home(turn: Turn, event: Mapping[str, Any]) -> None:
    """Draw Home as it is now; the Messages tab of the app opens it, too, and needs nothing."""
    if event.get("tab") == "home":
        turn.services.home.opened(turn.actor)
        homes.publish(turn)
