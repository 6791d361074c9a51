"""Privacy: what is kept of somebody, who sees it, how to have it erased (S93)."""

from collections.abc import Sequence

from slack_bolt import App

from bot.domain import permissions
from bot.i18n import mark
from handlers.blocks.privacy import notice_page
from handlers.commands import Verb
from handlers.turn import Turn


def show(turn: Turn) -> None:
    """Show the privacy notice with this person's own numbers."""
    privacy = turn.services.people.privacy(turn.actor)
    turn.tell(notice_page(privacy, turn.reader))


VERBS: Sequence[Verb] = (
    Verb(
        word="privacy",
        hint=mark("Shows what I keep of you, and who sees it."),
        run=show,
        needs=permissions.Verb.SEE_PRIVACY,
    ),
)


def register(_app: App) -> None:
    """Listen to nothing more: the notice is a verb, and its buttons run that."""
