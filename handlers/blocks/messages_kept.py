"""Draw what was held back: the digest, its rows, and the question whether to go on asking."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import Block

from bot.domain.agendas import AgendaProposed
from bot.domain.deciding import DecisionPrompt
from bot.domain.kinds import Message
from bot.domain.messages import (
    CheckinPrompt,
    DigestMessage,
    FollowUp,
    FormPrompt,
    NudgeMessage,
    Reminder,
    StepPrompt,
    StillHere,
)
from bot.domain.partner_messages import CheckBack
from bot.domain.readers import Reader
from bot.domain.tool_messages import ToolMessage
from bot.i18n import plural, translator
from handlers.blocks.ids import Action, numbered
from handlers.blocks.layout import Look, actions, beside, button, context, section
from handlers.blocks.library_toolkit import kept_tool
from handlers.blocks.messages_agendas import proposed_line
from handlers.blocks.messages_decisions import prompt_row
from handlers.blocks.messages_entries import checkin_name
from handlers.blocks.messages_inquiry import step_name
from handlers.blocks.messages_partners import kept_check_back
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, say
from handlers.blocks.times import day, spoken, when

_NAME = 150
_WORDS = 400
_ALOUD = 80
Row = tuple[str, tuple[str, Action, str] | None]
"""A line, and the label, action and value of the button beside it, if there is anything to do."""


def digest(message: DigestMessage, reader: Reader) -> Look:
    """Bring what waits together: one row for each thing, each with its button."""
    _ = translator(reader.locale)
    opening = _("Here is what waits for you, all together:")
    if message.is_return:
        opening = _("Welcome back. This is what waits for you:")
    if not message.items:
        opening = _("Nothing waits for you any more.")
    several = len({item.network.id for item in message.items}) > 1
    blocks: list[Block] = [section(opening)]
    for number, item in enumerate(message.items):
        blocks.append(kept_row(item, reader, number=number, named=several))
    if message.more:
        blocks.append(context(_more(message.more, reader)))
    blocks.append(context(_("There is no hurry. What is still open stands in Home, too.")))
    lines = "; ".join(_aloud(item, reader) for item in message.items)
    return Look(text=f"{opening} {lines}", blocks=blocks)


def shortened_digest(message: DigestMessage, reader: Reader) -> Look:
    """Draw what is left of a digest when a newer one has come."""
    _ = translator(reader.locale)
    text = _("What waited for you then (a newer list follows below)")
    if message.is_return:
        text = _("Welcome back (a newer list follows below)")
    return Look(text=text, blocks=[context(text)])


def still_here(message: StillHere, reader: Reader) -> Look:
    """Ask kindly whether to go on: stay, ask later, stop asking."""
    _ = translator(reader.locale)
    name = checkin_name(message.asked, reader)
    line = _("{name} has stayed quiet for three rounds, and that is fine: weeks are full.")
    question = _("Shall I go on asking you?")
    rest = _("If you say nothing, I leave it for four weeks and then ask again.")
    value = pack(n=message.network.id, k=_thing(message), s="alone")
    blocks: list[Block] = [
        section(line.format(name=f"*{name}*"), question),
        context(rest, brief(message.network.name, _NAME)),
        actions(
            button(_("Go on asking"), Action.ASK_ON, value=value, style="primary"),
            button(_("Ask me in four weeks"), Action.ASK_LATER, value=value),
            button(_("Stop asking"), Action.ASK_NO_MORE, value=value),
        ),
    ]
    return Look(text=f"{line.format(name=name)} {question} {rest}", blocks=blocks)


def shortened_still_here(message: StillHere, reader: Reader) -> Look:
    """Draw what is left of the question when it is asked again."""
    _ = translator(reader.locale)
    text = _("{name}: I asked whether to go on (a newer question follows below)").format(
        name=checkin_name(message.asked, reader)
    )
    return Look(text=text, blocks=[context(text)])


def kept_row(
    item: Message, reader: Reader, *, number: int, named: bool, notes: Sequence[str] = ()
) -> Block:
    """Draw something that was held back as one row; ``named`` adds which network it is of."""
    line, does = _row(item, reader)
    here = [f"_{brief(item.network.name, _NAME)}_"] if named else []
    if does is None:
        return section(line, *here, *notes)
    label, action, value = does
    return beside(button(label, numbered(action, number), value=value), line, *here, *notes)


def _aloud(item: Message, reader: Reader) -> str:
    """Return a row for places that show no signs."""
    line, _does = _row(item, reader, aloud=True)
    return line.replace("*", "").rstrip(".")


def line_of(item: Message, reader: Reader) -> str | None:
    """Return something that can be held back in one line of words; None for other kinds."""
    return _aloud(item, reader) if isinstance(item, _HELD_BACK) else None


def _row(item: Message, reader: Reader, *, aloud: bool = False) -> Row:
    """Return the row of each kind that can be held back."""
    match item:
        case Reminder():
            return _reminder(item, reader, aloud=aloud)
        case NudgeMessage():
            return _nudge(item, reader, aloud=aloud)
        case _ if type(item) in _ROWS:
            return _ROWS[type(item)](item, reader)
        case _:
            return brief(item.network.name, _NAME), None


def _reminder(item: Reminder, reader: Reader, *, aloud: bool) -> Row:
    _ = translator(reader.locale)
    starts_at = item.gathering.starts_at
    line = _("*{title}*: {when}").format(
        title=brief(item.gathering.title, _NAME),
        when=(spoken if aloud else when)(starts_at, reader),
    )
    return line, (_("See the date"), Action.RUN_COMMAND, pack(v="conference", n=item.network.id))


def _agenda(item: AgendaProposed, reader: Reader) -> Row:
    _ = translator(reader.locale)
    value = pack(n=item.network.id, g=item.gathering.id)
    line = proposed_line(item.gathering, len(item.proposals), reader)
    return f"*{line}*", (_("See the agenda"), Action.OPEN_AGENDA, value)


def _form(item: FormPrompt, reader: Reader) -> Row:
    _ = translator(reader.locale)
    title = brief(": ".join(one for one in (say(item.form.title, reader), item.occasion) if one))
    value = pack(n=item.network.id, f=item.form.id, a=item.about)
    return f"*{title}*", (_("Write now"), Action.OPEN_FORM, value)


def _step(item: StepPrompt, reader: Reader) -> Row:
    _ = translator(reader.locale)
    value = pack(n=item.cycle.network_id, c=item.cycle.id)
    return f"*{step_name(item.standing, reader)}*", (
        _("Open the step"),
        Action.OPEN_INQUIRY,
        value,
    )


def _checkin(item: CheckinPrompt, reader: Reader) -> Row:
    _ = translator(reader.locale)
    value = pack(n=item.network.id, k=item.checkin_id, d=item.round_on.isoformat())
    line = _("*{name}* of {day}").format(
        name=checkin_name(item, reader), day=day(item.round_on, reader)
    )
    return line, (_("Check in"), Action.OPEN_CHECKIN, value)


def _nudge(item: NudgeMessage, reader: Reader, *, aloud: bool) -> Row:
    _ = translator(reader.locale)
    words = brief(item.text, _ALOUD if aloud else _WORDS)
    sender = brief(item.sender.name if item.sender else item.network.name, 80)
    line = _("*{sender}* wrote: {words}").format(sender=sender, words=words)
    if item.open_verb is None:
        return line, None
    return line, (_("Open"), Action.RUN_COMMAND, pack(v=item.open_verb, n=item.network.id))


def _follow_up(item: FollowUp, reader: Reader) -> Row:
    _ = translator(reader.locale)
    line = _("*Your next step:* {step}").format(step=brief(item.next_step, _ALOUD))
    value = pack(n=item.entry.network_id, a=f"follow_up:{item.entry.id}")
    return line, (_("Write how it went"), Action.OPEN_REFLECT, value)


def _asked(item: StillHere, reader: Reader) -> Row:
    _ = translator(reader.locale)
    line = _("*{name}*: shall I go on asking?").format(name=checkin_name(item.asked, reader))
    value = pack(n=item.network.id, k=_thing(item))
    return line, (_("Go on asking"), Action.ASK_ON, value)


def _thing(item: StillHere) -> str:
    """Return what is asked, as the outbox names it."""
    return f"checkin:{item.asked.checkin_id}"


def _more(count: int, reader: Reader) -> str:
    return plural(
        "{count} older one is still open, too.",
        "{count} older ones are still open, too.",
        count,
        locale=reader.locale,
    )


_ROWS: Mapping[type[Message], Callable[[Any, Reader], Row]] = {
    AgendaProposed: _agenda,
    DecisionPrompt: prompt_row,
    FormPrompt: _form,
    ToolMessage: kept_tool,
    StepPrompt: _step,
    CheckinPrompt: _checkin,
    CheckBack: kept_check_back,
    FollowUp: _follow_up,
    StillHere: _asked,
}
_HELD_BACK = (Reminder, NudgeMessage, *_ROWS)
