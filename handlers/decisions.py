"""Decisions: what a network proposes, votes on and adopts (S28, S30, S58, S59)."""

from collections.abc import Sequence

from slack_bolt import Ack, App

from bot.domain import permissions
from bot.domain.networks import Network
from bot.domain.offers import Part
from bot.errors import NotFound
from bot.i18n import mark
from bot.services.decisions import DecisionView
from handlers import forms, homes
from handlers.blocks import decisions as blocks
from handlers.blocks import sorting, votes
from handlers.blocks.ids import Action, Block, Callback, starting
from handlers.commands import Verb, in_network
from handlers.turn import Turn

_MOST_PLACES = 5


def show(turn: Turn, network: Network) -> None:
    """Show what a network decides."""
    views = turn.services.decisions.see(turn.actor, network.id)
    turn.show(blocks.decisions_modal(views, network, turn.reader))


VERBS: Sequence[Verb] = (
    Verb(
        word="decide",
        hint=mark("Shows what your network decides: propose, vote, see what holds."),
        run=in_network("decide", show, part=Part.DECISIONS),
        needs=permissions.Verb.SEE_NETWORK,
        part=Part.DECISIONS,
    ),
)


def register(app: App) -> None:
    """Listen to decisions and what is done about them."""
    app.action(Action.ALL_DECISIONS)(open_all)
    app.action(starting(Action.OPEN_DECISION))(open_one)
    app.action(Action.OPEN_ROUND)(open_round)
    app.action(starting(Action.PROPOSE))(propose)
    app.action(starting(Action.OPEN_VOTE))(open_vote)
    app.view_submission(Callback.VOTE)(vote)
    app.action(Action.LOOK_AGAIN)(look_again)
    app.action(Action.SORT_PROPOSALS)(sort)
    app.view_submission(Callback.SORTING)(group)
    app.action(starting(Action.UNGROUP))(ungroup)
    app.action(Action.BEGIN_VOTE)(begin_vote)
    app.action(Action.COLLECT_AGAIN)(collect_again)
    app.action(Action.COUNT_VOTES)(count)
    app.view_submission(Callback.SETTLING)(settle)
    app.action(Action.UNDO_SETTLING)(undo)
    app.action(Action.CLOSE_ROUND)(close)
    app.action(starting(Action.TAKE_UP))(take_up)


def open_all(ack: Ack, turn: Turn) -> None:
    """Show the list in place of what is open."""
    ack()
    in_network("decide", show, part=Part.DECISIONS)(turn)


def open_one(ack: Ack, turn: Turn) -> None:
    """Show one decision."""
    ack()
    view = turn.services.decisions.look(
        turn.actor, turn.number("n"), turn.text("j"), level=turn.text("l")
    )
    _show(turn, view)


def open_round(ack: Ack, turn: Turn) -> None:
    """Open a round, and show how it stands."""
    ack()
    turn.services.led_decisions.open(
        turn.actor, turn.number("n"), turn.text("j"), level=turn.text("l")
    )
    open_one(ack, turn)


def propose(ack: Ack, turn: Turn) -> None:
    """Open the form in which somebody proposes."""
    ack()
    forms.open_form(turn, turn.services.decisions.propose(turn.actor, turn.number("h")))


def open_vote(ack: Ack, turn: Turn) -> None:
    """Ask for a vote."""
    ack()
    voting = turn.services.decisions.voting(turn.actor, turn.number("h"))
    turn.show(votes.vote_modal(voting, turn.reader))


def vote(ack: Ack, turn: Turn) -> None:
    """Keep a vote, and show how the decision stands."""
    ack()
    turn.services.decisions.vote(turn.actor, turn.number("h"), _ranks(turn))
    _show_now(turn)
    homes.refresh(turn)


def look_again(ack: Ack, turn: Turn) -> None:
    """Keep that somebody would like another round, or not any more."""
    ack()
    again = turn.text("s") != blocks.LEAVE_IT
    turn.services.decisions.wish(turn.actor, turn.number("h"), again=again)
    _show_now(turn)


