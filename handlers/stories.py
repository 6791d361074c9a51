"""Stories: a school's dated way, looked at, shown to the channel, taken back (S4)."""

import secrets
from collections.abc import Sequence

from slack_bolt import Ack, App

from bot.domain import permissions
from bot.domain.networks import Network
from bot.domain.readers import Reader
from bot.i18n import mark
from handlers.blocks import stories as blocks
from handlers.blocks.ids import Action, Callback
from handlers.blocks.modals import notice, said
from handlers.commands import Verb, in_network
from handlers.turn import Turn


def show(turn: Turn, network: Network) -> None:
    """Show the story of one's own school, or of the first one to those who lead."""
    view = turn.services.stories.see(turn.actor, network.id)
    turn.show(blocks.story_modal(view, turn.reader))


VERBS: Sequence[Verb] = (
    Verb(
        word="story",
        hint=mark("Tells the way of your school so far, to show to the others."),
        run=in_network("story", show),
        needs=permissions.Verb.SEE_STORY,
    ),
)


def register(app: App) -> None:
    """Listen to the page of a school and to its preview."""
    app.action(Action.CHOOSE_STORY)(choose)
    app.action(Action.PREVIEW_STORY)(preview)
    app.view_submission(Callback.STORY_PREVIEW)(post)
    app.action(Action.UNDO_STORY)(undo)
    app.action(Action.SEE_VISION)(see_vision)


def see_vision(ack: Ack, turn: Turn) -> None:
    """Show the vision of one's school above the plan that is being written."""
    ack()
    view = turn.services.stories.own(turn.actor, turn.number("n"))
    turn.tell(blocks.vision_look(view, turn.reader))


def choose(ack: Ack, turn: Turn) -> None:
    """Show the story of another school to those who lead."""
    ack()
    school = turn.surface.chosen_number
    view = turn.services.stories.see(turn.actor, turn.number("n"), school)
    turn.show(blocks.story_modal(view, turn.reader))


def preview(ack: Ack, turn: Turn) -> None:
    """Show a story just as the channel would read it."""
    ack()
    view = turn.services.stories.preview(turn.actor, turn.number("n"), turn.number("y"))
    there = Reader(zone=view.network.rhythm.zone)
    token = secrets.token_hex(8)
    turn.show(blocks.preview_modal(view, turn.reader, there=there, token=token))


def post(ack: Ack, turn: Turn) -> None:
    """Show to the channel what was looked at."""
    ack()
    network_id, token = turn.number("n"), turn.text("t")
    turn.services.stories.post(
        turn.actor, network_id, turn.number("y"), token=token, seen=turn.text("x")
    )
    turn.show(blocks.posted(network_id, token, turn.reader))


def undo(ack: Ack, turn: Turn) -> None:
    """Take a story back."""
    ack()
    turn.services.stories.take_back(turn.actor, turn.number("n"), turn.text("t"))
    done = turn.translate("It is taken back. Nobody is left with it.")
    turn.show(notice(said(done), turn.reader))
