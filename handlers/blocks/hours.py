"""Draw when a network writes to its people, and the form in which that is decided."""

from collections.abc import Sequence
from datetime import time

from slack_sdk.models.blocks import (
    CheckboxesElement,
    ExternalDataSelectElement,
    Option,
    TimePickerElement,
)
from slack_sdk.models.views import View

from bot.domain.networks import Network
from bot.domain.public_holidays import Region, region_named
from bot.domain.readers import Reader
from bot.i18n import plural, translator
from handlers.blocks.ids import Action, Callback
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import actions, button, plain, section
from handlers.blocks.modals import asked, modal, options_of, select_input
from handlers.blocks.packing import pack
from handlers.blocks.text import brief
from handlers.blocks.times import clock, weekday

NOWHERE = "none"
"""What is chosen where no public holidays are kept."""
_NAME = 80
_MOST_A_WEEK = 7
_MOST_FOUND = 99


def hours_modal(network: Network, reader: Reader) -> View:
    """Ask when people are written to, filled with what holds now."""
    _ = translator(reader.locale)
    rhythm = network.rhythm
    names = options_of({str(number): weekday(number, reader) for number in range(7)})
    chosen = [one for one in names if int(one.value or 0) in rhythm.working_days]
    boxes = CheckboxesElement(action_id=Action.ANSWER, options=names, initial_options=chosen)
    told = _("For everybody in {network}. Each member's own time zone and quiet hours still win.")
    most = {str(number): str(number) for number in range(1, _most_offered(network) + 1)}
    hint = _("What people asked for and reminders of gatherings they accepted do not count.")
    return modal(
        _("When I write"),
        [
            section(told.format(network=brief(network.name, _NAME))),
            asked(BlockId.WORKING_DAYS, _("Working days"), boxes),
            asked(BlockId.PROMPT_AT, _("I write at"), _picker(rhythm.prompt_at)),
            asked(BlockId.QUIET_START, _("Quiet from"), _picker(rhythm.quiet.start)),
            asked(BlockId.QUIET_END, _("Quiet until"), _picker(rhythm.quiet.end)),
            asked(BlockId.REGION, _("Public holidays"), _region_menu(network, reader)),
            select_input(
                BlockId.MOST_NUDGES,
                _("At most so many messages in seven days"),
                most,
                chosen=str(network.most_nudges),
                hint=hint,
            ),
            actions(button(_("Use the defaults"), Action.RESET_HOURS)),
        ],
        callback=Callback.HOURS,
        reader=reader,
        submit=_("Save"),
        meta=pack(n=network.id),
    )


def region_options(found: Sequence[Region], reader: Reader) -> list[Option]:
    """Return places with public holidays as something to choose, and last the choice of none."""
    return [*(_region_option(one) for one in found[:_MOST_FOUND]), _nowhere(reader)]


def hours_lines(network: Network, reader: Reader) -> list[str]:
    """Say when a network's people are written to, in a few lines."""
    _ = translator(reader.locale)
    rhythm = network.rhythm
    at = _("{days} at {time}, on everybody's own clock; never between {start} and {end}.")
    most = plural(
        "At most {count} message that nobody asked for, in seven days.",
        "At most {count} messages that nobody asked for, in seven days.",
        network.cap,
        locale=reader.locale,
    )
    if network.cap < network.most_nudges:
        fewer = _("That is fewer than before: in this phase your schools carry on by themselves.")
        most = f"{most} {fewer}"
    region = region_named(network.region or "")
    lines = [
        at.format(
            days=_days_of_week(rhythm.working_days, reader),
            time=clock(rhythm.prompt_at, reader),
            start=clock(rhythm.quiet.start, reader),
            end=clock(rhythm.quiet.end, reader),
        ),
        most,
    ]
    if region is not None:
        lines.append(_("Public holidays of {place}.").format(place=brief(region.name)))
    return lines


def _region_menu(network: Network, reader: Reader) -> ExternalDataSelectElement:
    _ = translator(reader.locale)
    region = region_named(network.region or "")
    return ExternalDataSelectElement(
        action_id=Action.REGION,
        placeholder=plain(_("Type a country or a state"), 150),
        initial_option=_region_option(region) if region else _nowhere(reader),
        min_query_length=2,
    )


def _region_option(region: Region) -> Option:
    return Option(value=region.code, text=plain(region.name, 75))


def _nowhere(reader: Reader) -> Option:
    _ = translator(reader.locale)
    return Option(value=NOWHERE, text=plain(_("No public holidays"), 75))


def _most_offered(network: Network) -> int:
    return max(_MOST_A_WEEK, network.most_nudges)


def _days_of_week(numbers: frozenset[int], reader: Reader) -> str:
    """Return working days in words: a stretch by its ends, others one by one."""
    _ = translator(reader.locale)
    ordered = sorted(numbers)
    if len(ordered) > 2 and ordered[-1] - ordered[0] == len(ordered) - 1:  # noqa: PLR2004 - "and" reads better for two
        return _("{first} to {last}").format(
            first=weekday(ordered[0], reader), last=weekday(ordered[-1], reader)
        )
    return ", ".join(weekday(number, reader) for number in ordered)


def _picker(at: time) -> TimePickerElement:
    return TimePickerElement(action_id=Action.ANSWER, initial_time=at.strftime("%H:%M"))
