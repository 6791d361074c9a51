"""Draw what is said about gatherings: the announcement, the reminders, a change of date."""

from collections.abc import Sequence

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement

from bot.domain.entries import About, FormRef
from bot.domain.gatherings import Gathering, Rsvp
from bot.domain.kinds import Before
from bot.domain.messages import Announcement, GatheringChanged, Reminder
from bot.domain.programme import AgendaBlock, Series
from bot.domain.readers import Reader
from bot.i18n import translator
from handlers.blocks.dates import for_whom, several_days
from handlers.blocks.ids import Action
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import (
    Look,
    actions,
    button,
    context,
    header,
    section,
    sections,
)
from handlers.blocks.messages_decisions import agreed_blocks, wishes
from handlers.blocks.packing import pack
from handlers.blocks.preparing import prepare_button
from handlers.blocks.text import brief, bullets, fit, say
from handlers.blocks.times import length, spoken, when
from handlers.blocks.visibility import promise_of

_TITLE = 150
_NOTE = 1000
_PREPARATION = 1500
_TOPIC = 300


def announcement(message: Announcement, reader: Reader) -> Look:
    """Draw the one message about a gathering in the channel; names of who comes stay out of it."""
    gathering = message.gathering
    if not gathering.is_on:
        return _called_off(gathering, reader)
    _ = translator(reader.locale)
    text = _announced(message, reader).format(
        title=brief(gathering.title, _TITLE), when=spoken(gathering.starts_at, reader)
    )
    blocks: list[Block] = [
        header(gathering.title),
        section(*place_and_time(gathering, reader)),
        *several_days(message.days, reader),
        *for_whom(message.school, reader),
        *_note(gathering, reader),
        *_topic(message.series, reader, number=gathering.number),
        *aim(message.series, reader),
        *preparation(message.series, reader),
        *wishes(message.agreed, message.network, reader),
        *agenda(message.agenda, reader),
        context(_count(message, reader)),
        rsvp_buttons(gathering, reader),
    ]
    return Look(text=text, blocks=blocks)


def _announced(message: Announcement, reader: Reader) -> str:
    _ = translator(reader.locale)
    if message.school is not None:  # its name stands in the title
        return _("{title}: {when}.")
    return _("{title}: {when}. Please tell us whether you can come.")


def reminder(message: Reminder, reader: Reader) -> Look:
    """Draw a private reminder; the one of the last hour also takes "I am here"."""
    _ = translator(reader.locale)
    gathering = message.gathering
    opening = {
        Before.WEEK: _("{title} is coming up."),
        Before.DAY: _("{title} is nearly here."),
        Before.HOUR: _("{title} begins soon."),
    }[message.before]
    if message.on_the_eve and message.before is Before.HOUR:
        opening = _("{title} begins while I keep quiet, so here is my last word before it.")
    title = brief(gathering.title, _TITLE)
    blocks: list[Block] = [
        section(
            opening.format(title=f"*{title}*"), *place_and_time(gathering, reader, titled=False)
        )
    ]
    if message.before is not Before.HOUR:
        blocks += several_days(message.days, reader)
    if message.before is Before.WEEK:
        blocks += preparation(message.series, reader)
    if message.before is Before.HOUR:
        blocks += agreed_blocks(message.agreed, message.network, reader)
    blocks += [_said(message, reader), *_asking(message, reader)]
    text = f"{opening.format(title=title)} {spoken(gathering.starts_at, reader)}."
    return Look(text=text, blocks=blocks)


def gathering_changed(message: GatheringChanged, reader: Reader) -> Look:
    """Tell a member that a gathering was moved or cancelled."""
    gathering = message.gathering
    if not gathering.is_on:
        return _called_off(gathering, reader)
    _ = translator(reader.locale)
    title = brief(gathering.title, _TITLE)
    text = _("{title} has a new date: {when}. Can you come?").format(
        title=title, when=spoken(gathering.starts_at, reader)
    )
    blocks: list[Block] = [
        section(_("*{title}* has a new date:").format(title=title)),
        section(*place_and_time(gathering, reader, titled=False)),
        *_note(gathering, reader),
        context(_("Does the new date suit you?")),
        rsvp_buttons(gathering, reader),
    ]
    return Look(text=text, blocks=blocks)


def shortened_reminder(message: Reminder, reader: Reader) -> Look:
    """Draw what is left of a reminder when a newer one has come."""
    _ = translator(reader.locale)
    line = _("Reminder: {title}, {when} (a newer reminder follows below)")
    title = brief(message.gathering.title, _TITLE)
    starts_at = message.gathering.starts_at
    return Look(
        text=line.format(title=title, when=spoken(starts_at, reader)),
        blocks=[context(line.format(title=title, when=when(starts_at, reader, style="short")))],
    )


def rsvp_buttons(gathering: Gathering, reader: Reader) -> ActionsBlock:
    """Return the three answers to an invitation."""
    return actions(
        _coming(gathering, reader),
        _maybe(gathering, reader),
        _not_coming(gathering, reader),
        block_id=BlockId.RSVP,
    )


def _coming(gathering: Gathering, reader: Reader) -> ButtonElement:
    _ = translator(reader.locale)
    return button(_("I will come"), Action.RSVP_YES, value=_value(gathering), style="primary")


def _maybe(gathering: Gathering, reader: Reader) -> ButtonElement:
    _ = translator(reader.locale)
    return button(_("Maybe"), Action.RSVP_MAYBE, value=_value(gathering))


