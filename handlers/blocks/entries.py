"""Draw what stands around a form: how it opens, the thank you, the question who may read it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block, ButtonElement, DividerBlock
from slack_sdk.models.views import View

from bot.domain.entries import Entry
from bot.domain.forms import Form
from bot.domain.readers import Reader
from bot.i18n import plural, translator
from bot.services.anonymous import Heard
from bot.services.entries import EntryView
from bot.services.reflections import Letters, Sent
from handlers.blocks.anonymous import render_heard
from handlers.blocks.answers import render_answers
from handlers.blocks.ids import Action, Callback, numbered
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import Look, actions, button, context, section, sections
from handlers.blocks.messages_entries import agree_button
from handlers.blocks.messages_teams import name_off, own_buttons, with_whom
from handlers.blocks.modals import modal, notice, said, select_input
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, fit, say, trim
from handlers.blocks.times import day, when
from handlers.blocks.visibility import (
    choice,
    offered_readers,
    readers_of_another,
    thanks_of,
    who_reads,
)

_OCCASION = 150
_THANKS = 1000
_ANSWERS = 1500


def opening(
    form: Form, occasion: str, reader: Reader, *, resumed_from: datetime | None
) -> list[Block]:
    """Say what a form is about, where its title does not, and since when its draft waits."""
    _ = translator(reader.locale)
    says_more = occasion not in {"", say(form.title, reader)}
    lines = [f"*{brief(occasion, _OCCASION)}*"] if says_more else []
    if resumed_from is not None:
        began = _("You began this {when}. Here it is as you left it.")
        lines.append(began.format(when=when(resumed_from, reader, style="short")))
    return [context(*lines)] if lines else []


def thanks(form: Form, entry: Entry | None, reader: Reader) -> View:
    """Thank for an answer that was sent; the whole of it comes as a message."""
    _ = translator(reader.locale)
    told = thanks_of(form, entry)
    words = fit(say(told, reader), _THANKS) if told else _("Thank you. It is kept.")
    copy = _("A copy is in your messages from me. You can change it there at any time.")
    small = [who_reads(entry, reader)] if entry is not None else []
    blocks: list[Block] = [section(words), context(*small, copy)]
    return notice(Look(text=words, blocks=blocks), reader, title=_("Thank you"))


def entry_modal(view: EntryView, reader: Reader) -> View:
    """Show one entry to somebody who may read it; its writers find what they can do with it."""
    _ = translator(reader.locale)
    entry, value = view.entry, pack(n=view.network.id, e=view.entry.id)
    title = f"*{brief(say(view.form.title, reader), _OCCASION)}*"
    about = f"{brief(view.author, _OCCASION)}, {when(entry.created_at, reader, style='short')}"
    small = [*with_whom(view.together, reader), *on_paper(view, reader)]
    blocks: list[Block] = [
        section(title, *([brief(view.occasion, _OCCASION)] if view.occasion else [])),
        context(about, *small),
        *sections(render_answers(view.form, entry.answers, reader=reader, names=view.names)),
    ]
    if view.is_mine:
        blocks += [
            context(who_reads(entry, reader)),
            actions(*own_buttons(entry, reader)),
        ]
    elif view.is_credited:
        blocks.append(actions(name_off(value, reader)))
    return notice(Look(text=title, blocks=blocks), reader, title=_("Read"))


def changed_since(view: EntryView, reader: Reader) -> View:
    """Show somebody who said yes to earlier words how it reads now, and ask about that (S29)."""
    _ = translator(reader.locale)
    title = f"*{brief(say(view.form.title, reader), _OCCASION)}*"
    changed = _("It was changed while you were reading, so your yes is not counted yet.")
    is_charter = view.form.id == view.network.programme.places.charter
    label = _("I agree") if is_charter else _("I would work on this")
    blocks: list[Block] = [
        section(changed, _("This is how it reads now:")),
        section(title),
        *sections(render_answers(view.form, view.entry.answers, reader=reader, names=view.names)),
        actions(agree_button(view.entry, label)),
    ]
    return notice(Look(text=changed, blocks=blocks), reader, title=_("It was changed"))


def yes_told(count: int, reader: Reader) -> Look:
    """Thank for a yes, and say how many there are."""
    thanks = plural(
        "Thank you. You are the first to say yes.",
        "Thank you. {count} have said yes so far.",
        count,
        locale=reader.locale,
    )
    return said(thanks)


def on_paper(view: EntryView, reader: Reader) -> list[str]:
    """Say that an answer was given on paper: when, and who typed it in."""
    _ = translator(reader.locale)
    if view.entry.given_on is None or view.typed_by is None:
        return []
    line = _("Given on paper on {day}, typed in by {name}.")
    name = brief(view.typed_by, _OCCASION)
    return [line.format(day=day(view.entry.given_on, reader), name=name)]


def taken_back(reader: Reader) -> Look:
    """Say that an answer is gone."""
    _ = translator(reader.locale)
    return said(_("It is taken back. Nobody can read it any more."))


def name_is_off(reader: Reader) -> Look:
    """Say that somebody's name no longer stands under an answer."""
    _ = translator(reader.locale)
    return said(_("Your name is off it. The answer stays with its author."))


