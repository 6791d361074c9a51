"""Candidates: leaders suggest fellows of their school, who are asked and answer in private (S8)."""

from collections.abc import Sequence

from slack_bolt import Ack, App

from bot.domain import permissions
from bot.domain.candidates import AboutThem, Phone, Suggestion, names_in
from bot.domain.networks import Network
from bot.errors import NotFound
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
    app.view_submission(Callback.ABOUT_CANDIDATE)(say_more)
    app.action(starting(Action.CANDIDATE))(do_with_one)
    app.action(Action.ACCEPT_SUGGESTION)(accept)
    app.action(Action.DECLINE_SUGGESTION)(decline)


def ask_whom(ack: Ack, turn: Turn) -> None:
    """Ask for those who could be fellows."""
    ack()
    view = turn.services.candidates.see(turn.actor, turn.number("n"))
    turn.show(blocks.suggest_modal(view, turn.reader))


def suggest(ack: Ack, turn: Turn) -> None:
    """Keep who is suggested, then show the list with them."""
    ack()
    typed = turn.surface.typed
    people = typed.get(Block.PERSON)
    whom = Suggestion(
        slack_ids=people if isinstance(people, tuple) else (),
        names=names_in(str(typed.get(Block.CANDIDATE_NAME) or "")),
        school=str(typed.get(Block.SCHOOL) or ""),
        about=_about(turn),
    )
    view = turn.services.suggesting.suggest(turn.actor, turn.number("n"), whom)
    turn.show(blocks.candidates_modal(view, turn.reader))


def do_with_one(ack: Ack, turn: Turn) -> None:
    """Do with somebody suggested what the menu beside their name offers."""
    ack()
    what, _, number = str(turn.surface.chosen).partition("/")
    if not number.isdecimal():
        raise NotFound
    if what == blocks.TAKE_BACK:
        view = turn.services.candidates.take_back(turn.actor, int(number))
        turn.show(blocks.candidates_modal(view, turn.reader))
        return
    view, candidate = turn.services.suggesting.to_change(turn.actor, int(number))
    turn.show(blocks.about_modal(view, candidate, turn.reader))


def say_more(ack: Ack, turn: Turn) -> None:
    """Keep what is known of somebody, and who they are, then show the list."""
    ack()
    person = turn.surface.typed.get(Block.PERSON)
    view = turn.services.suggesting.change(
        turn.actor, turn.number("i"), _about(turn), slack_id=str(person) if person else None
    )
    turn.show(blocks.candidates_modal(view, turn.reader))


def _about(turn: Turn) -> AboutThem:
    typed = turn.surface.typed
    phone = typed.get(Block.PHONE)
    return AboutThem(
        role=str(typed.get(Block.ROLE) or ""),
        language=str(typed.get(Block.LANGUAGE) or ""),
        phone=Phone(str(phone)) if phone else None,
    )


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
