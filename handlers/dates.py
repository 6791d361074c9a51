"""Dates: a facilitator adds another date of a series, for all or for one school (S89)."""

from datetime import date, time

from slack_bolt import Ack, App

from handlers import homes
from handlers.blocks import dates as blocks
from handlers.blocks.gatherings import card
from handlers.blocks.ids import Action, Block, Callback, starting
from handlers.blocks.modals import notice
from handlers.turn import Turn


def register(app: App) -> None:
    """Listen to the button wherever it stands, and to what is filled in."""
    app.action(starting(Action.ADD_DATE))(ask_date)
    app.view_submission(Callback.ADD_DATE)(add_date)


def ask_date(ack: Ack, turn: Turn) -> None:
    """Ask which series, when, and for which school."""
    ack()
    like = turn.number("g") if turn.text("g") else None
    view = turn.services.dates.to_add(turn.actor, turn.number("n"), like=like)
    turn.show(blocks.date_modal(view, turn.reader))


def add_date(ack: Ack, turn: Turn) -> None:
    """Add the date and show its card."""
    ack()
    typed = turn.surface.typed
    school = str(typed.get(Block.SCHOOL) or blocks.EVERYBODY)
    often = str(typed.get(Block.HOW_OFTEN) or blocks.ONCE)
    added = turn.services.dates.add(
        turn.actor,
        turn.number("n"),
        series_id=str(typed[Block.SERIES]),
        day=date.fromisoformat(str(typed[Block.DAY])),
        at=time.fromisoformat(str(typed[Block.TIME])),
        school_id=None if school == blocks.EVERYBODY else int(school),
        every_weeks=None if often == blocks.ONCE else int(often),
    )
    view = turn.services.gatherings.see(turn.actor, added.gatherings[0].id)
    look = blocks.date_added(added, card(view, turn.reader), turn.reader)
    turn.show(notice(look, turn.reader, title=turn.translate("Added")))
    homes.refresh(turn)
