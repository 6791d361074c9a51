"""One's own page: goal, partners, next steps, what was written; for nobody else's eyes (S82)."""

from collections.abc import Sequence

from slack_bolt import Ack, App
from slack_sdk.models.views import View

from bot.domain import permissions
from bot.domain.networks import Network
from bot.i18n import mark
from handlers.blocks import portfolio as blocks
from handlers.blocks.entries import entry_modal
from handlers.blocks.ids import Action, starting
from handlers.blocks.modals import notice, said
from handlers.commands import Verb, in_network
from handlers.turn import Turn


def show(turn: Turn, network: Network) -> None:
    """Show somebody's own page."""
    own = turn.services.portfolios.see(turn.actor, network.id)
    turn.show(blocks.portfolio_modal(own, turn.reader))


VERBS: Sequence[Verb] = (
    Verb(
        word="me",
        hint=mark("Shows your own page: goal, partners, next steps, all you wrote."),
        run=in_network("me", show),
        needs=permissions.Verb.SEE_OWN_PORTFOLIO,
    ),
)


def register(app: App) -> None:
    """Listen to the menus and buttons of the page."""
    app.action(starting(Action.OPEN_PORTFOLIO))(open_portfolio)
    app.action(Action.OPEN_OWN_ENTRY)(open_entry)
    app.action(Action.COPY_PORTFOLIO)(copy)


def open_portfolio(ack: Ack, turn: Turn) -> None:
    """Show the page from a button."""
    ack()
    in_network("me", show)(turn)


def open_entry(ack: Ack, turn: Turn) -> None:
    """Open a text from the menu, to read, change or take back."""
    ack()
    view = turn.services.entries.see(turn.actor, turn.surface.chosen_number)
    turn.show(entry_modal(view, turn.reader))


def copy(ack: Ack, turn: Turn) -> None:
    """Send the page as a file of text, privately; uploading takes seconds."""
    ack()
    own = turn.services.portfolios.see(turn.actor, turn.number("n"))
    text = blocks.as_text(own, turn.reader)
    turn.afterwards(lambda: _sent(turn, name=f"{own.network.key}.txt", text=text))


def _sent(turn: Turn, *, name: str, text: str) -> View:
    client, told = turn.surface.client, blocks.sent(turn.reader)
    opened = client.conversations_open(users=[turn.actor.person.slack_id])
    client.files_upload_v2(
        channel=opened["channel"]["id"],
        initial_comment=told,
        filename=name,
        title=name,
        content=text,
    )
    return notice(said(told), turn.reader)
