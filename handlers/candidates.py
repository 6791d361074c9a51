"""Candidates: leaders suggest fellows of their school, who are asked and answer in private (S8)."""

from collections.abc import Sequence

from slack_bolt import Ack, App

from bot.domain import permissions
from bot.domain.candidates import Phone, Suggestion
from bot.domain.networks import Network
from bot.i18n import mark
from handlers import homes
from handlers.blocks import candidates as blocks
from handlers.blocks.ids import Action, Block, Callback, starting
from handlers.commands import Verb, in_network
from handlers.turn import Turn


def show(turn: Turn, network: Network) -> None:
    """Show who is suggested."""
    view = turn.services.candidates.see(turn.actor, network.id)
    turn.show(blocks.candidates_modal(view, turn.reader))


VERBS: Sequence[Verb] = (
    Verb(
        word="suggest",
        hint=mark("Suggests fellows of your school, who are asked in private."),
        run=in_network("suggest", show),
        needs=permissions.Verb.SUGGEST_FELLOWS,
    ),
)


def register(app: App) -> None:
    """Listen to the list, its form, and the answers of those who are asked."""
    app.action(Action.SUGGEST_FELLOW)(ask_whom)
    app.view_submission(Callback.SUGGEST_FELLOW)(suggest)
    app.action(starting(Action.TAKE_BACK_SUGGESTION))(take_back)
    app.action(Action.ACCEPT_SUGGESTION)(accept)
    app.action(Action.DECLINE_SUGGESTION)(decline)


def ask_whom(ack: Ack, turn: Turn) -> None:
    """Ask for one person."""
    ack()
    view = turn.services.candidates.see(turn.actor, turn.number("n"))
    turn.show(blocks.suggest_modal(view, turn.reader))


def suggest(ack: Ack, turn: Turn) -> None:
    """Keep who is suggested, then show the list with them."""
    ack()
    typed = turn.surface.typed
    person, phone = typed.get(Block.PERSON), typed.get(Block.PHONE)
    who = Suggestion(
        slack_id=str(person) if person else None,
        name=str(typed.get(Block.CANDIDATE_NAME) or ""),
        school=str(typed.get(Block.SCHOOL) or ""),
        role=str(typed.get(Block.ROLE) or ""),
        language=str(typed.get(Block.LANGUAGE) or ""),
        phone=Phone(str(phone)) if phone else None,
    )
    view = turn.services.candidates.suggest(turn.actor, turn.number("n"), who)
    turn.show(blocks.candidates_modal(view, turn.reader))


def take_back(ack: Ack, turn: Turn) -> None:
    """Take a suggestion back."""
    ack()
    view = turn.services.candidates.take_back(turn.actor, turn.number("i"))
    turn.show(blocks.candidates_modal(view, turn.reader))


def accept(ack: Ack, turn: Turn) -> None:
    """Let somebody join who says yes."""
    ack()
    came = turn.services.candidates.answer(turn.actor, turn.number("i"), accepts=True)
    turn.redraw(blocks.thanks(came, turn.reader))
    homes.refresh(turn)


def decline(ack: Ack, turn: Turn) -> None:
    """Keep a no."""
    ack()
    came = turn.services.candidates.answer(turn.actor, turn.number("i"), accepts=False)
    turn.redraw(blocks.thanks(came, turn.reader))