def _not_coming(gathering: Gathering, reader: Reader) -> ButtonElement:
    _ = translator(reader.locale)
    return button(_("I cannot come"), Action.RSVP_NO, value=_value(gathering))


def _value(gathering: Gathering) -> str:
    return pack(n=gathering.network_id, g=gathering.id)


def _reminder_buttons(message: Reminder, reader: Reader) -> ActionsBlock:
    _ = translator(reader.locale)
    gathering = message.gathering
    if message.before is Before.HOUR:
        here = button(_("I am here"), Action.I_AM_HERE, value=_value(gathering), style="primary")
        return actions(here, _not_coming(gathering, reader), block_id=BlockId.RSVP)
    if message.rsvp is Rsvp.YES:
        return actions(_not_coming(gathering, reader), block_id=BlockId.RSVP)
    if message.rsvp is Rsvp.NO:
        return actions(_coming(gathering, reader), block_id=BlockId.RSVP)
    return rsvp_buttons(gathering, reader)


def _asking(message: Reminder, reader: Reader) -> list[Block]:
    """Return the answers to the invitation, and above them what is asked for beforehand."""
    buttons, form = _reminder_buttons(message, reader), message.prepare
    if form is None or message.before is Before.HOUR:
        return [buttons]
    about = About(kind="gathering", which=str(message.gathering.id))
    ref = FormRef(network_id=message.network.id, form_id=form.id, about=about)
    return [
        context(promise_of(form, reader)),
        actions(prepare_button(form, ref, reader)),
        buttons,
    ]


def _said(message: Reminder, reader: Reader) -> Block:
    _ = translator(reader.locale)
    here = brief(message.network.name, _TITLE)
    if message.before is Before.HOUR:
        return context(_("Press “I am here” when you arrive."), here)
    said = {
        Rsvp.YES: _("You said that you are coming."),
        Rsvp.MAYBE: _("You said maybe. Do you know by now?"),
        Rsvp.NO: _("You said that you cannot come."),
        None: _("Will you come? Your answer helps us plan."),
    }[message.rsvp]
    return context(said, here)


def place_and_time(gathering: Gathering, reader: Reader, *, titled: bool = True) -> list[str]:
    """Return when it is, how long it takes, and where."""
    _ = translator(reader.locale)
    moment = when(gathering.starts_at, reader)
    line = _("{when} ({length})").format(when=moment, length=length(gathering.minutes, reader))
    lines = [f"*{line}*" if titled else line]
    if gathering.place:
        lines.append(_("Place: {place}").format(place=brief(gathering.place, 300)))
    return lines


def _topic(series: Series, reader: Reader, *, number: int) -> list[Block]:
    """Return what the n-th gathering of a series is about, where the programme says so (S60)."""
    topic = series.topic_of(number)
    if topic is None:
        return []
    _ = translator(reader.locale)
    lines = [_("*What it is about*"), brief(say(topic.what, reader), _TOPIC)]
    if topic.teachers is not None:
        teachers = brief(say(topic.teachers, reader), _TOPIC)
        lines.append(_("Meanwhile, among teacher leaders: {what}").format(what=teachers))
    return [section(*lines)]


def aim(series: Series, reader: Reader) -> list[Block]:
    """Return what leaders can do better through it, and what learners have of it (S1)."""
    lines = aim_lines(series, reader)
    return [section(*lines)] if lines else []


def aim_lines(series: Series, reader: Reader) -> list[str]:
    """Return the same as lines, for places where it is small print."""
    _ = translator(reader.locale)
    lines: list[str] = []
    if series.competency is not None:
        what = brief(say(series.competency, reader), _TOPIC)
        lines.append(_("What leaders practise: {what}").format(what=what))
    if series.outcome is not None:
        what = brief(say(series.outcome, reader), _TOPIC)
        lines.append(_("What schools could see of it: {what}").format(what=what))
    return lines


def preparation(series: Series, reader: Reader) -> list[Block]:
    """Return what to prepare, where the programme asks for something."""
    if series.before is None:
        return []
    _ = translator(reader.locale)
    title = _("*Before we meet*")
    return [section(title, fit(say(series.before, reader), _PREPARATION))]


def agenda(planned: Sequence[AgendaBlock], reader: Reader) -> list[Block]:
    """Return what will be done at a gathering, in short."""
    if not planned:
        return []
    _ = translator(reader.locale)
    parts = [
        _("{what} ({length})").format(
            what=say(part.what, reader), length=length(part.minutes, reader)
        )
        for part in planned
    ]
    return sections([_("*What we will do*"), *bullets(parts, most=180)])


def _count(message: Announcement, reader: Reader) -> str:
    _ = translator(reader.locale)
    if not message.coming and not message.maybe:
        return _("Will you come? Your answer helps us plan.")
    return _("Coming: {coming} of {invited}. Maybe: {maybe}.").format(
        coming=message.coming, invited=message.invited, maybe=message.maybe
    )


def _note(gathering: Gathering, reader: Reader) -> list[Block]:
    if not gathering.note:
        return []
    _ = translator(reader.locale)
    return [section(_("*From your facilitator*"), fit(gathering.note, _NOTE))]


def _called_off(gathering: Gathering, reader: Reader) -> Look:
    _ = translator(reader.locale)
    line = _("{title} on {when} will not take place.")
    title = brief(gathering.title, _TITLE)
    text = line.format(title=title, when=spoken(gathering.starts_at, reader))
    shown = line.format(title=f"*{title}*", when=when(gathering.starts_at, reader, style="short"))
    return Look(text=text, blocks=[section(shown), *_note(gathering, reader)])
