"""Answers on paper: typed in for their authors, one by one or as a table."""

from collections.abc import Sequence
from datetime import date

from slack_bolt import Ack, App
from slack_sdk.models.views import View

from bot.domain import permissions
from bot.domain.networks import Network
from bot.errors import NotFound
from bot.i18n import mark
from handlers import files, forms, homes
from handlers.blocks import papers as blocks
from handlers.blocks.ids import Action, Block, Callback, starting
from handlers.commands import Verb, in_network
from handlers.turn import Turn


def show(turn: Turn, network: Network) -> None:
    """Ask whose paper it is."""
    view = turn.services.papers.begin(turn.actor, network.id)
    turn.show(blocks.paper_modal(view, turn.reader))


VERBS: Sequence[Verb] = (
    Verb(
        word="paper",
        hint=mark("Enters an answer that somebody gave on paper."),
        run=in_network("paper", show),
        needs=permissions.Verb.ENTER_PAPER,
    ),
)


def register(app: App) -> None:
    """Listen to the buttons and modals of papers."""
    app.action(starting(Action.ENTER_PAPER))(enter_paper)
    app.view_submission(Callback.PAPER)(open_paper)
    app.action(Action.LOAD_PAPERS)(ask_table)
    app.view_submission(Callback.LOAD_PAPERS)(load)
    app.action(Action.UNLOAD_PAPERS)(unload)


def enter_paper(ack: Ack, turn: Turn) -> None:
    """Ask whose paper it is, from a button."""
    ack()
    in_network("paper", show)(turn)


def open_paper(ack: Ack, turn: Turn) -> None:
    """Open the form in which a paper is typed."""
    ack()
    typed = turn.surface.typed
    person = str(typed[Block.PERSON])
    if not person.isdecimal():
        raise NotFound
    ref = turn.services.papers.form(
        turn.actor,
        turn.number("n"),
        person_id=int(person),
        form_id=str(typed[Block.PAPER_FORM]),
        given_on=date.fromisoformat(str(typed[Block.GIVEN_ON])),
    )
    forms.open_form(turn, ref)


def ask_table(ack: Ack, turn: Turn) -> None:
    """Ask for a table, with the columns of the form that is chosen."""
    ack()
    view = turn.services.papers.begin(turn.actor, turn.number("n"))
    chosen = turn.surface.typed.get(Block.PAPER_FORM) if turn.surface.view.get("state") else None
    form = next((one for one in view.forms if one.id == chosen), None)
    takes_files = files.takes_files(turn)
    turn.show(blocks.load_modal(view, form, turn.reader, takes_files=takes_files))


def load(ack: Ack, turn: Turn) -> None:
    """Load a table; fetching a file takes a moment."""
    ack()
    turn.services.papers.begin(turn.actor, turn.number("n"))
    files.demand_given(turn, Block.PAPERS_TEXT)
    turn.afterwards(lambda: _loaded(turn))


def unload(ack: Ack, turn: Turn) -> None:
    """Take back what was loaded just now."""
    ack()
    first, last = turn.span("x")
    count = turn.services.papers.unload(turn.actor, turn.number("n"), first=first, last=last)
    turn.redraw(blocks.unloaded(count, turn.reader))
    homes.refresh(turn)


def _loaded(turn: Turn) -> View:
    papers, network_id = turn.services.papers, turn.number("n")
    given = files.given(turn, Block.PAPERS_TEXT)
    results = [papers.load(turn.actor, network_id, one.text) for one in given]
    homes.refresh(turn)
    return blocks.loaded(results, turn.reader)
