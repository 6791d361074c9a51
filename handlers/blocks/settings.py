"""Draw a person's settings: zone, quiet hours, switches, digest, pause, and the days away."""

from datetime import date, time, timedelta

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    DatePickerElement,
    ExternalDataSelectElement,
    InputBlock,
    InteractiveElement,
    Option,
    TimePickerElement,
)
from slack_sdk.models.views import View

from bot.domain.local_time import Rhythm
from bot.domain.people import Away, Digest, Person, Settings, Topic
from bot.domain.readers import Reader
from bot.i18n import translator
from handlers.blocks.ids import Action, Callback, numbered
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import Look, actions, beside, button, context, plain, section
from handlers.blocks.modals import asked, modal, options_of, select_input
from handlers.blocks.packing import pack
from handlers.blocks.times import day

_DAY = timedelta(days=1)


def settings_modal(person: Person, rhythm: Rhythm, today: date, reader: Reader) -> View:
    """Ask for zone, quiet hours, what comes and how, filled with what holds now."""
    _ = translator(reader.locale)
    settings = person.settings
    return modal(
        _("My settings"),
        [
            zone_input(rhythm.zone.key, reader, label=_("My time zone")),
            asked(BlockId.QUIET_START, _("Quiet from"), _clock(rhythm.quiet.start)),
            asked(BlockId.QUIET_END, _("Quiet until"), _clock(rhythm.quiet.end)),
            _topics(settings, reader),
            _digest(settings, reader),
            context(state_line(settings, today, reader)),
            actions(
                *toggle(settings, today, reader),
                button(_("Use the defaults"), Action.RESET_SETTINGS),
            ),
        ],
        callback=Callback.SETTINGS,
        reader=reader,
        submit=_("Save"),
    )


def state_line(settings: Settings, today: date, reader: Reader) -> str:
    """Return in a sentence whether, when and how somebody is written to."""
    _ = translator(reader.locale)
    if settings.is_paused(today):
        if settings.paused_until is None:
            return _("You have paused messages. Nothing is lost: Home shows what waits.")
        return _("You have paused messages until {day}. Nothing is lost meanwhile.").format(
            day=day(settings.paused_until, reader)
        )
    now = next((one for one in settings.away if one.holds(today)), None)
    if now is not None:
        return _("You are away until {day}, and I write nothing. Nothing is lost.").format(
            day=day(now.until, reader)
        )
    return {
        Digest.OFF: _("I write to you on working days, outside your quiet hours."),
        Digest.DAILY: _("I write to you once a working day, all together."),
        Digest.WEEKLY: _("I write to you on Mondays, all together."),
    }[settings.digest]


def toggle(settings: Settings, today: date, reader: Reader) -> list[InteractiveElement]:
    """Return the button that pauses; while paused, those that end it, at once or on a day."""
    _ = translator(reader.locale)
    if not settings.is_paused(today):
        return [button(_("Pause messages"), Action.PAUSE)]
    until = DatePickerElement(
        action_id=Action.PAUSE_UNTIL,
        placeholder=plain(_("Pause until a day"), 150),
        initial_date=settings.paused_until.isoformat() if settings.paused_until else None,
    )
    return [button(_("Write to me again"), Action.RESUME), until]


def pause_told(settings: Settings, today: date, reader: Reader) -> Look:
    """Say whether messages are paused, and offer a day on which they begin again."""
    _ = translator(reader.locale)
    line = state_line(settings, today, reader)
    more = _("`/rounds resume` ends it at any time.") if settings.is_paused(today) else ""
    return Look(
        text=f"{line} {more}".strip(),
        blocks=[section(line, more), actions(*toggle(settings, today, reader))],
    )


