"""Gatherings: the next date and the answer to it; a facilitator moves, cancels, marks presence."""

from collections.abc import Sequence
from datetime import date, time

from slack_bolt import Ack, App

from bot.domain import permissions
from bot.domain.gatherings import Rsvp
from bot.domain.networks import Network
from bot.i18n import mark
from handlers import homes
from handlers.blocks import gatherings as blocks
from handlers.blocks import presence
from handlers.blocks.dates import with_another_date
from handlers.blocks.ids import Action, Block, Callback, starting
from handlers.blocks.modals import notice, said
from handlers.commands import Verb, in_network
from handlers.turn import Turn


def show_next(turn: Turn, network: Network) -> None:
    """Show the next gathering and take the answer to it."""
    view = turn.services.gatherings.next(turn.actor, network.id)
    can_plan = turn.actor.facilitates(network.id)
    if view is None:
        look = blocks.nothing_planned(turn.reader, can_plan=can_plan)
        turn.tell(with_another_date(look, network.id, turn.reader) if can_plan else look)
    else:
        turn.tell(blocks.card(view, turn.reader))


def show_all(turn: Turn, network: Network) -> None:
    """Show all dates of a network."""
    found = turn.services.gatherings.calendar(turn.actor, network.id)
    can_plan = turn.actor.facilitates(network.id) or turn.actor.is_programme_lead
    view = turn.services.gatherings.next(turn.actor, network.id)
    following = view.gathering if view is not None else None
    look = blocks.calendar(found, turn.reader, following=following)
    turn.tell(with_another_date(look, network.id, turn.reader) if can_plan else look)


def mark_last(turn: Turn, network: Network) -> None:
    """Ask who was at the gathering that is on now, or was the last."""
    attendance = turn.services.gatherings.attendance_of_last(turn.actor, network.id)
    turn.show(presence.presence_modal(attendance, turn.reader))


VERBS: Sequence[Verb] = (
    Verb(
        word="conference",
        hint=mark("Shows the next date and takes your answer."),
        run=in_network("conference", show_next),
        needs=permissions.Verb.ANSWER_INVITATION,
    ),
    Verb(
        word="conference all",
        hint=mark("Shows all dates."),
        run=in_network("conference all", show_all),
        needs=permissions.Verb.SEE_GATHERINGS,
    ),
    Verb(
        word="attendance",
        hint=mark("Marks who was there."),
        run=in_network("attendance", mark_last),
        needs=permissions.Verb.MARK_PRESENCE,
    ),
)


def register(app: App) -> None:
    """Listen to the buttons of gatherings, wherever they stand."""
    app.action(Action.OPEN_GATHERING)(show_one)
    app.action(starting(Action.RSVP_YES))(answer_yes)
    app.action(starting(Action.RSVP_MAYBE))(answer_maybe)
    app.action(starting(Action.RSVP_NO))(answer_no)
    app.view_submission(Callback.REASON)(give_reason)
    app.action(starting(Action.I_AM_HERE))(arrive)
    app.action(starting(Action.MOVE_GATHERING))(ask_new_date)
    app.view_submission(Callback.MOVE)(move)
    app.action(starting(Action.CANCEL_GATHERING))(ask_before_cancelling)
    app.view_submission(Callback.CANCEL)(cancel)
    app.action(starting(Action.MARK_PRESENCE))(ask_who_was_there)
    app.view_submission(Callback.PRESENCE)(mark_presence)


def show_one(ack: Ack, turn: Turn) -> None:
    """Show the gathering that was chosen among all dates."""
    ack()
    view = turn.services.gatherings.see(turn.actor, turn.surface.chosen_number)
    turn.tell(blocks.card(view, turn.reader))


def answer_yes(ack: Ack, turn: Turn) -> None:
    """Take "I will come"."""
    ack()
    _answer(turn, Rsvp.YES)


