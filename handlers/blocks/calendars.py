"""Draw a network's calendar: what is coming, what can be added, loaded and taken out again."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    DatePickerElement,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.blocks.block_elements import FileInputElement
from slack_sdk.models.views import View

from bot.domain.calendar_files import CALENDAR_COLUMNS
from bot.domain.calendars import Closure, ClosureKind
from bot.domain.days_off import Clash
from bot.domain.networks import Network
from bot.domain.readers import Reader
from bot.i18n import plural, translator
from bot.services.calendars import CalendarView, LoadedCalendar
from handlers.blocks.hours import hours_lines
from handlers.blocks.ids import Action, Callback, numbered
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import (
    actions,
    button,
    mrkdwn,
    plain,
    section,
    sections,
)
from handlers.blocks.modals import asked, modal, options_of, select_input, text_input
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, bullets
from handlers.blocks.times import days, when

_NAME = 80
_SCHOOL = 100
_LONGEST_LIST = 3000
_MOST_SHOWN = 40
_MOST_HOLIDAYS = 12
_MOST_CLASHES = 8
_KINDS_OF_FILES = ["csv", "ics", "ical", "txt", "tsv"]
_EVERYBODY = "all"


def calendar_modal(view: CalendarView, reader: Reader) -> View:
    """Show what is coming; whoever may change it finds the ways to do so at the top."""
    _ = translator(reader.locale)
    why = _(
        "On days off I ask nobody for anything. What would fall on one comes a working day later."
    )
    blocks: list[Block] = [section(f"*{brief(view.network.name, _NAME)}*", why)]
    if view.can_edit:
        blocks.append(_tools(view, reader))
    blocks += _clashes(view, reader)
    blocks += sections([f"*{_('Days off')}*", *_closures(view, reader)])
    if view.holidays:
        blocks += sections([f"*{_('Public holidays')}*", *_holidays(view, reader)])
    blocks.append(section(f"*{_('When I write')}*", *hours_lines(view.network, reader)))
    own = [one for one in view.closures if one.id] if view.can_edit else []
    if own:
        blocks.append(_remover(own, view, reader))
    return modal(
        _("Calendar"),
        blocks,
        callback=Callback.CALENDAR,
        reader=reader,
        meta=pack(n=view.network.id),
    )


def add_modal(view: CalendarView, reader: Reader) -> View:
    """Ask for days without school: from when to when, what they are, and whose."""
    _ = translator(reader.locale)
    kinds = {
        ClosureKind.CLOSED.value: _("No school"),
        ClosureKind.TESTING.value: _("Tests: school is open, heads are full"),
    }
    first = DatePickerElement(action_id=Action.ANSWER, initial_date=view.today.isoformat())
    last = DatePickerElement(action_id=Action.ANSWER)
    blocks: list[Block] = [
        text_input(BlockId.DAYS_NAME, _("What is it?"), hint=_("For example: Fall break"), most=80),
        asked(BlockId.SINCE, _("First day"), first),
        asked(BlockId.UNTIL, _("Last day, if there are several"), last, optional=True),
        select_input(BlockId.DAYS_KIND, _("Kind"), kinds, chosen=ClosureKind.CLOSED.value),
    ]
    if view.schools:
        schools = {_EVERYBODY: _("All schools of the network")}
        schools |= {str(key): name for key, name in view.schools.items()}
        blocks.append(select_input(BlockId.SCHOOL, _("For"), schools, chosen=_EVERYBODY))
    return modal(
        _("Add days off"),
        blocks,
        callback=Callback.ADD_DAYS,
        reader=reader,
        submit=_("Add"),
        meta=pack(n=view.network.id),
    )


def load_modal(network: Network, reader: Reader, *, takes_files: bool) -> View:
    """Ask for a calendar: a file of the district, or lines of a table."""
    _ = translator(reader.locale)
    columns = ",".join(CALENDAR_COLUMNS)
    told = _(
        "An .ics file, as districts publish them, or a table with these columns; `kind` and "
        "`school` may stay empty. Loading twice adds nothing twice."
    )
    blocks: list[Block] = [section(told, f"`{columns}`", "`2026-12-21,2027-01-01,Winter break,,`")]
    if takes_files:
        element = FileInputElement(action_id=Action.ANSWER, filetypes=_KINDS_OF_FILES, max_files=1)
        blocks.append(asked(BlockId.CALENDAR_FILE, _("A file"), element, optional=True))
    label = _("Or its lines") if takes_files else _("The lines")
    lines = text_input(
        BlockId.CALENDAR_TEXT, label, lines=True, optional=takes_files, most=_LONGEST_LIST
    )
    return modal(
        _("Load a calendar"),
        [*blocks, lines],
        callback=Callback.LOAD_CALENDAR,
        reader=reader,
        submit=_("Load"),
        meta=pack(n=network.id),
    )


def loaded(results: Sequence[LoadedCalendar], reader: Reader) -> View:
    """Say how much was taken, what was not and why, and what to look at next."""
    _ = translator(reader.locale)
    view = results[-1].view
    counts = _counts(results, reader)
    blocks: list[Block] = [section(f"*{counts[0]}*", *counts[1:])]
    blocks += _look_through(results, view, reader)
    problems = [one.tell(_) for result in results for one in result.problems]
    if problems:
        blocks += sections([f"*{_('Not taken')}*", *bullets(problems, most=400, count=20)])
    value = pack(n=view.network.id)
    blocks += _clashes(view, reader)
    see = button(_("See the calendar"), Action.OPEN_CALENDAR, value=value, style="primary")
    again = button(_("Load another"), Action.LOAD_CALENDAR, value=value)
    blocks.append(actions(see, again, *_undoing(results, reader)))
    return modal(
        _("Load a calendar"), blocks, callback=Callback.CALENDAR, reader=reader, meta=value
    )


def _look_through(
    results: Sequence[LoadedCalendar], view: CalendarView, reader: Reader
) -> list[Block]:
    """List what is new: a district writes down more than days off, and each can leave again."""
    added = {one for result in results for one in result.added}
    new = [one for one in view.closures if one.id in added]
    if not new:
        return []
    _ = translator(reader.locale)
    told = _("Please look through them: on each of these days I would write to nobody.")
    lines = _some([_line(one, view, reader) for one in new], _MOST_SHOWN, reader)
    return [*sections([told, *lines]), _remover(new, view, reader)]


def _undoing(results: Sequence[LoadedCalendar], reader: Reader) -> list[ButtonElement]:
    _ = translator(reader.locale)
    added = [one for result in results for one in result.added]
    if not added:
        return []
    value = pack(n=results[-1].view.network.id, x=f"{added[0]}-{added[-1]}")
    confirm = _sure(_("Everything this loading added leaves the calendar again."), reader)
    undo = button(_("Undo"), Action.UNLOAD_CALENDAR, value=value, style="danger", confirm=confirm)
    return [undo]


def _counts(results: Sequence[LoadedCalendar], reader: Reader) -> list[str]:
    added, known = sum(len(one.added) for one in results), sum(one.known for one in results)
    lines = [
        plural(
            "{count} entry is new in the calendar.",
            "{count} entries are new in the calendar.",
            added,
            locale=reader.locale,
        )
    ]
    if known:
        lines.append(
            plural(
                "{count} was there already.",
                "{count} were there already.",
                known,
                locale=reader.locale,
            )
        )
    return lines


def _closures(view: CalendarView, reader: Reader) -> list[str]:
    _ = translator(reader.locale)
    if not view.closures:
        return [
            _("None yet. Add the breaks of your schools, or load the calendar of your district.")
            if view.can_edit
            else _("None yet. Whoever facilitates your network can add the breaks of your schools.")
        ]
    lines = [_line(one, view, reader) for one in view.closures]
    return _some(lines, _MOST_SHOWN, reader)


def _line(one: Closure, view: CalendarView, reader: Reader) -> str:
    _ = translator(reader.locale)
    details = [_("tests")] if one.kind is ClosureKind.TESTING else []
    if one.school_id is not None:
        details.append(brief(view.schools.get(one.school_id, ""), _SCHOOL))
    more = f" ({', '.join(details)})" if details else ""
    return f"• {_span(one, view, reader)}: *{brief(one.name, _NAME)}*{more}"


def _holidays(view: CalendarView, reader: Reader) -> list[str]:
    lines = [
        f"• {days(day, day, reader, with_year=day.year != view.today.year)}: {brief(name, _NAME)}"
        for day, name in view.holidays
    ]
    return _some(lines, _MOST_HOLIDAYS, reader)


def _some(lines: list[str], most: int, reader: Reader) -> list[str]:
    if len(lines) <= most:
        return lines
    rest = plural("and {count} more", "and {count} more", len(lines) - most, locale=reader.locale)
    return [*lines[:most], f"_{rest}_"]


def _span(one: Closure, view: CalendarView, reader: Reader) -> str:
    other_year = view.today.year != one.until.year
    return days(max(one.since, view.today), one.until, reader, with_year=other_year)


def _clashes(view: CalendarView, reader: Reader) -> list[Block]:
    """List the gatherings on days off, each with the way to another date."""
    _ = translator(reader.locale)
    if not view.clashes:
        return []
    line = _("*Gatherings on a day off*\nThey keep their date until you move them.")
    shown = [_clash(one, view, reader) for one in view.clashes[:_MOST_CLASHES]]
    return [section(line), *shown]


def _clash(one: Clash, view: CalendarView, reader: Reader) -> SectionBlock:
    _ = translator(reader.locale)
    gathering = one.gathering
    whose = view.schools.get(one.school_id or 0)
    name = brief(f"{one.name}, {whose}" if whose else one.name, _NAME + _SCHOOL)
    lines = (
        f"*{brief(gathering.title, _NAME)}*, {when(gathering.starts_at, reader, style='short')}",
        name,
    )
    value = pack(n=gathering.network_id, g=gathering.id)
    move = button(_("Move it"), numbered(Action.MOVE_GATHERING, gathering.id), value=value)
    return SectionBlock(text=mrkdwn("\n".join(lines)), accessory=move)


def _tools(view: CalendarView, reader: Reader) -> ActionsBlock:
    _ = translator(reader.locale)
    value = pack(n=view.network.id)
    return actions(
        button(_("Add days off"), Action.ADD_DAYS, value=value, style="primary"),
        button(_("Load a calendar"), Action.LOAD_CALENDAR, value=value),
        button(_("When I write"), Action.OPEN_HOURS, value=value),
    )


def _remover(own: Sequence[Closure], view: CalendarView, reader: Reader) -> ActionsBlock:
    _ = translator(reader.locale)
    choices = {str(one.id): f"{_span(one, view, reader)}: {one.name}" for one in own}
    menu = StaticSelectElement(
        action_id=Action.REMOVE_DAYS,
        placeholder=plain(_("Take days out again"), 150),
        options=options_of(choices),
        confirm=_sure(_("On these days I will write to people as on any other."), reader),
    )
    return ActionsBlock(elements=[menu])


def _sure(what: str, reader: Reader) -> ConfirmObject:
    _ = translator(reader.locale)
    return ConfirmObject(
        title=plain(_("Take them out?"), 100),
        text=plain(what, 300),
        confirm=plain(_("Take them out"), 30),
        deny=plain(_("Keep them"), 30),
    )