def away_modal(settings: Settings, today: date, reader: Reader) -> View:
    """Show the days away that are to come, each to be removed, and ask for more."""
    _ = translator(reader.locale)
    about = _(
        "While you are away I write nothing. On the working day after, one message tells you what "
        "waits, and I go on as before."
    )
    tomorrow = today + _DAY
    ahead = [one for one in settings.away if one.until >= today]
    rows: list[Block] = [_away_row(one, number, reader) for number, one in enumerate(ahead)]
    return modal(
        _("Days away"),
        [
            section(about),
            *(rows or [context(_("No days away are planned."))]),
            asked(BlockId.AWAY_SINCE, _("First day away"), _date(tomorrow)),
            asked(BlockId.AWAY_UNTIL, _("Last day away"), _date(tomorrow)),
        ],
        callback=Callback.AWAY,
        reader=reader,
        submit=_("Add"),
    )


def away_kept(away: Away, reader: Reader) -> Look:
    """Say which days were kept, and that the return comes by itself."""
    _ = translator(reader.locale)
    line = _("You are away {days}. I write nothing then and come back to you by myself.").format(
        days=days_away(away, reader)
    )
    more = button(_("All days away"), Action.OPEN_AWAY)
    return Look(text=line, blocks=[section(line), actions(more)])


def days_away(away: Away, reader: Reader) -> str:
    """Return days away in words: one day, or the first and the last."""
    _ = translator(reader.locale)
    if away.since == away.until:
        return _("on {day}").format(day=day(away.since, reader))
    return _("from {first} to {last}").format(
        first=day(away.since, reader), last=day(away.until, reader)
    )


def zone_input(zone: str, reader: Reader, *, label: str) -> InputBlock:
    """Ask for a time zone by searching for a city."""
    _ = translator(reader.locale)
    element = ExternalDataSelectElement(
        action_id=Action.ZONE,
        placeholder=plain(_("Type a city"), 150),
        initial_option=zone_option(zone),
        min_query_length=1,
    )
    return asked(BlockId.ZONE, label, element, hint=_("Type the first letters of a large city."))


def zone_option(zone: str) -> Option:
    """Return a time zone as something to choose: its city first."""
    region, _slash, city = zone.rpartition("/")
    words = f"{city} ({region})" if region else zone
    return Option(value=zone, text=plain(words.replace("_", " "), 75))


def topic_words(reader: Reader) -> dict[str, str]:
    """Return what can be switched off, in the order in which it is shown."""
    _ = translator(reader.locale)
    return {
        Topic.GATHERINGS: _("Reminders of dates"),
        Topic.CHECKINS: _("Check-ins"),
        Topic.INQUIRY: _("The steps of the inquiry"),
        Topic.REFLECTIONS: _("Offers to reflect, and tools to try"),
        Topic.WORDS: _("Words of my facilitator"),
    }


def _topics(settings: Settings, reader: Reader) -> InputBlock:
    _ = translator(reader.locale)
    options = options_of(topic_words(reader))
    wanted = [one for one in options if one.value not in settings.muted]
    boxes = CheckboxesElement(
        action_id=Action.ANSWER, options=options, initial_options=wanted or None
    )
    hint = _("What you switch off stays open in Home. Receipts and new dates always come.")
    return asked(BlockId.TOPICS, _("Write to me about"), boxes, hint=hint, optional=True)


def _digest(settings: Settings, reader: Reader) -> InputBlock:
    _ = translator(reader.locale)
    choices = {
        Digest.OFF: _("One by one, each at its time"),
        Digest.DAILY: _("All together, once a day"),
        Digest.WEEKLY: _("All together, on Mondays"),
    }
    return select_input(
        BlockId.DIGEST,
        _("How it comes"),
        {str(key): words for key, words in choices.items()},
        chosen=settings.digest,
        hint=_("Reminders of a day and of an hour before a date come by themselves anyway."),
    )


def _away_row(away: Away, number: int, reader: Reader) -> Block:
    _ = translator(reader.locale)
    value = pack(d=f"{away.since}/{away.until}")
    words = days_away(away, reader)
    remove = button(_("Remove"), numbered(Action.REMOVE_AWAY, number), value=value)
    return beside(remove, f"• {words[:1].upper()}{words[1:]}")


def _date(initial: date) -> DatePickerElement:
    return DatePickerElement(action_id=Action.ANSWER, initial_date=initial.isoformat())


def _clock(at: time) -> TimePickerElement:
    return TimePickerElement(action_id=Action.ANSWER, initial_time=at.strftime("%H:%M"))
