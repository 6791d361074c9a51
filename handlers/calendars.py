"""The calendar of a network: days off seen, added, loaded, taken out; the hours of writing."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from slack_bolt import Ack, App
from slack_sdk.models.views import View

from bot.domain import permissions
from bot.domain.calendars import Closure, ClosureKind
from bot.domain.hours import OwnHours
from bot.domain.local_time import WEEKDAYS
from bot.domain.networks import Network
from bot.i18n import mark
from handlers import files, homes
from handlers.blocks import calendars as blocks
from handlers.blocks import hours as hours_blocks
from handlers.blocks.ids import Action, Block, Callback, starting
from handlers.commands import Verb, in_network
from handlers.turn import Turn


def show(turn: Turn, network: Network) -> None:
    """Show what is coming."""
    view = turn.services.calendars.see(turn.actor, network.id)
    turn.show(blocks.calendar_modal(view, turn.reader))


VERBS: Sequence[Verb] = (
    Verb(
        word="calendar",
        hint=mark("Shows the days off of your schools, and when I write."),
        run=in_network("calendar", show),
        needs=permissions.Verb.SEE_CALENDAR,
    ),
)


def register(app: App) -> None:
    """Listen to the calendar and its forms."""
    app.action(starting(Action.OPEN_CALENDAR))(open_calendar)
    app.action(Action.ADD_DAYS)(ask_days)
    app.view_submission(Callback.ADD_DAYS)(add_days)
    app.action(Action.REMOVE_DAYS)(remove_days)
    app.action(Action.LOAD_CALENDAR)(ask_calendar)
    app.view_submission(Callback.LOAD_CALENDAR)(load)
    app.action(Action.UNLOAD_CALENDAR)(unload)
    app.action(Action.OPEN_HOURS)(ask_hours)
    app.options(Action.REGION)(find_regions)
    app.view_submission(Callback.HOURS)(change_hours)
    app.action(Action.RESET_HOURS)(reset_hours)


def open_calendar(ack: Ack, turn: Turn) -> None:
    """Show the calendar from a button."""
    ack()
    in_network("calendar", show)(turn)


def ask_days(ack: Ack, turn: Turn) -> None:
    """Ask for days without school."""
    ack()
    view = turn.services.calendars.to_edit(turn.actor, turn.number("n"))
    turn.show(blocks.add_modal(view, turn.reader))


def add_days(ack: Ack, turn: Turn) -> None:
    """Add days, then show the calendar with them."""
    ack()
    view = turn.services.calendars.add(turn.actor, turn.number("n"), _closure(turn))
    turn.show(blocks.calendar_modal(view, turn.reader))
    homes.refresh(turn)


def remove_days(ack: Ack, turn: Turn) -> None:
    """Take days out again."""
    ack()
    chosen = turn.surface.chosen_number
    view = turn.services.calendars.remove(turn.actor, turn.number("n"), chosen)
    turn.show(blocks.calendar_modal(view, turn.reader))
    homes.refresh(turn)


def ask_calendar(ack: Ack, turn: Turn) -> None:
    """Ask for a calendar to load; a workspace that has not agreed to files pastes its lines."""
    ack()
    view = turn.services.calendars.to_edit(turn.actor, turn.number("n"))
    takes_files = files.takes_files(turn)
    turn.show(blocks.load_modal(view.network, turn.reader, takes_files=takes_files))


def load(ack: Ack, turn: Turn) -> None:
    """Load a calendar: fetching a file takes a moment."""
    ack()
    turn.services.calendars.to_edit(turn.actor, turn.number("n"))
    files.demand_given(turn, Block.CALENDAR_TEXT)
    turn.afterwards(lambda: _loaded(turn))


def unload(ack: Ack, turn: Turn) -> None:
    """Take out again what was loaded just now."""
    ack()
    first, last = turn.span("x")
    view = turn.services.calendars.unload(turn.actor, turn.number("n"), first=first, last=last)
    turn.show(blocks.calendar_modal(view, turn.reader))
    homes.refresh(turn)


def ask_hours(ack: Ack, turn: Turn) -> None:
    """Ask when people are written to."""
    ack()
    view = turn.services.calendars.to_edit(turn.actor, turn.number("n"))
    turn.show(hours_blocks.hours_modal(view.network, turn.reader))


def find_regions(ack: Ack, turn: Turn, options: Mapping[str, Any]) -> None:
    """Find places with public holidays for what was typed."""
    typed = str(options.get("value", ""))
    found = turn.services.calendars.regions(turn.actor, turn.number("n"), typed)
    ack(options=hours_blocks.region_options(found, turn.reader))


def change_hours(ack: Ack, turn: Turn) -> None:
    """Keep when people are written to, then show the calendar."""
    ack()
    _decide(turn, _hours(turn))


def reset_hours(ack: Ack, turn: Turn) -> None:
    """Go back to what the programme says, and the defaults."""
    ack()
    _decide(turn, OwnHours())


def _decide(turn: Turn, hours: OwnHours) -> None:
    network = turn.services.calendars.change_hours(turn.actor, turn.number("n"), hours)
    show(turn, network)
    homes.refresh(turn)


def _loaded(turn: Turn) -> View:
    network_id, calendars = turn.number("n"), turn.services.calendars
    given = files.given(turn, Block.CALENDAR_TEXT)
    results = [calendars.load(turn.actor, network_id, one.text, name=one.name) for one in given]
    homes.refresh(turn)
    return blocks.loaded(results, turn.reader)


def _closure(turn: Turn) -> Closure:
    typed = turn.surface.typed
    since = date.fromisoformat(str(typed[Block.SINCE]))
    last, school = typed.get(Block.UNTIL), str(typed.get(Block.SCHOOL) or "")
    return Closure(
        since=since,
        until=date.fromisoformat(str(last)) if last else since,
        name=str(typed[Block.DAYS_NAME] or "").strip(),
        kind=ClosureKind(str(typed[Block.DAYS_KIND])),
        school_id=int(school) if school.isdigit() else None,
    )


def _hours(turn: Turn) -> OwnHours:
    typed = turn.surface.typed
    chosen = typed[Block.WORKING_DAYS]
    numbers = chosen if isinstance(chosen, tuple) else ()
    region = str(typed[Block.REGION])
    return OwnHours(
        working_days=tuple(WEEKDAYS[int(day)] for day in numbers) or None,
        prompt_at=_time(typed[Block.PROMPT_AT]),
        quiet_start=_time(typed[Block.QUIET_START]),
        quiet_end=_time(typed[Block.QUIET_END]),
        most_nudges=int(str(typed[Block.MOST_NUDGES])),
        region="" if region == hours_blocks.NOWHERE else region,
    )


def _time(value: object) -> time:
    return time.fromisoformat(str(value))
