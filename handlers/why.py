"""Why: what came to somebody and what did not, and the rule behind it."""

from collections.abc import Sequence

from slack_bolt import Ack, App

from bot.domain import permissions
from bot.i18n import mark
from handlers.blocks import why as blocks
from handlers.blocks.ids import Action, starting
from handlers.blocks.modals import notice
from handlers.commands import Verb
from handlers.turn import Turn


def show_latest(turn: Turn) -> None:
    """Show what came lately and what did not."""
    turn.tell(blocks.latest(turn.services.why.latest(turn.actor), turn.reader))


VERBS: Sequence[Verb] = (
    Verb(
        word="why",
        hint=mark("Says why something came to you, or did not."),
        run=show_latest,
        needs=permissions.Verb.SEE_WHY,
    ),
)


def register(app: App) -> None:
    """Listen to the small button of every prompt."""
    app.action(starting(Action.WHY))(explain)


def explain(ack: Ack, turn: Turn) -> None:
    """Say why one thing came, or did not."""
    ack()
    explained = turn.services.why.one(turn.actor, turn.number("w"))
    look = blocks.explanation(explained, turn.reader)
    turn.show(notice(look, turn.reader, title=turn.translate("Why this?")))
