"""Check-ins: answer the round that is open, or the one a prompt asked for."""

from collections.abc import Sequence
from datetime import date

from slack_bolt import Ack, App

from bot.domain import permissions
from bot.domain.networks import Network
from bot.domain.offers import Part
from bot.errors import NotFound
from bot.i18n import mark
from handlers import forms
from handlers.blocks.ids import Action, starting
from handlers.commands import Verb, in_network
from handlers.turn import Turn


def open_current(turn: Turn, network: Network) -> None:
    """Open the check-in that is open now."""
    view = turn.services.checkins.current(turn.actor, network.id)
    if view is None:
        turn.say(turn.translate("Nobody asks you for a check-in here. `/reflect` is always open."))
    else:
        forms.open_form(turn, view.ref)


VERBS: Sequence[Verb] = (
    Verb(
        word="checkin",
        hint=mark("Opens your check-in."),
        run=in_network("checkin", open_current, part=Part.CHECKINS),
        needs=permissions.Verb.WRITE_ENTRY,
        part=Part.CHECKINS,
    ),
)


def register(app: App) -> None:
    """Listen to the button of a prompt."""
    app.action(starting(Action.OPEN_CHECKIN))(open_round)


def open_round(ack: Ack, turn: Turn) -> None:
    """Open the round that a prompt asked for, however long ago."""
    ack()
    ref = turn.services.checkins.round(
        turn.actor, turn.number("n"), checkin_id=turn.text("k"), round_on=_day(turn)
    )
    forms.open_form(turn, ref)


def _day(turn: Turn) -> date:
    try:
        return date.fromisoformat(turn.text("d"))
    except ValueError as error:
        raise NotFound from error