def answer_maybe(ack: Ack, turn: Turn) -> None:
    """Take "maybe"."""
    ack()
    _answer(turn, Rsvp.MAYBE)


def answer_no(ack: Ack, turn: Turn) -> None:
    """Take "I cannot come", and offer to say why."""
    ack()
    gathering_id = turn.number("g")
    view = turn.services.gatherings.answer(turn.actor, gathering_id, rsvp=Rsvp.NO)
    turn.show(blocks.reason_modal(view, turn.reader))
    turn.redraw_message(blocks.card(view, turn.reader))
    homes.refresh(turn)


def give_reason(ack: Ack, turn: Turn) -> None:
    """Keep why somebody cannot come; for the facilitator only."""
    ack()
    reason = turn.surface.typed[Block.REASON]
    turn.services.gatherings.answer(
        turn.actor, turn.number("g"), rsvp=Rsvp.NO, reason=str(reason) if reason else None
    )
    homes.refresh(turn)


def arrive(ack: Ack, turn: Turn) -> None:
    """Take "I am here"."""
    ack()
    view = turn.services.gatherings.arrive(turn.actor, turn.number("g"))
    turn.redraw(blocks.card(view, turn.reader))
    homes.refresh(turn)


def ask_new_date(ack: Ack, turn: Turn) -> None:
    """Ask when a gathering shall be instead."""
    ack()
    view = turn.services.gatherings.to_plan(turn.actor, turn.number("g"))
    turn.show(blocks.move_modal(view, turn.reader))


def move(ack: Ack, turn: Turn) -> None:
    """Move a gathering."""
    ack()
    typed = turn.surface.typed
    view = turn.services.gatherings.move(
        turn.actor,
        turn.number("g"),
        day=date.fromisoformat(str(typed[Block.DAY])),
        at=time.fromisoformat(str(typed[Block.TIME])),
        place=str(typed[Block.PLACE] or "") or None,
    )
    turn.show(notice(blocks.card(view, turn.reader), turn.reader, title=turn.translate("Moved")))
    homes.refresh(turn)


def ask_before_cancelling(ack: Ack, turn: Turn) -> None:
    """Say what cancelling means before it is done."""
    ack()
    view = turn.services.gatherings.to_plan(turn.actor, turn.number("g"))
    turn.show(blocks.cancel_modal(view, turn.reader))


def cancel(ack: Ack, turn: Turn) -> None:
    """Cancel a gathering."""
    ack()
    note = turn.surface.typed[Block.NOTE]
    view = turn.services.gatherings.cancel(
        turn.actor, turn.number("g"), note=str(note) if note else None
    )
    line = turn.translate("{title} is cancelled. I tell everybody privately.")
    look = said(line.format(title=blocks.title_of(view.gathering)))
    turn.show(notice(look, turn.reader, title=turn.translate("Cancelled")))
    homes.refresh(turn)


def ask_who_was_there(ack: Ack, turn: Turn) -> None:
    """Ask who was at a gathering."""
    ack()
    attendance = turn.services.gatherings.attendance(turn.actor, turn.number("g"))
    turn.show(presence.presence_modal(attendance, turn.reader))


def mark_presence(ack: Ack, turn: Turn) -> None:
    """Keep who was at a gathering."""
    ack()
    ticked = (boxes for boxes in turn.surface.typed.values() if isinstance(boxes, tuple))
    present = frozenset(int(one) for boxes in ticked for one in boxes)
    attendance = turn.services.gatherings.mark_presence(
        turn.actor, turn.number("g"), present=present
    )
    turn.show(notice(said(presence.marked(attendance, turn.reader)), turn.reader))
    homes.refresh(turn)


def _answer(turn: Turn, rsvp: Rsvp) -> None:
    view = turn.services.gatherings.answer(turn.actor, turn.number("g"), rsvp=rsvp)
    turn.redraw(blocks.card(view, turn.reader))
    homes.refresh(turn)
