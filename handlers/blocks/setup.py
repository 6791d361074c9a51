"""Draw the beginning of a network: what is asked, and what happens next."""

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import (
    Block,
    ConversationFilter,
    ConversationSelectElement,
    DatePickerElement,
    UserMultiSelectElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from bot.domain.programme import Programme
from bot.domain.readers import Reader
from bot.domain.roster import Roster
from bot.i18n import plural, translator
from bot.services.beginning import OnDayOff
from handlers.blocks.ids import Action, Callback
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import Look, actions, button, context, section, sections
from handlers.blocks.modals import asked, modal, notice, select_input, text_input
from handlers.blocks.packing import pack
from handlers.blocks.settings import zone_input
from handlers.blocks.text import brief, bullets, say
from handlers.blocks.times import day

_NAME = 150
_WORD = 30
_LINE = 400


def setup_modal(
    programmes: Sequence[Programme], today: date, reader: Reader, *, channel_id: str | None = None
) -> View:
    """Ask for all that a network needs to begin; ``channel_id`` is the one that is looked at."""
    _ = translator(reader.locale)
    names = {one.key: say(one.name, reader) for one in programmes}
    start = DatePickerElement(action_id=Action.ANSWER, initial_date=today.isoformat())
    blocks: list[Block] = [
        select_input(BlockId.PROGRAMME, _("Programme"), names, chosen=next(iter(names), None)),
        asked(BlockId.CHANNEL, _("Channel"), _channels(channel_id), hint=_channel_hint(reader)),
        asked(BlockId.STARTS_ON, _("First day"), start),
        zone_input(reader.zone.key, reader, label=_("Time zone of the network")),
        text_input(
            BlockId.MEMBER_WORD,
            _("What you call a member"),
            hint=_("For example: fellow, colleague, principal."),
            optional=True,
            most=_WORD,
        ),
        asked(
            BlockId.FACILITATORS,
            _("Facilitators"),
            UserMultiSelectElement(action_id=Action.ANSWER),
            hint=_("Leave it empty if you lead the network yourself."),
            optional=True,
        ),
    ]
    return modal(
        _("Start a network"), blocks, callback=Callback.SETUP, reader=reader, submit=_("Start")
    )


def running(roster: Roster, days_off: Sequence[OnDayOff], reader: Reader) -> View:
    """Say that a network runs, what happens next, and what the roster still lacks.

    ``days_off`` are the dates that gave way to a day off, or stay on one.
    """
    _ = translator(reader.locale)
    network = roster.network
    title = _("*{network}* is running.").format(network=brief(network.name, _NAME))
    fellows = sum(not one.is_facilitator for one in roster.members)
    follows = [
        plural(
            "{count} member is greeted privately, at their own hour.",
            "{count} members are greeted privately, each at their own hour.",
            fellows,
            locale=reader.locale,
        ),
        _("It begins on {day}.").format(day=day(network.starts_on, reader)),
        _("Dates, questions and reminders follow by themselves. `/conference all` shows them."),
        _("Who joins the channel joins the network."),
    ]
    gaps = [one.tell(_) for one in roster.gaps]
    blocks: list[Block] = [section(title), *sections(bullets(follows))]
    if gaps:
        blocks += sections([_("*Still to do*"), *bullets(gaps)])
    value = pack(n=network.id)
    if days_off:
        blocks += _days_off(days_off, value, reader)
    fill = button(_("Fill in the roster"), Action.OPEN_ROSTER, value=value, style="primary")
    blocks.append(actions(fill))
    return notice(Look(text=title, blocks=blocks), reader, title=_("It is running"))


def _days_off(days_off: Sequence[OnDayOff], value: str, reader: Reader) -> list[Block]:
    """List what gave way to a day off; what stays on one comes first, for it can be moved."""
    _ = translator(reader.locale)
    ordered = sorted(days_off, key=lambda one: (one.moved_from is not None, one.day))
    lines = bullets([_day_off(one, reader) for one in ordered], most=_LINE)
    see = button(_("See the calendar"), Action.OPEN_CALENDAR, value=value)
    return [*sections([_("*Days off*"), *lines]), actions(see)]


def _day_off(one: OnDayOff, reader: Reader) -> str:
    _ = translator(reader.locale)
    names = {"title": one.title, "why": one.closed_by}
    if one.moved_from is None:
        line = _("{title} stays on {day}: {why}. You can move it in the calendar.")
        return line.format(day=day(one.day, reader), **names)
    line = _("{title} is on {day}, not on {planned}: {why}.")
    return line.format(day=day(one.day, reader), planned=day(one.moved_from, reader), **names)


def appoint_modal(reader: Reader) -> View:
    """Ask whom to let start and lead networks."""
    _ = translator(reader.locale)
    may = _("They can start networks and lead them. They see what members share with them.")
    return modal(
        _("Appoint a facilitator"),
        [
            asked(BlockId.PERSON, _("Whom"), UserSelectElement(action_id=Action.ANSWER)),
            context(may),
        ],
        callback=Callback.APPOINT,
        reader=reader,
        submit=_("Appoint"),
    )


def appointed(name: str, reader: Reader) -> View:
    """Say that somebody is a facilitator now."""
    _ = translator(reader.locale)
    line = _("{name} can start and lead networks now: `/rounds setup`").format(
        name=brief(name, _NAME)
    )
    return notice(Look(text=line, blocks=[section(line)]), reader)


def _channels(channel_id: str | None) -> ConversationSelectElement:
    return ConversationSelectElement(
        action_id=Action.ANSWER,
        initial_conversation=channel_id,
        default_to_current_conversation=True,
        filter=ConversationFilter(include=["public", "private"], exclude_bot_users=True),
    )


def _channel_hint(reader: Reader) -> str:
    _ = translator(reader.locale)
    return _("Invite me there first: type /invite in the channel. Its people become the members.")
