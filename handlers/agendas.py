"""Agendas: seen by all, changed and published by their owners, proposed for by others (S15)."""

from collections.abc import Sequence

from slack_bolt import Ack, App

from bot.domain import permissions
from bot.domain.agendas import Direction, Part
from bot.domain.networks import Network
from bot.domain.series import Lead
from bot.errors import NotAllowed, NotFound
from bot.i18n import mark
from bot.services.agendas_shown import AgendaView
from handlers import homes
from handlers.blocks import agendas as blocks
from handlers.blocks.ids import Action, Block, Callback, starting
from handlers.blocks.messages_agendas import answer_told
from handlers.blocks.modals import said
from handlers.commands import Verb, in_network
from handlers.mishaps import sentence_for
from handlers.turn import Turn


def show_next(turn: Turn, network: Network) -> None:
    """Show the agenda of the next gathering."""
    view = turn.services.agendas.next(turn.actor, network.id)
    if view is None:
        turn.say(turn.translate("No date lies ahead, so there is no agenda to look at."))
    else:
        turn.show(blocks.agenda_modal(view, turn.reader))


VERBS: Sequence[Verb] = (
    Verb(
        word="conference agenda",
        hint=mark("Shows what will be done next time. Change it, or propose a part."),
        run=in_network("conference agenda", show_next),
        needs=permissions.Verb.SEE_GATHERINGS,
    ),
)


def register(app: App) -> None:
    """Listen to the agenda, its parts and what is proposed."""
    app.action(starting(Action.OPEN_AGENDA))(show)
    app.action(starting(Action.AGENDA_PART))(change_part)
    app.action(Action.ADD_PART)(ask_part)
    app.action(Action.PROPOSE_PART)(ask_proposal)
    app.view_submission(Callback.AGENDA_PART)(keep_part)
    app.action(Action.PUBLISH_AGENDA)(publish)
    app.action(Action.DROP_AGENDA)(drop)
    app.action(Action.RESET_AGENDA)(start_over)
    app.action(Action.ACCEPT_PART)(accept)
    app.action(Action.DECLINE_PART)(decline)


def show(ack: Ack, turn: Turn) -> None:
    """Show the agenda of a gathering."""
    ack()
    _show(turn, turn.services.agendas.see(turn.actor, turn.number("g")))


def change_part(ack: Ack, turn: Turn) -> None:
    """Do with a part what its menu offers: change it, take it out, move it."""
    ack()
    agendas, gathering_id = turn.services.agendas, turn.number("g")
    what, _, block_id = str(turn.surface.chosen).partition("/")
    if what == blocks.CHANGE:
        view = agendas.to_change(turn.actor, gathering_id)
        turn.show(blocks.part_modal(view, turn.reader, block_id=block_id))
    elif what == blocks.REMOVE:
        _show(turn, agendas.remove(turn.actor, gathering_id, block_id))
    else:
        direction = _direction(what)
        _show(turn, agendas.move(turn.actor, gathering_id, block_id, direction))


def ask_part(ack: Ack, turn: Turn) -> None:
    """Ask for one more part."""
    ack()
    view = turn.services.agendas.to_change(turn.actor, turn.number("g"))
    turn.show(blocks.part_modal(view, turn.reader))


def ask_proposal(ack: Ack, turn: Turn) -> None:
    """Ask for a part that somebody would like to see."""
    ack()
    view = turn.services.agendas.to_propose(turn.actor, turn.number("g"))
    turn.show(blocks.part_modal(view, turn.reader))


def keep_part(ack: Ack, turn: Turn) -> None:
    """Keep what was typed: in the working copy of an owner, as a proposal of everybody else."""
    ack()
    agendas, gathering_id = turn.services.agendas, turn.number("g")
    if agendas.see(turn.actor, gathering_id).can_publish:
        block_id = turn.text("b") or None
        _show(turn, agendas.keep(turn.actor, gathering_id, _part(turn), block_id=block_id))
        return
    view = agendas.propose(turn.actor, gathering_id, _part(turn))
    _show(turn, view, note=turn.translate("Thank you. I tell those who decide."))


def publish(ack: Ack, turn: Turn) -> None:
    """Publish the working copy."""
    ack()
    view = turn.services.agendas.publish(turn.actor, turn.number("g"))
    _show(turn, view, note=turn.translate("Published. The announcement shows it, too."))
    homes.refresh(turn)


def drop(ack: Ack, turn: Turn) -> None:
    """Forget the working copy."""
    ack()
    _show(turn, turn.services.agendas.drop(turn.actor, turn.number("g")))


def start_over(ack: Ack, turn: Turn) -> None:
    """Begin the working copy again from the programme's agenda."""
    ack()
    _show(turn, turn.services.agendas.start_over(turn.actor, turn.number("g")))


def accept(ack: Ack, turn: Turn) -> None:
    """Accept a proposal; it is published with the rest."""
    ack()
    _answer(turn, accepted=True)


def decline(ack: Ack, turn: Turn) -> None:
    """Say no thanks to a proposal."""
    ack()
    _answer(turn, accepted=False)


def _answer(turn: Turn, *, accepted: bool) -> None:
    """Answer a proposal; a message that came too late says so from now on."""
    try:
        came = turn.services.agendas.answer(turn.actor, turn.number("q"), accepted=accepted)
    except (NotAllowed, NotFound) as problem:
        if turn.surface.is_modal:
            raise
        turn.redraw_message(said(sentence_for(problem, turn.reader.locale)))
        return
    done = answer_told(came, turn.reader)
    _show(turn, came.view, note=done)
    turn.redraw_message(said(done))


def _show(turn: Turn, view: AgendaView, *, note: str = "") -> None:
    turn.show(blocks.agenda_modal(view, turn.reader, note=note))


def _direction(what: str) -> Direction:
    try:
        return Direction(what)
    except ValueError as error:
        raise NotFound from error


def _part(turn: Turn) -> Part:
    typed = turn.surface.typed
    minutes, lead = str(typed[Block.PART_MINUTES] or ""), str(typed[Block.PART_LEAD])
    return Part(
        kind=str(typed[Block.PART_KIND]),
        minutes=int(minutes) if minutes.isdecimal() else 0,
        what=str(typed[Block.PART_WHAT] or ""),
        lead=None if lead == blocks.AS_THE_PHASE else Lead(lead),
    )
