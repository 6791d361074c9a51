"""Draw the scope and sequence: the next months, the whole year, its table; gaps in words."""

from collections.abc import Iterable, Sequence

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.domain.deciding import AdoptedItem
from bot.domain.programme import Programme
from bot.domain.readers import Reader
from bot.domain.scope_table import Gap, GapKind, ScopeMonth
from bot.domain.text import Text
from bot.i18n import plural, translator
from bot.services.scope import ScopeView
from handlers.blocks.charts import bar, table
from handlers.blocks.ids import Action, numbered
from handlers.blocks.layout import Look, actions, button, context, header, section, sections
from handlers.blocks.messages_decisions import support
from handlers.blocks.modals import notice
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, bullets, cut, say
from handlers.blocks.times import month

_NAME = 150
_CELL = 140
_LINE = 400
_WISH = 80
_MOST_MONTHS = 18
_MOST_GAPS = 15
_FEW_GAPS = 4
_SOON = 4
WHOLE, TABLE = "whole", "table"
"""The ways to see more than the months that are next."""


def soon(view: ScopeView, reader: Reader, *, takes_tables: bool) -> Look:
    """Return the months that are next, what is missing, and the way to the whole year.

    A phone shows a month as a few lines; a table is wider than it is, and offered beside.
    """
    months = _next(view)
    if not months:
        return _nothing_planned(view, reader)
    title, name = _titled(view, reader)
    blocks: list[Block] = [header(title), context(name), *_months(view, months, reader)]
    blocks += sections(_gaps(view, reader, most=_FEW_GAPS))
    blocks.append(_ways(view, reader, takes_tables=takes_tables))
    return Look(text=f"{title}: {name}", blocks=blocks)


def whole(view: ScopeView, reader: Reader) -> Look:
    """Return the whole year month by month, with every gap and what the topics serve."""
    months = view.table.months[:_MOST_MONTHS]
    if not months:
        return _nothing_planned(view, reader)
    title, name = _titled(view, reader)
    blocks: list[Block] = [context(name), *_months(view, months, reader)]
    return Look(text=f"{title}: {name}", blocks=[*blocks, *_below(view, reader)])


def whole_modal(view: ScopeView, reader: Reader) -> View:
    """Show the whole year in a modal."""
    title, _name = _titled(view, reader)
    return notice(whole(view, reader), reader, title=title)


def as_table(view: ScopeView, reader: Reader) -> Look:
    """Return the whole year as a table: a column for each who meets alone, one line a month."""
    _ = translator(reader.locale)
    title, name = _titled(view, reader)
    heading = [_("Month"), *(_heading(view, reader))]
    months = view.table.months[:_MOST_MONTHS]
    rows = [[_month(view, one, reader), *_cells(view, one, reader)] for one in months]
    blocks: list[Block] = [header(title), context(name), table(heading, rows)]
    return Look(text=f"{title}: {name}", blocks=[*blocks, *_below(view, reader)])


def _titled(view: ScopeView, reader: Reader) -> tuple[str, str]:
    _ = translator(reader.locale)
    return _("Our year by month"), brief(view.network.name, _NAME)


def _nothing_planned(view: ScopeView, reader: Reader) -> Look:
    _ = translator(reader.locale)
    title, name = _titled(view, reader)
    none = _("No dates are planned yet. They stand here as soon as there are some.")
    return Look(text=none, blocks=[header(title), context(name), section(none)])


def _next(view: ScopeView) -> Sequence[ScopeMonth]:
    """Return this month and those that follow; after the end of a year its last months."""
    months = view.table.months
    ahead = [one for one in months if one.month >= view.today.replace(day=1)]
    return ahead[:_SOON] or months[-_SOON:]


def _months(view: ScopeView, months: Iterable[ScopeMonth], reader: Reader) -> list[Block]:
    """Return months one below the other; what has one column is one list."""
    if len(_heading(view, reader)) == 1:
        return sections(_in_a_line(view, one, reader) for one in months)
    return [block for one in months for block in sections(_as_text(view, one, reader))]


def _in_a_line(view: ScopeView, one: ScopeMonth, reader: Reader) -> str:
    _ = translator(reader.locale)
    words = brief("; ".join(_cells(view, one, reader)), _LINE) or _("nobody meets")
    return f"*{_month(view, one, reader)}*  {words}"


def _below(view: ScopeView, reader: Reader) -> list[Block]:
    """Return what stands below the whole year: gaps, and what the topics serve."""
    _ = translator(reader.locale)
    blocks = [*sections(_gaps(view, reader, most=_MOST_GAPS)), *sections(_balance(view, reader))]
    if view.table.has_topics:
        return blocks
    open_topics = _("This programme names the meetings and leaves their topics open.")
    return [*blocks, context(open_topics)]


def _ways(view: ScopeView, reader: Reader, *, takes_tables: bool) -> Block:
    _ = translator(reader.locale)
    ways = {WHOLE: _("The whole year")} | ({TABLE: _("As a table")} if takes_tables else {})
    return actions(
        *(
            button(
                label,
                numbered(Action.RUN_COMMAND, f"scope_{way}"),
                value=pack(v="scope", n=view.network.id, s=way),
            )
            for way, label in ways.items()
        )
    )


