"""Own words: a facilitator finds words or dates of the programme and says them their way (S58)."""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_bolt import Ack, App

from bot.domain import permissions
from bot.domain.networks import Network
from bot.domain.wording_places import Chapter, Manner
from bot.i18n import mark
from handlers import homes
from handlers.blocks import wording_days as days
from handlers.blocks import wordings as blocks
from handlers.blocks.ids import Action, Block, Callback, starting
from handlers.commands import Verb, in_network
from handlers.turn import Turn


def show(turn: Turn, network: Network) -> None:
    """Show what a network says in its own way."""
    view = turn.services.wordings.see(turn.actor, network.id)
    turn.show(blocks.wordings_modal(view, turn.reader))


VERBS: Sequence[Verb] = (
    Verb(
        word="words",
        hint=mark("Changes words and dates of your programme to your own."),
        run=in_network("words", show),
        needs=permissions.Verb.CHANGE_WORDS,
    ),
)


def register(app: App) -> None:
    """Listen to the list of own words and the forms behind it."""
    app.action(Action.WORDING_CHAPTER)(choose_chapter)
    app.options(Action.CHOOSE_WORDING)(find_places)
    app.action(Action.CHOOSE_WORDING)(ask_words)
    app.action(Action.WORDING_DAYS)(choose_way)
    app.view_submission(Callback.WORDING)(keep_words)
    app.action(starting(Action.UNDO_WORDING))(undo)


def choose_chapter(ack: Ack, turn: Turn) -> None:
    """Look for words in one part of the programme only."""
    ack()
    view = turn.services.wordings.see(turn.actor, turn.number("n"))
    chapter = _chapter(str(turn.surface.chosen))
    turn.show(blocks.wordings_modal(view, turn.reader, chapter=chapter))


def find_places(ack: Ack, turn: Turn, options: Mapping[str, Any]) -> None:
    """Find the places in which the typed words stand."""
    found = turn.services.wordings.find(
        turn.actor,
        turn.number("n"),
        chapter=_chapter(turn.text("z")),
        typed=str(options.get("value", "")),
        called=lambda one: blocks.called(one, turn.reader),
    )
    ack(options=blocks.place_options(found, turn.reader))


def ask_words(ack: Ack, turn: Turn) -> None:
    """Ask how it is to be said."""
    ack()
    path = str(turn.surface.chosen)
    view = turn.services.wordings.to_change(turn.actor, turn.number("n"), path)
    turn.show(blocks.place_modal(view, turn.reader))


def choose_way(ack: Ack, turn: Turn) -> None:
    """Ask for days in another way."""
    ack()
    view = turn.services.wordings.to_change(turn.actor, turn.number("n"), turn.text("z"))
    turn.show(blocks.place_modal(view, turn.reader, kind=str(turn.surface.chosen)))


def keep_words(ack: Ack, turn: Turn) -> None:
    """Keep what was typed, once it fits into the programme."""
    ack()
    wordings, network_id, path = turn.services.wordings, turn.number("n"), turn.text("z")
    place = wordings.to_change(turn.actor, network_id, path).place
    typed: object = turn.surface.typed.get(Block.OWN_WORDS)
    if place.saying.manner is Manner.DAYS:
        kind = turn.text("h") or days.kind_of(place.now or {})
        typed = days.days_read(turn.surface.typed, kind=kind)
    view = wordings.say(turn.actor, network_id, path, typed)
    turn.show(blocks.wordings_modal(view, turn.reader))
    homes.refresh(turn)


def undo(ack: Ack, turn: Turn) -> None:
    """Say again what the programme says."""
    ack()
    view = turn.services.wordings.undo(turn.actor, turn.number("n"), turn.text("z"))
    turn.show(blocks.wordings_modal(view, turn.reader))
    homes.refresh(turn)


def _chapter(value: str) -> Chapter | None:
    return Chapter(value) if value in set(Chapter) else None
