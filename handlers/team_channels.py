"""Team channels: see who learns together at a school, and give them a private channel (S20)."""

from collections.abc import Sequence

from slack_bolt import Ack, App
from slack_sdk.models.views import View

from bot.domain import permissions
from bot.domain.networks import Network
from bot.domain.offers import Part
from bot.i18n import mark
from handlers.blocks import team_channels as blocks
from handlers.blocks.ids import Action, starting
from handlers.commands import Verb, in_network
from handlers.turn import Turn


def show(turn: Turn, network: Network) -> None:
    """Show the teams this person belongs to or looks after."""
    view = turn.services.team_channels.see(turn.actor, network.id)
    turn.show(blocks.teams_modal(view, turn.reader))


VERBS: Sequence[Verb] = (
    Verb(
        word="team",
        hint=mark("Shows who learns with you at your school, and makes a channel for you."),
        run=in_network("team", show, part=Part.TEAMS),
        needs=permissions.Verb.SEE_TEAMS,
        part=Part.TEAMS,
    ),
)


def register(app: App) -> None:
    """Listen to the button of each team."""
    app.action(starting(Action.MAKE_TEAM_CHANNEL))(gather)


def gather(ack: Ack, turn: Turn) -> None:
    """Make the channel and let people in: Slack takes a moment for each of them."""
    ack()
    turn.services.team_channels.see(turn.actor, turn.number("n"))
    turn.afterwards(lambda: _gathered(turn))


def _gathered(turn: Turn) -> View:
    view = turn.services.team_channels.gather(turn.actor, turn.number("n"), turn.number("i"))
    return blocks.teams_modal(view, turn.reader)
