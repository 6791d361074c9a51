"""The roster: who belongs to a network, with school and role; people come and go by its channel."""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk.models.views import View

from bot.domain import permissions
from bot.domain.networks import Network
from bot.i18n import mark
from bot.services.everything import Services
from handlers import homes
from handlers.blocks import roster as blocks
from handlers.blocks.ids import Action, Block, Callback, starting
from handlers.blocks.modals import notice
from handlers.commands import Verb, in_network
from handlers.turn import Turn


def show(turn: Turn, network: Network) -> None:
    """Show everybody in a network."""
    roster = turn.services.networks.roster(turn.actor, network.id)
    turn.show(blocks.roster_modal(roster, turn.reader))


def show_own_place(turn: Turn, network: Network) -> None:
    """Ask for this person's own school and role."""
    _, member = turn.services.networks.place(turn.actor, network.id, turn.actor.id)
    turn.show(blocks.place_modal(network, member, turn.reader))


VERBS: Sequence[Verb] = (
    Verb(
        word="place",
        hint=mark("Changes your own school and role."),
        run=in_network("place", show_own_place),
        needs=permissions.Verb.FILL_OWN_PLACE,
    ),
    Verb(
        word="roster",
        hint=mark("Shows who is in the network, and fills in what is missing."),
        run=in_network("roster", show),
        needs=permissions.Verb.EDIT_ROSTER,
    ),
)


def register(app: App) -> None:
    """Listen to the roster's modals, and to people joining and leaving channels."""
    app.action(starting(Action.OPEN_ROSTER))(open_roster)
    app.action(starting(Action.OPEN_PLACE))(ask_place)
    app.view_submission(Callback.PLACE)(fill_place)
    app.action(Action.LOAD_ROSTER)(ask_list)
    app.view_submission(Callback.LOAD_ROSTER)(load)
    app.event("member_joined_channel")(join)
    app.event("member_left_channel")(leave)


def open_roster(ack: Ack, turn: Turn) -> None:
    """Show the roster from a button."""
    ack()
    in_network("roster", show)(turn)


def ask_place(ack: Ack, turn: Turn) -> None:
    """Ask for school and role: of the member that was chosen, else of this person."""
    ack()
    chosen = str(turn.surface.chosen or "")
    person_id = int(chosen) if chosen.isdigit() else turn.actor.id
    network, member = turn.services.networks.place(turn.actor, turn.number("n"), person_id)
    turn.show(blocks.place_modal(network, member, turn.reader))


def fill_place(ack: Ack, turn: Turn) -> None:
    """Keep school, role and level."""
    ack()
    typed, network_id = turn.surface.typed, turn.number("n")
    _, member = turn.services.networks.place(turn.actor, network_id, turn.number("m"))
    level = typed.get(Block.LEVEL)
    placed = turn.services.networks.fill_place(
        turn.actor,
        member,
        school=str(typed[Block.SCHOOL] or ""),
        role=str(typed[Block.ROLE]),
        level=str(level) if level else None,
    )
    turn.show(notice(blocks.placed(placed, turn.reader), turn.reader))
    homes.refresh(turn)


def ask_list(ack: Ack, turn: Turn) -> None:
    """Ask for a list of people."""
    ack()
    roster = turn.services.networks.roster(turn.actor, turn.number("n"))
    turn.show(blocks.load_modal(roster.network, turn.reader))


def load(ack: Ack, turn: Turn) -> None:
    """Load a list: looking up many addresses takes seconds."""
    ack()
    roster = turn.services.networks.roster(turn.actor, turn.number("n"))
    text = str(turn.surface.typed[Block.ROSTER] or "")
    turn.afterwards(lambda: _loaded(turn, roster.network, text))


def join(event: Mapping[str, Any], context: BoltContext, services: Services) -> None:
    """Welcome who joined a network's channel; the bot hears of its own joining, too."""
    if event["user"] != context.bot_user_id:
        services.networks.channel_joined(
            context.team_id or "", str(event["channel"]), str(event["user"])
        )


def leave(event: Mapping[str, Any], context: BoltContext, services: Services) -> None:
    """Let go who left a network's channel."""
    services.networks.channel_left(context.team_id or "", str(event["channel"]), str(event["user"]))


def _loaded(turn: Turn, network: Network, text: str) -> View:
    result = turn.services.networks.load_roster(turn.actor, network.id, text)
    homes.refresh(turn)
    return blocks.loaded(result, network, turn.reader)
