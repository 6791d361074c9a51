"""Draw why something came, or did not: the stored reason, the clock, and the rule by its name."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from slack_sdk.models.blocks import Block

from bot.domain.deliveries import DeliveryState
from bot.domain.door import Dropped
from bot.domain.kinds import Before, Kind
from bot.domain.messages import AnyMessage
from bot.domain.readers import Reader
from bot.i18n import mark, plural, translator
from bot.services.why import Explained
from handlers.blocks.ids import Action, numbered
from handlers.blocks.layout import Look, beside, button, context, section, sections
from handlers.blocks.messages import RENDERERS
from handlers.blocks.messages_kept import line_of
from handlers.blocks.packing import pack
from handlers.blocks.text import escape, trim
from handlers.blocks.times import clock, day_of, when, zone_words

_LINE = 200
_WORTH_A_WORD = timedelta(minutes=5)
_NAMES: Mapping[Kind, str] = {
    Kind.WELCOME: mark("My welcome"),
    Kind.REMINDER: mark("A reminder"),
    Kind.GATHERING_CHANGED: mark("A new date"),
    Kind.FORM_PROMPT: mark("An offer to reflect"),
    Kind.TOOL: mark("Something of the toolkit"),
    Kind.STEP_PROMPT: mark("A step of the inquiry"),
    Kind.CHECKIN_PROMPT: mark("A check-in"),
    Kind.NUDGE: mark("Words of a facilitator"),
    Kind.DECISION_PROMPT: mark("Something to decide"),
    Kind.FOLLOW_UP: mark("A question about your next step"),
    Kind.CHECK_BACK: mark("A word about your partner's next step"),
    Kind.DIGEST: mark("What waited for you, all together"),
    Kind.STILL_HERE: mark("The question whether to go on"),
}
_OTHER_RULES: Mapping[str, str] = {
    "undone": mark("Your facilitator took it back before it was sent."),
}
_COMES_SOON = frozenset(
    {
        Kind.WELCOME,
        Kind.GATHERING_CHANGED,
        Kind.FORM_PROMPT,
        Kind.STEP_PROMPT,
        Kind.DECISION_PROMPT,
    }
)
_FROM_THE_PROMPT_HOUR = mark(
    "Why then: I write from {start} on working days, and nothing from {quiet} to {morning} "
    "({zone})."
)
_SOON = mark(
    "Why then: it comes as soon as there is something to say. What falls between {quiet} and "
    "{morning}, or on a day off, waits until {start} on your next working day ({zone})."
)
_NEAR_ITS_DATE = mark(
    "Why then: it comes an hour before the beginning, or just before your quiet hours where they "
    "are in the way: {quiet} to {morning} ({zone})."
)
_NOT_NEEDED = mark("It was not needed any more.")


def explanation(one: Explained, reader: Reader) -> Look:
    """Answer why one thing came, or did not."""
    _ = translator(reader.locale)
    reasons = [*_rule(one, reader), *_reason(one, reader), *_hour(one, reader)]
    blocks: list[Block] = [section(f"*{_title(one, reader)}*", *_about(one.message, reader))]
    blocks += sections([f"• {line}" for line in (_came(one, reader), *reasons)])
    blocks.append(context(_("`/rounds settings` changes when and how I write to you.")))
    return Look(text=" ".join([f"{_title(one, reader)}.", *reasons]), blocks=blocks)


def latest(found: Sequence[Explained], reader: Reader) -> Look:
    """List what came lately and what did not, each with a button that says why."""
    _ = translator(reader.locale)
    if not found:
        line = _("I have not written to you by myself yet.")
        return Look(text=line, blocks=[section(line)])
    opening = _("*What I wrote to you lately, and what I did not*")
    blocks: list[Block] = [section(opening)]
    for number, one in enumerate(found):
        value, title = pack(w=one.delivery.id), _title(one, reader)
        why = button(_("Why?"), numbered(Action.WHY, number), value=value, about=title)
        about = _about(one.message, reader)
        blocks.append(beside(why, _in_short(one, reader), *about))
    blocks.append(context(_("Only you see this.")))
    return Look(text=opening.replace("*", ""), blocks=blocks)


def _title(one: Explained, reader: Reader) -> str:
    _ = translator(reader.locale)
    return _(_NAMES.get(one.delivery.kind, mark("A message")))


def _in_short(one: Explained, reader: Reader) -> str:
    _ = translator(reader.locale)
    words = _("{what}, {when}") if one.came else _("{what}, {when}: not sent")
    words = _("{what}, {when}: taken back") if one.taken_back else words
    at = one.delivery.settled_at or one.delivery.due_at
    return words.format(what=_title(one, reader), when=when(at, reader, style="short"))


def _about(message: AnyMessage | None, reader: Reader) -> list[str]:
    """Return what a message says, in one line; nothing where the thing is gone."""
    if message is None:
        return []
    line = line_of(message, reader) or RENDERERS[type(message)](message, reader).text
    return [trim(line, _LINE)]


def _came(one: Explained, reader: Reader) -> str:
    _ = translator(reader.locale)
    due_at, at = one.delivery.due_at, one.delivery.settled_at
    if not one.came or at is None:
        return _("It was planned for {when} and not sent.").format(when=when(due_at, reader))
    if at - due_at < _WORTH_A_WORD:
        return _("It came {when}.").format(when=when(at, reader))
    return _("It was planned for {due} and came {when}.").format(
        due=when(due_at, reader), when=when(at, reader)
    )


def _rule(one: Explained, reader: Reader) -> list[str]:
    """Return which rule held it back, with its numbers."""
    _ = translator(reader.locale)
    if one.came:
        return [_("Your facilitator took it back afterwards.")] if one.taken_back else []
    if one.delivery.state is DeliveryState.FAILED:
        return [_("Slack did not take it. Your facilitator was told.")]
    if one.why_not is None:
        return [_(_OTHER_RULES.get(one.delivery.outcome or "", _NOT_NEEDED))]
    if one.why_not is not Dropped.CAP:
        return [_(one.why_not.value)]
    if not one.cap:
        return [_("In this phase nothing comes to you by itself; it waits in Home.")]
    rule = plural(
        "I had already written to you often enough: {count} message in seven days.",
        "I had already written to you often enough: {count} messages in seven days.",
        one.cap,
        locale=reader.locale,
    )
    rules = [rule]
    if one.counted and len(one.counted) < one.cap:
        rules.append(_("The last place is kept for a date, a step, a decision or a word to you."))
    before = [_counted(row.kind, message, reader) for row, message in one.counted]
    if not before:
        return rules
    return [*rules, _("These came before it: {list}.").format(list="; ".join(before))]


def _counted(kind: Kind, message: AnyMessage | None, reader: Reader) -> str:
    """Return something that took a place under the cap, in a few words."""
    _ = translator(reader.locale)
    named = _(_NAMES.get(kind, mark("A message")))
    return next(iter(_about(message, reader)), named).rstrip(".")


def _reason(one: Explained, reader: Reader) -> list[str]:
    _ = translator(reader.locale)
    return [_("Why you: {reason}").format(reason=escape(_(one.delivery.reason)))]


def _rule_of_hours(one: Explained) -> str:
    """Return the rule that found the hour, with places for the clock of its reader.

    Most comes at the prompt hour; some as soon as it can be said, the last reminder near its date.
    """
    delivery, rhythm = one.delivery, one.rhythm
    if delivery.refs.get("before") == Before.HOUR:
        return _NEAR_ITS_DATE
    wall = delivery.due_at.astimezone(rhythm.zone).time()
    comes_soon = delivery.kind in _COMES_SOON or "at" in delivery.refs
    return _SOON if comes_soon and wall != rhythm.prompt_at else _FROM_THE_PROMPT_HOUR


def _hour(one: Explained, reader: Reader) -> list[str]:
    """Return why at that hour: the person's clock, and the closed day it was moved away from."""
    _ = translator(reader.locale)
    rhythm, refs = one.rhythm, one.delivery.refs
    zone = _("{zone}, which you chose") if one.zone_is_chosen else _("{zone}, as in your profile")
    line = _(_rule_of_hours(one)).format(
        start=clock(rhythm.prompt_at, reader),
        quiet=clock(rhythm.quiet.start, reader),
        morning=clock(rhythm.quiet.end, reader),
        zone=zone.format(zone=zone_words(reader)),
    )
    if "moved_by" not in refs:
        return [line]
    moved = _("It was meant for {day}, but that is {closure}.").format(
        day=day_of(str(refs.get("moved_from", "")), reader), closure=escape(str(refs["moved_by"]))
    )
    return [line, moved]
