"""Draw another date: the way to it, what is asked, and for whose school it is (S89)."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    DatePickerElement,
    TimePickerElement,
)
from slack_sdk.models.views import View

from bot.domain.gatherings import Gathering
from bot.domain.readers import Reader
from bot.i18n import plural, translator
from bot.services.dates import Addable, Added
from handlers.blocks.ids import Action, Callback
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import Look, actions, button, context, section
from handlers.blocks.modals import asked, modal, select_input
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, say
from handlers.blocks.times import when

_NAME = 150
_MOST_DAYS = 5
"""More days than these are not named one by one."""
EVERYBODY = "all"
"""What is chosen where a date is for all schools."""
ONCE = "once"
"""What is chosen where a date is not repeated."""


def another_date(
    network_id: int, reader: Reader, *, like: Gathering | None = None
) -> ButtonElement:
    """Return the way to another date; ``like`` is the gathering whose series is chosen first."""
    _ = translator(reader.locale)
    value = pack(n=network_id, g=like.id if like else None)
    return button(_("Another date"), Action.ADD_DATE, value=value)


def with_another_date(look: Look, network_id: int, reader: Reader) -> Look:
    """Return what is shown about dates, with the way to another one below it."""
    row = actions(another_date(network_id, reader))
    return Look(text=look.text, blocks=[*look.blocks, row])


def date_modal(view: Addable, reader: Reader) -> View:
    """Ask for the series, the day, the time on the network's clock, and for which school."""
    _ = translator(reader.locale)
    zone = view.network.zone.rpartition("/")[2].replace("_", " ")
    like = view.like
    at = like.starts_at.astimezone(view.network.rhythm.zone) if like else None
    day = DatePickerElement(action_id=Action.ANSWER)
    time = TimePickerElement(
        action_id=Action.ANSWER, initial_time=at.strftime("%H:%M") if at else None
    )
    series = {one.id: say(one.name, reader) for one in view.series}
    blocks: list[Block] = [
        select_input(
            BlockId.SERIES, _("What is it?"), series, chosen=like.series_id if like else None
        ),
        asked(BlockId.DAY, _("Day"), day),
        asked(BlockId.TIME, _("Time, in {zone}").format(zone=zone), time),
    ]
    if view.schools:
        blocks.append(_for(view, reader))
    blocks.append(_how_often(reader))
    told = _("I announce it in the channel, invite and remind those it is for.")
    if any(one.by_school for one in view.series):
        told = _(
            "I invite and remind those it is for. Visits of one school stay out of the channel."
        )
    return modal(
        _("Another date"),
        [*blocks, context(told)],
        callback=Callback.ADD_DATE,
        reader=reader,
        submit=_("Add the date"),
        meta=pack(n=view.network.id),
    )


def _how_often(reader: Reader) -> Block:
    _ = translator(reader.locale)
    often = {
        ONCE: _("Only this once"),
        "1": _("Every week"),
        "2": _("Every two weeks"),
        "4": _("Every four weeks"),
    }
    return select_input(
        BlockId.HOW_OFTEN,
        _("How often?"),
        often,
        chosen=ONCE,
        hint=_("Until the phase ends, and on no day off. You can move and cancel each of them."),
    )


def _for(view: Addable, reader: Reader) -> Block:
    _ = translator(reader.locale)
    schools = {EVERYBODY: _("All schools of the network")}
    schools |= {str(key): name for key, name in view.schools.items()}
    like = view.like
    chosen = str(like.school_id) if like and like.school_id else EVERYBODY
    return select_input(
        BlockId.SCHOOL,
        _("For"),
        schools,
        chosen=chosen,
        hint=_("Of one school only its people are asked; the others see it in the channel."),
    )


def date_added(added: Added, card: Look, reader: Reader) -> Look:
    """Show the card of the new date, and above it what is to know about its day."""
    _ = translator(reader.locale)
    lines = []
    if added.closed_by is not None:
        line = _("This is a day off: {name}. Move it if you did not mean that.")
        lines.append(line.format(name=brief(added.closed_by, _NAME)))
    more = len(added.gatherings) - 1
    if added.times > 1:
        last = when(added.gatherings[-1].starts_at, reader, style="short")
        line = _("{count} dates were added, the last one on {when}.")
        lines.append(line.format(count=added.times, when=last))
    elif more:
        lines.append(
            plural(
                "{count} more day follows it, on a working day.",
                "{count} more days follow it, on working days.",
                more,
                locale=reader.locale,
            )
        )
    return Look(text=card.text, blocks=[*([section(*lines)] if lines else []), *card.blocks])


def for_whom(school: str | None, reader: Reader) -> list[Block]:
    """Say for whose school a date is, so that nobody else feels asked."""
    if school is None:
        return []
    _ = translator(reader.locale)
    line = _("This date is for the people of {school}. Nobody else needs to answer.")
    return [section(line.format(school=f"*{brief(school, _NAME)}*"))]


def several_days(days: Sequence[Gathering], reader: Reader) -> list[Block]:
    """Say which days belong to what lasts several, and that one answer is for all of them."""
    if not days[1:]:
        return []
    _ = translator(reader.locale)
    told = _("It takes {count} days. One answer is for all of them.")
    lines = [told.format(count=len(days))]
    if len(days) <= _MOST_DAYS:
        lines += [
            f"• {when(one.starts_at, reader, style='short')}  {brief(one.title, _NAME)}"
            for one in days
        ]
    else:
        last = when(days[-1].starts_at, reader, style="short")
        lines.append(_("The last one: {when}").format(when=last))
    return [section(*lines)]


def elsewhere(reader: Reader) -> str:
    """Say that a date is for another school."""
    _ = translator(reader.locale)
    return _("This date is for another school; there is nothing for you to do.")
