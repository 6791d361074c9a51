"""Phases: where the network is; a facilitator ticks criteria and begins the next (S23)."""

from collections.abc import Sequence

from slack_bolt import Ack, App

from bot.domain import permissions
from bot.domain.networks import Network
from bot.domain.phases import Ruling
from bot.i18n import mark
from bot.services.phase_views import PhaseView
from handlers import homes
from handlers.blocks import phases as blocks
from handlers.blocks.criteria import rule_modal
from handlers.blocks.ids import Action, Block, Callback
from handlers.commands import Verb, in_network
from handlers.turn import Turn


def show(turn: Turn, network: Network) -> None:
    """Show where a network is: what is missing, all of it, or the pathways to choose from."""
    view = turn.services.phases.see(turn.actor, network.id)
    match turn.text("o"):
        case blocks.PATHWAYS:
            turn.show(blocks.pathways_modal(view, turn.reader))
        case blocks.WORK:
            turn.show(blocks.work_modal(view, turn.reader))
        case _:
            _draw(turn, view)


VERBS: Sequence[Verb] = (
    Verb(
        word="phase",
        hint=mark("Shows where the network is, and what is missing before the next phase."),
        run=in_network("phase", show),
        needs=permissions.Verb.SEE_NETWORK,
    ),
)


def register(app: App) -> None:
    """Listen to the modals of a phase."""
    app.action(Action.TICK_CRITERIA)(tick)
    app.action(Action.RULE_CRITERION)(ask_ruling)
    app.view_submission(Callback.RULE)(rule)
    app.action(Action.ADVANCE_PHASE)(ask_before_advancing)
    app.view_submission(Callback.ADVANCE)(advance)
    app.action(Action.END_PROGRAMME)(ask_before_ending)
    app.view_submission(Callback.END)(end)
    app.action(Action.REOPEN_PROGRAMME)(reopen)


def tick(ack: Ack, turn: Turn) -> None:
    """Keep which criteria a facilitator sees as met."""
    ack()
    view = turn.services.phases.tick(
        turn.actor,
        turn.number("n"),
        turn.surface.ticked,
        among=turn.surface.boxes,
        seen=_seen(turn),
    )
    _draw(turn, view)


def ask_ruling(ack: Ack, turn: Turn) -> None:
    """Ask what is decided about one criterion, and why."""
    ack()
    key = str(turn.surface.chosen or "")
    view, one = turn.services.phases.to_rule(turn.actor, turn.number("n"), key)
    turn.show(rule_modal(view, one, turn.reader))


def rule(ack: Ack, turn: Turn) -> None:
    """Keep what is decided about one criterion."""
    ack()
    typed = turn.surface.typed
    view = turn.services.phases.rule(
        turn.actor,
        turn.number("n"),
        turn.text("k"),
        ruling=Ruling(str(typed[Block.RULING])),
        reason=str(typed[Block.REASON] or ""),
        seen=_seen(turn),
    )
    turn.show(blocks.phase_modal(view, turn.reader))


def ask_before_advancing(ack: Ack, turn: Turn) -> None:
    """Show what a new phase means before it begins."""
    ack()
    view = turn.services.phases.to_advance(turn.actor, turn.number("n"))
    turn.show(blocks.advance_modal(view, turn.reader))


def advance(ack: Ack, turn: Turn) -> None:
    """Begin the next phase."""
    ack()
    phases = turn.services.phases
    view = phases.advance(turn.actor, turn.number("n"), reason=_reason(turn), seen=_seen(turn))
    _moved(turn, view)


def ask_before_ending(ack: Ack, turn: Turn) -> None:
    """Say what ends and what stays before the programme ends."""
    ack()
    view = turn.services.phases.to_advance(turn.actor, turn.number("n"))
    turn.show(blocks.end_modal(view, turn.reader))


def end(ack: Ack, turn: Turn) -> None:
    """End the programme."""
    ack()
    phases = turn.services.phases
    view = phases.end(turn.actor, turn.number("n"), reason=_reason(turn), seen=_seen(turn))
    _moved(turn, view)


def reopen(ack: Ack, turn: Turn) -> None:
    """Open the programme again."""
    ack()
    _moved(turn, turn.services.phases.reopen(turn.actor, turn.number("n")))


def _reason(turn: Turn) -> str | None:
    reason = turn.surface.typed[Block.REASON]
    return str(reason) if reason else None


def _moved(turn: Turn, view: PhaseView) -> None:
    turn.show(blocks.phase_modal(view, turn.reader))
    homes.refresh(turn)


def _draw(turn: Turn, view: PhaseView) -> None:
    whole = turn.text("o") == blocks.WHOLE
    turn.show(blocks.phase_modal(view, turn.reader, whole=whole))


def _seen(turn: Turn) -> str | None:
    """Return the phase that is shown: somebody may have moved on since."""
    return turn.text("s") or None
