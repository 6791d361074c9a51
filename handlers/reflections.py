"""Reflections: what there is to reflect on now, a message, a planned step; and the charter."""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_bolt import Ack, App

from bot.domain import permissions
from bot.domain.entries import About
from bot.domain.networks import Network
from bot.domain.offers import Part
from bot.i18n import mark
from handlers import forms
from handlers.blocks import entries as blocks
from handlers.blocks.ids import Action, Callback, starting
from handlers.commands import Verb, in_network
from handlers.turn import Turn

_UNKNOWN = 0
"""The version that a button of an earlier release shows: it did not say which."""


def reflect(turn: Turn, network: Network) -> None:
    """Open the reflection that suits now."""
    forms.open_form(turn, turn.services.reflections.current(turn.actor, network.id))


def write_charter(turn: Turn, network: Network) -> None:
    """Open the form of the network's purpose and goals (S29)."""
    ref = turn.services.reflections.charter(turn.actor, network.id)
    if ref is None:
        turn.say(turn.translate("This programme has no charter. `/reflect` is always open."))
    else:
        forms.open_form(turn, ref)


def read(turn: Turn, network: Network) -> None:
    """Show what members sent to their facilitator, and what came of anonymous forms."""
    letters = turn.services.reflections.sent(turn.actor, network.id)
    heard = turn.services.anonymous.heard(turn.actor, network.id)
    turn.show(blocks.sent_modal(letters, heard, turn.reader))


def turn_the_page(ack: Ack, turn: Turn) -> None:
    """Show older or newer letters; what came of anonymous forms stands on the first page."""
    ack()
    network_id, page = turn.number("n"), turn.number("p")
    letters = turn.services.reflections.sent(turn.actor, network_id, page=page)
    heard = () if letters.page else turn.services.anonymous.heard(turn.actor, network_id)
    turn.show(blocks.sent_modal(letters, heard, turn.reader))


VERBS: Sequence[Verb] = (
    Verb(
        word="read",
        hint=mark("Shows what members sent you lately."),
        run=in_network("read", read),
        needs=permissions.Verb.READ_WHAT_IS_SENT,
    ),
    Verb(
        word="reflect",
        hint=mark("Opens a reflection: on the last gathering, or on whatever you like."),
        run=in_network("reflect", reflect),
        needs=permissions.Verb.WRITE_ENTRY,
    ),
    Verb(
        word="charter",
        hint=mark("Proposes purpose and goals for the network."),
        run=in_network("charter", write_charter, part=Part.CHARTER),
        needs=permissions.Verb.WRITE_ENTRY,
        part=Part.CHARTER,
    ),
)


def register(app: App) -> None:
    """Listen to the shortcuts and to the buttons of prompts."""
    app.shortcut(Callback.REFLECT_SHORTCUT)(reflect_anywhere)
    app.shortcut(Callback.REFLECT_ON_MESSAGE)(reflect_on_message)
    app.action(starting(Action.OPEN_REFLECT))(reflect_on_something)
    app.action(starting(Action.AGREE))(agree)
    app.action(starting(Action.TURN_LETTERS))(turn_the_page)


def reflect_anywhere(ack: Ack, turn: Turn) -> None:
    """Open a reflection from wherever somebody is."""
    ack()
    in_network("reflect", reflect)(turn)


def reflect_on_message(ack: Ack, turn: Turn, shortcut: Mapping[str, Any]) -> None:
    """Open a reflection on a message; only its address is kept, never its text."""
    ack()
    which = f"{shortcut['channel']['id']}/{shortcut['message_ts']}"
    about = About(kind="message", which=which)

    def open_there(turn: Turn, network: Network) -> None:
        forms.open_form(turn, turn.services.reflections.about(turn.actor, network.id, about))

    in_network("reflect", open_there)(turn)


def reflect_on_something(ack: Ack, turn: Turn) -> None:
    """Open a reflection on what a prompt names."""
    ack()
    about = About.read(turn.text("a"))
    forms.open_form(turn, turn.services.reflections.about(turn.actor, turn.number("n"), about))


def agree(ack: Ack, turn: Turn) -> None:
    """Take a yes to what somebody proposed; the message itself is counted up by the outbox.

    Where the words are others by now, they are shown instead, and asked about.
    """
    ack()
    read = turn.number("r") if turn.text("r") else _UNKNOWN
    yes = turn.services.agreeing.agree(turn.actor, turn.number("e"), version=read)
    if not yes.is_counted:
        turn.show(blocks.changed_since(yes.view, turn.reader))
    elif turn.surface.is_modal:
        turn.redraw(blocks.yes_told(yes.count, turn.reader))
    else:
        turn.tell(blocks.yes_told(yes.count, turn.reader))
