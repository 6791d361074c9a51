"""Draw gatherings where somebody asks for them: the card, the calendar, what plans them."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    DatePickerElement,
    StaticSelectElement,
    TimePickerElement,
)
from slack_sdk.models.views import View

from bot.domain.gatherings import Gathering, Invitation, Presence, Rsvp
from bot.domain.readers import Reader
from bot.i18n import plural, translator
from bot.services.gatherings import GatheringView
from handlers.blocks.dates import another_date, elsewhere
from handlers.blocks.ids import Action, Callback
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import Look, actions, button, context, header, plain, section, sections
from handlers.blocks.messages_decisions import agreed_blocks
from handlers.blocks.messages_gatherings import agenda, aim, place_and_time, preparation
from handlers.blocks.modals import asked, modal, options_of, text_input
from handlers.blocks.packing import pack
from handlers.blocks.preparing import preparing
from handlers.blocks.text import brief
from handlers.blocks.times import spoken, when

_TITLE = 150
_NOTE = 500
_REASON = 300
_MOST_DATES = 40


def card(view: GatheringView, reader: Reader) -> Look:
    """Draw one gathering with the reader's own answer, and what they can do about it."""
    _ = translator(reader.locale)
    gathering = view.gathering
    said = elsewhere(reader) if view.is_elsewhere else answer_said(view.mine, reader)
    text = _("{title}: {when}. {said}").format(
        title=title_of(gathering), when=spoken(gathering.starts_at, reader), said=said
    )
    blocks: list[Block] = [
        header(gathering.title),
        section(*place_and_time(gathering, reader)),
        *aim(view.series, reader),
        *preparation(view.series, reader),
        *preparing(view.preparation, gathering, reader),
        *agreed_blocks(view.agreed, view.network, reader),
        *agenda(view.agenda, reader),
        context(said, counted(view, reader)),
    ]
    blocks += [*_absences(view, reader), *answer_row(view, reader, primary=True)]
    blocks.append(_agenda_row(gathering, reader))
    if view.can_plan:
        blocks.append(planning_row(gathering, reader))
    return Look(text=text, blocks=blocks)


def _agenda_row(gathering: Gathering, reader: Reader) -> ActionsBlock:
    """Return the way to the agenda, to change it or to propose a part (S15)."""
    _ = translator(reader.locale)
    return actions(button(_("See the agenda"), Action.OPEN_AGENDA, value=_meta(gathering)))


def _absences(view: GatheringView, reader: Reader) -> list[Block]:
    """Return who cannot come and why; only a facilitator's view holds them."""
    if not view.absences:
        return []
    _ = translator(reader.locale)
    lines = [
        f"• {brief(member.name, _TITLE)}" + (f": {brief(reason, _REASON)}" if reason else "")
        for member, reason in view.absences
    ]
    return [*sections([_("*Cannot come*"), *lines]), context(_("Only you see these reasons."))]


def title_of(gathering: Gathering) -> str:
    """Return a gathering's title for mrkdwn."""
    return brief(gathering.title, _TITLE)


def nothing_planned(reader: Reader, *, can_plan: bool) -> Look:
    """Say why there is no gathering to show."""
    _ = translator(reader.locale)
    line = _("No date lies ahead: the last gathering of this programme has taken place.")
    show = button(
        _("See all dates"), Action.RUN_COMMAND, value=pack(v="conference all"), style="primary"
    )
    more = _("You can still mark who was there.") if can_plan else ""
    return Look(text=line, blocks=[section(line, more), actions(show)])


def calendar(
    gatherings: Sequence[Gathering], reader: Reader, *, following: Gathering | None = None
) -> Look:
    """Draw all gatherings of a network, one line each, and a menu that opens one.

    Where there are too many the list begins with the one that comes next.
    """
    _ = translator(reader.locale)
    off, count = _("cancelled"), len(gatherings)
    next_id = following.id if following else None
    at = next((place for place, one in enumerate(gatherings) if one.id == next_id), count)
    gatherings = gatherings[max(0, min(at, count - _MOST_DATES)) :]
    lines = [
        f"• *{brief(one.title, _TITLE)}*  {when(one.starts_at, reader)}"
        + ("" if one.is_on else f"  ({off})")
        for one in gatherings[:_MOST_DATES]
    ]
    title = _("*All dates*, on your own clock")
    text = plural("There is {count} date.", "There are {count} dates.", count, locale=reader.locale)
    blocks: list[Block] = [*sections([title, *lines]), context(text)]
    if gatherings:
        menu = StaticSelectElement(
            action_id=Action.OPEN_GATHERING,
            placeholder=plain(_("Open one of them"), 150),
            options=options_of({str(one.id): one.title for one in gatherings}),
        )
        blocks.append(ActionsBlock(elements=[menu]))
    return Look(text=text, blocks=blocks)


def answer_said(mine: Invitation | None, reader: Reader) -> str:
    """Say what somebody answered to the invitation."""
    _ = translator(reader.locale)
    said = {
        Rsvp.YES: _("You said that you are coming."),
        Rsvp.MAYBE: _("You said maybe."),
        Rsvp.NO: _("You said that you cannot come."),
        None: _("You have not answered yet."),
    }
    if mine is not None and mine.presence in {Presence.PRESENT, Presence.LATE}:
        return _("You were there. Welcome.")
    return said[mine.rsvp if mine else None]