def sort(ack: Ack, turn: Turn) -> None:
    """Show the proposals to whoever groups them."""
    ack()
    found = turn.services.led_decisions.sorting(turn.actor, turn.number("h"))
    turn.show(sorting.sorting_modal(found, turn.reader))


def group(ack: Ack, turn: Turn) -> None:
    """Group what is ticked, and show what is left."""
    ack()
    chosen = str(_typed(turn, Block.CHOICE) or sorting.NEW)
    found = turn.services.led_decisions.group(
        turn.actor,
        turn.number("h"),
        keys=turn.surface.ticked,
        choice_id=int(chosen) if chosen.isdecimal() else None,
        words=str(_typed(turn, Block.CHOICE_WORDS) or ""),
    )
    turn.show(sorting.sorting_modal(found, turn.reader))


def ungroup(ack: Ack, turn: Turn) -> None:
    """Take a choice apart again."""
    ack()
    found = turn.services.led_decisions.ungroup(turn.actor, turn.number("h"), turn.number("i"))
    turn.show(sorting.sorting_modal(found, turn.reader))


def begin_vote(ack: Ack, turn: Turn) -> None:
    """Let members vote."""
    ack()
    turn.services.led_decisions.begin_vote(turn.actor, turn.number("h"))
    _show_now(turn)


def collect_again(ack: Ack, turn: Turn) -> None:
    """Go back to the proposals."""
    ack()
    turn.services.led_decisions.collect_again(turn.actor, turn.number("h"))
    _show_now(turn)


def count(ack: Ack, turn: Turn) -> None:
    """Show what settling would adopt."""
    ack()
    found = turn.services.led_decisions.count(turn.actor, turn.number("h"))
    turn.show(votes.settling_modal(found, turn.reader))


def settle(ack: Ack, turn: Turn) -> None:
    """Adopt what has support; it can be undone for a while."""
    ack()
    turn.services.led_decisions.settle(turn.actor, turn.number("h"))
    _show_now(turn, undo=True)


def undo(ack: Ack, turn: Turn) -> None:
    """Take a settling back."""
    ack()
    turn.services.led_decisions.undo(turn.actor, turn.number("h"))
    _show_now(turn)


def close(ack: Ack, turn: Turn) -> None:
    """End a round without adopting anything."""
    ack()
    turn.services.led_decisions.close(turn.actor, turn.number("h"))
    _show_now(turn)


def take_up(ack: Ack, turn: Turn) -> None:
    """Keep which gathering takes something up."""
    ack()
    item, _, gathering = str(turn.surface.chosen).partition("/")
    if not (item.isdecimal() and gathering.isdecimal()):
        raise NotFound
    turn.services.led_decisions.take_up(
        turn.actor,
        turn.number("h"),
        item=int(item),
        gathering_id=None if gathering == blocks.NOWHERE else int(gathering),
    )
    _show_now(turn)


def _show_now(turn: Turn, *, undo: bool = False) -> None:
    """Show the decision of the round that was meant, as it stands now."""
    view = turn.services.decisions.at(turn.actor, turn.number("h"))
    _show(turn, view, undo=undo)


def _show(turn: Turn, view: DecisionView, *, undo: bool = False) -> None:
    turn.show(blocks.decision_modal(view, turn.reader, undo=undo))


def _ranks(turn: Turn) -> list[int]:
    """Return the choices that are ticked, or those in the menus from the first place on."""
    typed = turn.surface.typed
    menus = (typed.get(f"{Block.RANK}:{place}") for place in range(1, _MOST_PLACES + 1))
    chosen = [*sorted(turn.surface.ticked), *(str(one) for one in menus if one)]
    if not all(one.isdecimal() for one in chosen):
        raise NotFound
    return [int(one) for one in chosen]


def _typed(turn: Turn, block: Block) -> object:
    """Return what stands in an input whose block_id goes on after a colon."""
    typed = turn.surface.typed
    return next((value for key, value in typed.items() if key.startswith(f"{block}:")), None)
