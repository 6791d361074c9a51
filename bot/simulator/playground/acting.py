"""Do in the local Slack what the page asked for in a person's name."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from bot.errors import Refused
from bot.i18n import Translator, mark
from bot.simulator.playground import orders
from bot.simulator.slack import Answer, LocalSlack, Message, PersonSession, View
from bot.simulator.slack.surfaces import NotPossibleError

_NO_ANSWER = mark("The bot gave no answer to this ({error}). Please try again in a moment.")
_GONE = mark("This is not there any more.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of an order: a sentence to show, errors beside fields, options to choose from."""

    ok: bool = True
    sentence: str = ""
    blanks: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    errors: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    options: tuple[Mapping[str, Any], ...] = ()
    file: str = ""
    """The id of a file that was put on the table."""
    left: tuple[str, ...] = ()
    """Blocks whose typed values could not be filled in: covered by another modal, or gone."""

    def told(self, translate: Translator) -> str:
        """Return the sentence in the reader's language."""
        return translate(self.sentence).format(**self.blanks) if self.sentence else ""


def carry_out(slack: LocalSlack, order: orders.Order) -> Outcome:
    """Do it and wait for the bot; raises NotPossibleError for what Slack's client would refuse."""
    who = slack.person(order.person)
    match order:
        case orders.Command():
            return _told(who.command(order.command, order.text, channel=order.channel))
        case orders.Post():
            who.post(order.channel, order.text, thread=order.thread)
        case orders.Join():
            who.join(order.channel)
        case orders.Shortcut():
            return _told(who.shortcut(order.callback_id))
        case orders.MessageShortcut():
            message = _message(who, channel=order.channel, ts=order.ts)
            return _told(who.message_shortcut(order.callback_id, message))
        case orders.Home():
            return _told(who.open_home())
        case orders.Upload():
            file = slack.add_file(order.person, name=order.name, content=order.content)
            return Outcome(file=file.id)
        case _:
            return _on_surface(who, order)
    return Outcome()


def _on_surface(who: PersonSession, order: orders.OnSurface) -> Outcome:
    """Fill in what was typed, then press, send, close or ask."""
    place = _place(who, order)
    left = tuple(filled.block_id for filled in order.values if not _fill(who, filled, on=place))
    return replace(_after_filling(who, order, place=place), left=left)


def _fill(who: PersonSession, filled: orders.Filled, *, on: Message | View | None) -> bool:
    """Fill in one value; say whether its field could be reached."""
    try:
        who.set(filled.block_id, filled.value, view=on)
    except NotPossibleError:
        return False
    return True


def _after_filling(
    who: PersonSession, order: orders.OnSurface, *, place: Message | View | None
) -> Outcome:
    match order:
        case orders.Click():
            answer = who.click(
                order.action_id, on=place, value=order.value, block_id=order.block_id
            )
            return _told(answer)
        case orders.Enter():
            return _told(who.press_enter(order.block_id))
        case orders.Options():
            return Outcome(options=tuple(who.options(order.action_id, order.query, on=place)))
        case orders.Submit():
            return _sent(who)
        case orders.Close():
            who.close(all_views=order.all)
    return Outcome()


def _place(who: PersonSession, order: orders.OnSurface) -> Message | View | None:
    """Find the message or view the order is about; raises Refused when it is gone."""
    if order.channel:
        return _message(who, channel=order.channel, ts=order.ts)
    if order.home:
        return who.home_view
    for view in who.modals:
        if view.id == order.view:
            return view
    raise Refused(_GONE)


def _message(who: PersonSession, *, channel: str, ts: str) -> Message:
    for message in who.sees(channel):
        if message.ts == ts:
            return message
    raise Refused(_GONE)


def _told(answer: Answer) -> Outcome:
    if answer.ok:
        return Outcome()
    return Outcome(ok=False, sentence=_NO_ANSWER, blanks={"error": answer.error})


def _sent(who: PersonSession) -> Outcome:
    """Send the open modal: what is wrong stands beside the fields."""
    taken = who.submit()
    errors = {**taken.client_errors, **taken.errors}
    if taken.ok or errors:
        return Outcome(ok=taken.ok, errors=errors)
    return Outcome(ok=False, sentence=_NO_ANSWER, blanks={"error": taken.error})