def counted(view: GatheringView, reader: Reader) -> str:
    """Say how many come; numbers only."""
    _ = translator(reader.locale)
    return _("Coming: {coming} of {invited}. Maybe: {maybe}.").format(
        coming=view.coming, invited=view.invited, maybe=view.maybe
    )


def answer_row(view: GatheringView, reader: Reader, *, primary: bool) -> list[Block]:
    """Return the answers somebody has not given; ``primary`` stresses the first."""
    if not view.gathering.is_on or view.is_elsewhere:
        return []
    if view.mine is not None and view.mine.presence is not None:
        return []
    said = view.mine.rsvp if view.mine else None
    stressed = primary and said is None
    buttons = [
        _answer(view.gathering, rsvp, reader, primary=stressed and rsvp is Rsvp.YES)
        for rsvp in Rsvp
        if rsvp is not said
    ]
    return [actions(*buttons, block_id=f"{BlockId.RSVP}:{view.gathering.id}")]


def planning_row(gathering: Gathering, reader: Reader) -> ActionsBlock:
    """Return what a facilitator can do with a gathering."""
    _ = translator(reader.locale)
    value = _meta(gathering)
    move = button(_("Move it"), Action.MOVE_GATHERING, value=value)
    another = another_date(gathering.network_id, reader, like=gathering)
    mark = button(_("Who was there?"), Action.MARK_PRESENCE, value=value)
    if not gathering.is_on:
        return actions(move, another)
    cancel = button(_("Cancel it"), Action.CANCEL_GATHERING, value=value, style="danger")
    return actions(move, mark, another, cancel)


def reason_modal(view: GatheringView, reader: Reader) -> View:
    """Offer to say why somebody cannot come; the answer itself is kept already."""
    _ = translator(reader.locale)
    kept = _("Your answer is kept. If you like, tell your facilitator why; nobody else sees it.")
    return modal(
        _("You cannot come"),
        [
            section(kept),
            text_input(
                BlockId.REASON,
                _("Why, in a few words"),
                value=view.mine.reason if view.mine else None,
                optional=True,
                most=_REASON,
            ),
        ],
        callback=Callback.REASON,
        reader=reader,
        submit=_("Tell them"),
        close=_("No, thanks"),
        meta=_meta(view.gathering),
    )


def move_modal(view: GatheringView, reader: Reader) -> View:
    """Ask for a new date, time and place, on the clock of the network."""
    _ = translator(reader.locale)
    gathering = view.gathering
    wall = gathering.starts_at.astimezone(view.network.rhythm.zone)
    zone = gathering.zone.rpartition("/")[2].replace("_", " ")
    told = _("I tell every member privately and change the announcement. Old reminders go.")
    day = DatePickerElement(action_id=Action.ANSWER, initial_date=wall.date().isoformat())
    time = TimePickerElement(action_id=Action.ANSWER, initial_time=wall.strftime("%H:%M"))
    return modal(
        _("Move a gathering"),
        [
            section(f"*{brief(gathering.title, _TITLE)}*"),
            asked(BlockId.DAY, _("New date"), day),
            asked(BlockId.TIME, _("Time, in {zone}").format(zone=zone), time),
            text_input(
                BlockId.PLACE, _("Place or link"), value=gathering.place, optional=True, most=_NOTE
            ),
            context(told),
        ],
        callback=Callback.MOVE,
        reader=reader,
        submit=_("Move it"),
        meta=_meta(gathering),
    )


def cancel_modal(view: GatheringView, reader: Reader) -> View:
    """Ask for a last yes before a gathering is cancelled, and for a word to the members."""
    _ = translator(reader.locale)
    gathering = view.gathering
    line = _(
        "*{title}* on {when} will be cancelled. I tell every member privately and send no more "
        "reminders of it. You can set a new date later."
    )
    return modal(
        _("Cancel a gathering"),
        [
            section(
                line.format(
                    title=brief(gathering.title, _TITLE), when=when(gathering.starts_at, reader)
                )
            ),
            text_input(
                BlockId.NOTE, _("A word to the members"), optional=True, lines=True, most=_NOTE
            ),
        ],
        callback=Callback.CANCEL,
        reader=reader,
        submit=_("Cancel the gathering"),
        close=_("Keep it"),
        meta=_meta(gathering),
    )


def _answer(gathering: Gathering, rsvp: Rsvp, reader: Reader, *, primary: bool) -> ButtonElement:
    _ = translator(reader.locale)
    action, label = {
        Rsvp.YES: (Action.RSVP_YES, _("I will come")),
        Rsvp.MAYBE: (Action.RSVP_MAYBE, _("Maybe")),
        Rsvp.NO: (Action.RSVP_NO, _("I cannot come")),
    }[rsvp]
    return button(label, action, value=_meta(gathering), style="primary" if primary else None)


def _meta(gathering: Gathering) -> str:
    return pack(n=gathering.network_id, g=gathering.id)
