"""Nudges: a facilitator writes, looks at what goes to whom, sends, and can take it back."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from slack_bolt import Ack, App

from bot.domain import permissions
from bot.domain.networks import Network
from bot.domain.prompts import Every, Missing
from bot.errors import Invalid, NotFound
from bot.i18n import mark
from bot.services.nudge_drafts import Draft
from handlers.blocks import nudge_log, nudge_previews
from handlers.blocks import nudges as blocks
from handlers.blocks.ids import Action, Block, Callback, starting
from handlers.blocks.modals import notice, said
from handlers.commands import Verb, in_network
from handlers.turn import Turn

_Word = TypeVar("_Word", bound=StrEnum)


def write(turn: Turn, network: Network) -> None:
    """Ask for the words and for whom they are."""
    desk = turn.services.nudges.begin(turn.actor, network.id)
    turn.show(blocks.nudge_modal(desk, turn.reader, draft=Draft(text="")))


def show_log(turn: Turn, network: Network) -> None:
    """Show what was sent, what it led to, and what goes on."""
    log = turn.services.nudge_log.see(turn.actor, network.id)
    turn.show(nudge_log.log_modal(log, turn.reader))


VERBS: Sequence[Verb] = (
    Verb(
        word="nudge",
        hint=mark("Writes to all members, or to those who have not done a thing."),
        run=in_network("nudge", write),
        needs=permissions.Verb.NUDGE,
    ),
    Verb(
        word="nudge log",
        hint=mark("Shows what was sent, what it led to, and what goes on."),
        run=in_network("nudge log", show_log),
        needs=permissions.Verb.NUDGE,
    ),
)


def register(app: App) -> None:
    """Listen to the modals of a nudge."""
    app.view_submission(Callback.NUDGE)(preview)
    app.action(Action.NUDGE_CHOICE)(ask_more)
    app.action(Action.REWRITE_NUDGE)(rewrite)
    app.view_submission(Callback.NUDGE_PREVIEW)(send)
    app.action(Action.UNDO_NUDGE)(undo)
    app.action(Action.NUDGE_LOG)(open_log)
    app.action(starting(Action.STOP_PROMPT))(stop)


def ask_more(ack: Ack, turn: Turn) -> None:
    """Ask for the day, the rhythm or the reminder, now that they are needed."""
    ack()
    desk = turn.services.nudges.begin(turn.actor, turn.number("n"))
    when = str(turn.surface.typed[Block.WHEN])
    turn.show(blocks.nudge_modal(desk, turn.reader, draft=_typed(turn), when=when))


def preview(ack: Ack, turn: Turn) -> None:
    """Show what would be sent to whom; raises Invalid beside the field that needs another look."""
    ack()
    draft = _typed(turn)
    if draft.day is None and turn.surface.typed[Block.WHEN] != blocks.NOW:
        raise Invalid(mark("Please choose a day."), field="day")
    found = turn.services.nudges.preview(turn.actor, turn.number("n"), draft)
    turn.show(nudge_previews.preview_modal(found, turn.reader, token=secrets.token_hex(8)))


def rewrite(ack: Ack, turn: Turn) -> None:
    """Go back to the words."""
    ack()
    desk = turn.services.nudges.begin(turn.actor, turn.number("n"))
    draft = _carried(turn)
    once = blocks.NOW if draft.day is None else blocks.ON_A_DAY
    when = once if draft.every is Every.ONCE else blocks.AGAIN
    turn.show(blocks.nudge_modal(replace(desk, recent=None), turn.reader, draft=draft, when=when))


def send(ack: Ack, turn: Turn) -> None:
    """Send what was looked at, or keep it for its day."""
    ack()
    network_id, token = turn.number("n"), turn.text("t")
    done = turn.services.nudges.send(turn.actor, network_id, _carried(turn), token=token)
    turn.show(nudge_previews.sent(done, network_id, token, turn.reader))


def undo(ack: Ack, turn: Turn) -> None:
    """Take a nudge back."""
    ack()
    turn.services.nudges.undo(turn.actor, turn.number("n"), turn.text("t"))
    turn.show(
        notice(said(turn.translate("It is taken back. Nobody is left with it.")), turn.reader)
    )


def open_log(ack: Ack, turn: Turn) -> None:
    """Show the log in place of what is open."""
    ack()
    show_log(turn, turn.services.networks.get(turn.actor, turn.number("n")))


def stop(ack: Ack, turn: Turn) -> None:
    """Stop what goes on, and show what is left."""
    ack()
    turn.services.nudges.stop(turn.actor, turn.number("n"), turn.number("p"))
    open_log(ack, turn)


def _typed(turn: Turn) -> Draft:
    """Return the draft as it stands in the modal; what is not asked for is left as it begins."""
    typed = turn.surface.typed
    only = typed.get(Block.ONLY) or ()
    repeats = typed[Block.WHEN] == blocks.AGAIN
    often = _known(Every, typed.get(Block.HOW_OFTEN) or Every.WEEK) if repeats else Every.ONCE
    form = typed.get(Block.QUESTIONS)
    return Draft(
        text=str(typed[Block.WORDS] or ""),
        missing=_known(Missing, typed[Block.AUDIENCE]),
        only=only if isinstance(only, tuple) else (),
        day=None if typed[Block.WHEN] == blocks.NOW else _day(typed.get(Block.DAY)),
        every=often,
        until=_day(typed.get(Block.UNTIL)),
        form=str(form) if form else None,
        remind_after=int(str(typed.get(Block.REMIND) or 0)),
    )


def _carried(turn: Turn) -> Draft:
    """Return the draft that the preview carries."""
    given: Mapping[str, str | int] = turn.surface.given
    return Draft(
        text=turn.surface.rest,
        missing=_known(Missing, turn.text("k")),
        only=tuple(turn.text("o").split()),
        day=_day(given.get("d")),
        every=_known(Every, turn.text("h")),
        until=_day(given.get("u")),
        form=turn.text("f") or None,
        remind_after=int(given.get("r", 0)),
    )


def _known(words: type[_Word], word: object) -> _Word:
    """Return a word that a menu offers; raises NotFound for one that was made up."""
    try:
        return words(str(word))
    except ValueError as error:
        raise NotFound from error


def _day(chosen: object) -> date | None:
    """Return a day that was chosen, if one was; raises NotFound for one that was made up."""
    try:
        return date.fromisoformat(str(chosen)) if chosen else None
    except ValueError as error:
        raise NotFound from error
