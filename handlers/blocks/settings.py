"""Draw a person's settings: time zone, quiet hours, pause."""

from datetime import time

from slack_sdk.models.blocks import (
    ExternalDataSelectElement,
    InputBlock,
    Option,
    TimePickerElement,
)
from slack_sdk.models.views import View

from bot.domain.local_time import Rhythm, zone_named
from bot.domain.people import Person
from bot.domain.readers import Reader
from bot.i18n import translator
from handlers.blocks.ids import Action, Callback
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import actions, button, context, plain
from handlers.blocks.modals import asked, modal


def settings_modal(person: Person, reader: Reader) -> View:
    """Ask for zone and quiet hours, filled with what holds now."""
    _ = translator(reader.locale)
    rhythm = person.rhythm(Rhythm(zone=zone_named(None)))
    paused = person.settings.paused
    toggle = (
        button(_("Write to me again"), Action.RESUME, style="primary")
        if paused
        else button(_("Pause messages"), Action.PAUSE)
    )
    state = (
        _("You have paused messages. Nothing is lost: Home shows what waits.")
        if paused
        else _("I write to you on working days, outside your quiet hours.")
    )
    return modal(
        _("My settings"),
        [
            zone_input(rhythm.zone.key, reader, label=_("My time zone")),
            asked(BlockId.QUIET_START, _("Quiet from"), _clock(rhythm.quiet.start)),
            asked(BlockId.QUIET_END, _("Quiet until"), _clock(rhythm.quiet.end)),
            context(state),
            actions(toggle, button(_("Use the defaults"), Action.RESET_SETTINGS)),
        ],
        callback=Callback.SETTINGS,
        reader=reader,
        submit=_("Save"),
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


def _clock(at: time) -> TimePickerElement:
    return TimePickerElement(action_id=Action.ANSWER, initial_time=at.strftime("%H:%M"))
