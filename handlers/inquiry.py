"""The inquiry: the current step, its answer, and what moves it on."""

from collections.abc import Sequence

from slack_bolt import Ack, App

from bot.domain import permissions
from bot.domain.networks import Network
from bot.domain.offers import Part
from bot.i18n import mark
from bot.services.inquiry import StepView
from handlers import homes
from handlers.blocks import inquiry as blocks
from handlers.blocks.ids import Action, Block, Callback, starting
from handlers.commands import Verb, in_network
from handlers.turn import Turn


def show_step(turn: Turn, network: Network) -> None:
    """Show the step that is open for this person."""
    view = turn.services.inquiry.open(turn.actor, network.id)
    if view is None:
        leads = turn.actor.facilitates(network.id)
        turn.tell(blocks.not_begun(network, turn.reader, leads=leads))
    else:
        turn.show(blocks.step_modal(view, turn.reader))


def show_board(turn: Turn, network: Network) -> None:
    """Show where every member's own inquiry stands."""
    rows = turn.services.inquiry.board(turn.actor, network.id)
    turn.tell(blocks.board(rows, turn.reader))


def show_questions(turn: Turn, network: Network) -> None:
    """Show the questions that members nominated (S41)."""
    view = turn.services.inquiry.open(turn.actor, network.id)
    if view is None:
        show_step(turn, network)
        return
    nominations = turn.services.inquiry.nominations(turn.actor, view.cycle.id)
    turn.show(blocks.nominations_modal(view, nominations, turn.reader))


VERBS: Sequence[Verb] = (
    Verb(
        word="inquiry",
        hint=mark("Opens the current step of the inquiry."),
        run=in_network("inquiry", show_step, part=Part.INQUIRY),
        needs=permissions.Verb.SEE_INQUIRY,
        part=Part.INQUIRY,
    ),
    Verb(
        word="inquiry questions",
        hint=mark("Shows the questions that were nominated."),
        run=in_network("inquiry questions", show_questions, part=Part.INQUIRY),
        needs=permissions.Verb.SEE_INQUIRY,
        part=Part.INQUIRY,
    ),
    Verb(
        word="inquiry board",
        hint=mark("Shows where everybody's own inquiry stands."),
        run=in_network("inquiry board", show_board, part=Part.INQUIRY),
        needs=permissions.Verb.SEE_NETWORK_STATE,
        part=Part.INQUIRY,
    ),
)


def register(app: App) -> None:
    """Listen to the buttons of the inquiry."""
    app.action(starting(Action.OPEN_INQUIRY))(open_step)
    app.action(starting(Action.TICK_CHECKS))(tick)
    app.action(starting(Action.NEXT_STEP))(ask_before_moving)
    app.view_submission(Callback.MOVE_ON)(move_on)
    app.action(starting(Action.PREVIOUS_STEP))(go_back)
    app.action(starting(Action.CHOOSE_HOST))(choose_host)
    app.action(starting(Action.ADOPT))(adopt)


def open_step(ack: Ack, turn: Turn) -> None:
    """Open the cycle that a button names."""
    ack()
    _show(turn, turn.services.inquiry.see(turn.actor, turn.number("c")))


def tick(ack: Ack, turn: Turn) -> None:
    """Keep which checks of the step are met."""
    ack()
    chosen = turn.surface.chosen
    ticked = frozenset(chosen) if isinstance(chosen, tuple) else frozenset()
    _show(turn, turn.services.inquiry.tick(turn.actor, turn.number("c"), ticked, seen=_seen(turn)))


def ask_before_moving(ack: Ack, turn: Turn) -> None:
    """Show what moving on means."""
    ack()
    view = turn.services.inquiry.to_move(turn.actor, turn.number("c"))
    turn.show(blocks.move_modal(view, turn.reader))


def move_on(ack: Ack, turn: Turn) -> None:
    """Finish the step and open the next one."""
    ack()
    reason = turn.surface.typed[Block.REASON]
    moved = turn.services.inquiry.move_on(
        turn.actor,
        turn.number("c"),
        reason=str(reason) if reason else None,
        seen=_seen(turn),
    )
    _show(turn, moved)
    homes.refresh(turn)


def go_back(ack: Ack, turn: Turn) -> None:
    """Open the step before again."""
    ack()
    _show(turn, turn.services.inquiry.go_back(turn.actor, turn.number("c"), seen=_seen(turn)))
    homes.refresh(turn)


def choose_host(ack: Ack, turn: Turn) -> None:
    """Name the member whose school is visited."""
    ack()
    chosen = str(turn.surface.chosen or "")
    _show(turn, turn.services.inquiry.choose_host(turn.actor, turn.number("c"), chosen))


def adopt(ack: Ack, turn: Turn) -> None:
    """Make a nominated question the one the cycle works on."""
    ack()
    _show(turn, turn.services.inquiry.adopt(turn.actor, turn.number("c"), turn.number("e")))
    homes.refresh(turn)


def _seen(turn: Turn) -> str | None:
    """Return the place of the cycle that is shown: somebody may have moved it since."""
    return turn.text("s") or None


def _show(turn: Turn, view: StepView) -> None:
    turn.show(blocks.step_modal(view, turn.reader))