def sent_modal(letters: Letters, heard: Sequence[Heard], reader: Reader) -> View:
    """Show a facilitator what members sent them: who, what about, in whose sight.

    What came of anonymous forms stands first, as numbers and words without names.
    """
    _ = translator(reader.locale)
    if not letters.sent and not heard:
        empty = _("Nothing has been sent to you yet. Reflections and check-ins will stand here.")
        return notice(Look(text=empty, blocks=[section(empty)]), reader, title=_("Sent to you"))
    blocks = [block for one in heard for block in render_heard(one, reader)]
    for one in letters.sent:
        title = f"*{brief(one.author, _OCCASION)}*  {brief(say(one.form.title, reader), _OCCASION)}"
        about = f", {brief(one.occasion, _OCCASION)}" if one.occasion else ""
        answers = render_answers(one.form, one.entry.answers, reader=reader)
        blocks.append(section(title + about, trim("\n".join(answers), _ANSWERS)))
        moment = when(one.entry.created_at, reader, style="short")
        wrote = [*with_whom(one.together, reader), *_paper_of(one, reader)]
        who = readers_of_another(one.entry.visibility, reader)
        small = [moment, *_timing(one, reader), *wrote, who]
        blocks += [context(*small), DividerBlock()]
    turning = list(_turning(letters, reader))
    look = Look(
        text=_("Sent to you"), blocks=[*blocks, actions(*turning)] if turning else blocks[:-1]
    )
    return notice(look, reader, title=_("Sent to you"))


def _turning(letters: Letters, reader: Reader) -> Iterator[ButtonElement]:
    _ = translator(reader.locale)
    ways = (("newer", _("Newer ones"), -1), ("older", _("Older ones"), 1))
    for name, label, step in ways:
        page = letters.page + step
        if 0 <= page < letters.pages:
            value = pack(n=letters.network_id, p=page)
            yield button(label, numbered(Action.TURN_LETTERS, name), value=value)


def _paper_of(sent: Sent, reader: Reader) -> list[str]:
    """Say that an answer was given on paper, and when."""
    if sent.entry.given_on is None:
        return []
    _ = translator(reader.locale)
    return [_("Given on paper on {day}.").format(day=day(sent.entry.given_on, reader))]


def _timing(sent: Sent, reader: Reader) -> list[str]:
    """Say that an answer to a round came early or late; both are fine."""
    if not sent.days_after:
        return []
    if sent.days_after < 0:
        early = plural(
            "{count} day before it was asked",
            "{count} days before it was asked",
            -sent.days_after,
            locale=reader.locale,
        )
        return [early]
    late = plural(
        "{count} day after it was asked",
        "{count} days after it was asked",
        sent.days_after,
        locale=reader.locale,
    )
    return [late]


def visibility_modal(view: EntryView, reader: Reader, *, has_trio: bool) -> View:
    """Ask who may read an answer that was sent."""
    _ = translator(reader.locale)
    form, entry = view.form, view.entry
    is_charter = form.id == view.network.programme.places.charter
    circles = offered_readers(has_trio=has_trio, is_charter=is_charter)
    if entry.visibility not in circles:
        circles = [entry.visibility, *circles]
    offered = {one.value: choice(one, reader) for one in circles}
    title = f"*{brief(say(form.title, reader), _OCCASION)}*"
    taken_back = _("If you choose fewer readers, I take back what is shown in the channel.")
    return modal(
        _("Who may read this?"),
        [
            section(title),
            select_input(
                BlockId.VISIBILITY, _("Who may read this?"), offered, chosen=entry.visibility
            ),
            context(taken_back),
        ],
        callback=Callback.VISIBILITY,
        reader=reader,
        submit=_("Save"),
        meta=pack(e=entry.id),
    )