def _heading(view: ScopeView, reader: Reader) -> list[str]:
    """Return the names of the columns that this year has."""
    _ = translator(reader.locale)
    if not view.table.has_topics:
        return [_("Everybody"), *(say(one.name, reader) for one in view.table.roles)]
    roles = [say(one.name, reader) for one in view.table.roles]
    return [_("Leaders"), *roles, _("Teacher leaders"), _("Systems")]


def _cells(view: ScopeView, one: ScopeMonth, reader: Reader) -> list[str]:
    """Return what stands in each column of a month, in the order of the heading."""
    columns = {"": one.leaders, **{role.id: one.by_role[role.id] for role in view.table.roles}}
    wished = {key: _wished(view, items, reader) for key, items in one.asked_for.items()}
    cells = [_said(texts, reader, first=wished.get(key, ())) for key, texts in columns.items()]
    if not view.table.has_topics:
        return cells
    names = _system_names(view.network.programme)
    systems = _said((names[key] for key in one.systems if key in names), reader)
    return [*cells, _said(one.teachers, reader), systems]


def _said(texts: Iterable[Text], reader: Reader, *, first: Iterable[str] = ()) -> str:
    return cut("; ".join((*first, *(say(one, reader) for one in texts))), _CELL)


def _wished(view: ScopeView, items: Iterable[AdoptedItem], reader: Reader) -> list[str]:
    """Return what members chose, with how many asked for it (S58)."""
    _ = translator(reader.locale)
    return [
        _("{what} ({support})").format(
            what=cut(one.words, _WISH), support=support(one.support, view.network, reader)
        )
        for one in items
    ]


def _month(view: ScopeView, one: ScopeMonth, reader: Reader) -> str:
    """Return the name of a month; the present one is marked as such."""
    _ = translator(reader.locale)
    name = month(one.month, reader)
    is_now = one.month == view.today.replace(day=1)
    return _("{month} (now)").format(month=name) if is_now else name


def _as_text(view: ScopeView, one: ScopeMonth, reader: Reader) -> Iterable[str]:
    yield f"*{_month(view, one, reader)}*"
    for name, words in zip(_heading(view, reader), _cells(view, one, reader), strict=True):
        if words:
            yield f"{brief(name, _NAME)}: {brief(words, _LINE)}"


def _gaps(view: ScopeView, reader: Reader, *, most: int) -> list[str]:
    """Say in words what is missing, in a month or in the whole year (S60)."""
    _ = translator(reader.locale)
    gaps = view.table.gaps
    if not gaps:
        whole = _("Every month has something for everybody.")
        told = whole if view.table.has_topics else _("There is a meeting every month.")
        return [_("*No gaps*"), told]
    lines = bullets((_gap(one, view, reader) for one in gaps[:most]), count=most)
    further = len(gaps) - len(lines)
    more = plural(
        "_and {count} more_", "_and {count} more_", further, locale=reader.locale
    )  # fmt: skip
    return [_("*Where there is a gap*"), *lines, *([more] if further else [])]


def _gap(gap: Gap, view: ScopeView, reader: Reader) -> str:
    _ = translator(reader.locale)
    programme = view.network.programme
    when = month(gap.month, reader) if gap.month is not None else ""
    match gap.kind:
        case GapKind.MONTH:
            return _("{month}: nobody meets.").format(month=when)
        case GapKind.LEADERS:
            return _("{month}: nothing for leaders.").format(month=when)
        case GapKind.TEACHERS:
            return _("{month}: nothing for teacher leaders.").format(month=when)
        case GapKind.ROLE:
            role = programme.role(gap.what)
            name = say(role.name, reader) if role is not None else gap.what
            return _("{month}: nothing for {role}.").format(month=when, role=name)
        case GapKind.SYSTEM:
            name = say(_system_names(programme)[gap.what], reader)
            return _("No meeting of the year is about {system}.").format(system=name)
        case GapKind.FOCUS:
            name = _focus_names(reader)[gap.what]
            return _("No meeting of the year serves {focus}.").format(focus=name)


def _balance(view: ScopeView, reader: Reader) -> list[str]:
    """Say how the topics are spread over the hardest parts of leading (S57)."""
    _ = translator(reader.locale)
    balance = view.table.balance
    if not balance:
        return []
    most = max(balance.values())
    names = _focus_names(reader)
    lines = [f"{bar(count, most)} {count}  {names[focus]}" for focus, count in balance.items()]
    return [_("*What the topics serve*"), *lines]


def _focus_names(reader: Reader) -> dict[str, str]:
    _ = translator(reader.locale)
    return {
        "instruction": _("systems for teaching"),
        "operations": _("systems for running the school"),
        "culture": _("a culture that changes"),
        "collaboration": _("working together on problems"),
    }


def _system_names(programme: Programme) -> dict[str, Text]:
    return {one.id: one.name for rubric in programme.rubrics for one in rubric.systems}
