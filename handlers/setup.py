"""Set up: start a network in a channel, appoint who leads."""

from collections.abc import Sequence
from datetime import date

from slack_bolt import Ack, App
from slack_sdk.models.views import View

from bot.domain import permissions
from bot.i18n import mark
from bot.services.beginning import Beginning
from handlers import homes
from handlers.blocks import setup as blocks
from handlers.blocks.ids import Block, Callback
from handlers.commands import Verb
from handlers.turn import Turn


def ask(turn: Turn) -> None:
    """Ask for all that a network needs to begin."""
    programmes = turn.services.networks.programmes(turn.actor)
    today = turn.services.networks.today(turn.reader.zone)
    here = turn.surface.channel_id
    channel_id = None if here is None or here.startswith("D") else here
    turn.show(blocks.setup_modal(programmes, today, turn.reader, channel_id=channel_id))


def ask_whom_to_appoint(turn: Turn) -> None:
    """Ask whom to let start and lead networks."""
    turn.services.people.may_appoint(turn.actor)
    turn.show(blocks.appoint_modal(turn.reader))


VERBS: Sequence[Verb] = (
    Verb(
        word="setup",
        hint=mark("Starts a network in a channel."),
        run=ask,
        needs=permissions.Verb.START_NETWORK,
    ),
    Verb(
        word="appoint",
        hint=mark("Lets somebody start and lead networks."),
        run=ask_whom_to_appoint,
        needs=permissions.Verb.APPOINT_FACILITATOR,
    ),
)


def register(app: App) -> None:
    """Listen to both modals."""
    app.view_submission(Callback.SETUP)(begin)
    app.view_submission(Callback.APPOINT)(appoint)


def begin(ack: Ack, turn: Turn) -> None:
    """Look whether it can begin so, then begin: reading a channel's profiles takes seconds."""
    ack()
    beginning = _read(turn)
    turn.services.networks.check(turn.actor, beginning)
    turn.afterwards(lambda: _begun(turn, beginning))


def appoint(ack: Ack, turn: Turn) -> None:
    """Make somebody a facilitator."""
    ack()
    chosen = str(turn.surface.typed[Block.PERSON])
    person = turn.services.people.appoint_facilitator(turn.actor, chosen)
    turn.show(blocks.appointed(person.name, turn.reader))


def _begun(turn: Turn, beginning: Beginning) -> View:
    services = turn.services
    network = services.networks.begin(turn.actor, beginning)
    homes.refresh(turn)
    person = turn.actor.person
    leader = services.people.actor(person.team_id, person.slack_id)
    roster = services.networks.roster(leader, network.id)
    days_off = services.calendars.at_the_beginning(leader, network.id)
    return blocks.running(roster, days_off, turn.reader)


def _read(turn: Turn) -> Beginning:
    typed = turn.surface.typed
    facilitators = typed[Block.FACILITATORS]
    word = typed[Block.MEMBER_WORD]
    return Beginning(
        programme_key=str(typed[Block.PROGRAMME]),
        channel_id=str(typed[Block.CHANNEL]),
        starts_on=date.fromisoformat(str(typed[Block.STARTS_ON])),
        zone=str(typed[Block.ZONE]),
        member_word=str(word) if word else None,
        facilitators=facilitators if isinstance(facilitators, tuple) else (),
    )
