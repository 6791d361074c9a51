"""Draw a nudge before it is sent: the exact words, the exact recipients, and what was sent."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.domain.nudges import LeftOut, Recipient
from bot.domain.prompts import ANONYMOUS_REMINDER, Every
from bot.domain.readers import Reader
from bot.i18n import plural, translator
from bot.services.nudge_drafts import Draft
from bot.services.nudges import Preview, Sent
from handlers.blocks.ids import Action, Callback
from handlers.blocks.layout import Look, actions, button, context, section, sections
from handlers.blocks.modals import modal, notice
from handlers.blocks.nudge_log import stop_button
from handlers.blocks.nudges import how_often, undo_button
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, pieces, quote, say
from handlers.blocks.times import day, spoken

_NAME = 100
_CLOSURE = 60
_LINE = 2400
_MOST_NAMES = 60


def preview_modal(preview: Preview, reader: Reader, *, token: str) -> View:
    """Show exactly what is sent to whom and when, and who is left out and why.

    The words travel on in the modal itself, below the packed first line.
    """
    _ = translator(reader.locale)
    reached = preview.reached
    left = [one for one in preview.recipients if one.left_out is not None]
    blocks: list[Block] = [
        section(_("*These words*")),
        *sections(quote(preview.draft.text)),
        *_questions(preview, reader),
        *_days(preview, reader),
        section(*_reached(preview, reader)),
        *sections([_arrival(one, reader) for one in reached[:_MOST_NAMES]]),
    ]
    if left:
        blocks.append(section(_("*Left out*")))
        blocks += sections(_reasons(left[:_MOST_NAMES], reader))
    if preview.days:
        later = _("Who is left out is decided anew each time: by then somebody may have done it.")
        blocks.append(context(later))
    blocks.append(actions(button(_("Change something"), Action.REWRITE_NUDGE)))
    can_be_sent = bool(reached) or bool(preview.days)
    send = _("Keep it for its day") if preview.days else _("Send it")
    head = pack(n=preview.network.id, t=token, **_packed(preview.draft))
    return modal(
        _("Before it is sent"),
        blocks,
        callback=Callback.NUDGE_PREVIEW,
        reader=reader,
        submit=send if can_be_sent else None,
        meta=f"{head}\n{preview.draft.text}",
    )


def sent(done: Sent, network_id: int, token: str, reader: Reader) -> View:
    """Say that it is on its way, or waits for its day, and offer to take it back."""
    _ = translator(reader.locale)
    if done.waiting is not None:
        waits = _("It is kept, and goes out by itself on its day.")
        small = _("`/nudge log` shows what waits and what goes on; you can stop it there, too.")
        stop = stop_button(network_id, done.waiting.prompt, reader)
        look = Look(text=waits, blocks=[section(waits), context(small), actions(stop)])
        return notice(look, reader, title=_("It is kept"))
    line = plural(
        "It is on its way to {count} person.",
        "It is on its way to {count} people.",
        done.count,
        locale=reader.locale,
    )
    small = _("You can take it back within ten minutes.")
    undo = undo_button(network_id, token, reader)
    look = Look(text=line, blocks=[section(line), context(small), actions(undo)])
    return notice(look, reader, title=_("On its way"))


def _packed(draft: Draft) -> dict[str, str | int | None]:
    """Return what a modal remembers of a draft, by letters of ``ids.py``."""
    return {
        "k": draft.missing.value,
        "o": " ".join(draft.only) or None,
        "d": draft.day.isoformat() if draft.day else None,
        "h": draft.every.value,
        "u": draft.until.isoformat() if draft.until else None,
        "f": draft.form,
        "r": draft.remind_after or None,
    }


def _reached(preview: Preview, reader: Reader) -> list[str]:
    _ = translator(reader.locale)
    count = len(preview.reached)
    if not count and preview.days:
        return [_("*As things stand, nobody would get it then.*")]
    if not count:
        return [_("Nobody would get it: everybody in question has done it or is left out.")]
    if preview.days:
        line = plural(
            "As things stand, {count} person gets it the first time:",
            "As things stand, {count} people get it the first time:",
            count,
            locale=reader.locale,
        )
    else:
        line = plural(
            "{count} person gets it:", "{count} people get it:", count, locale=reader.locale
        )
    return [f"*{line}*"]


def _questions(preview: Preview, reader: Reader) -> list[Block]:
    if preview.draft.form is None:
        return []
    _ = translator(reader.locale)
    form = preview.network.programme.form(preview.draft.form)
    title = brief(say(form.title, reader), _NAME)
    lines = [_("With the questions of *{form}*.").format(form=title)]
    if form.anonymous:
        days_later = preview.draft.remind_after or ANONYMOUS_REMINDER
        again = plural(
            "It is anonymous: everybody is reminded once, after {count} working day, because "
            "nobody knows who has answered.",
            "It is anonymous: everybody is reminded once, after {count} working days, because "
            "nobody knows who has answered.",
            days_later,
            locale=reader.locale,
        )
        lines.append(again)
    elif preview.draft.remind_after:
        again = plural(
            "Who has not answered is reminded after {count} working day.",
            "Who has not answered is reminded after {count} working days.",
            preview.draft.remind_after,
            locale=reader.locale,
        )
        lines.append(again)
    return [section(*lines)]


def _days(preview: Preview, reader: Reader) -> list[Block]:
    """Say on which days it comes, the first of them by date."""
    if not preview.days:
        return []
    _ = translator(reader.locale)
    shown = " · ".join(day(one, reader) for one in preview.days)
    if preview.draft.every is Every.ONCE:
        return [section(_("*When*"), shown)]
    lines = [
        _("{often}: {days} …").format(often=how_often(reader)[preview.draft.every], days=shown)
    ]
    if preview.draft.until is not None:
        last = _("The last day is {day}.").format(day=day(preview.draft.until, reader))
        lines.append(last)
    return [section(_("*When*"), *lines)]


def _arrival(recipient: Recipient, reader: Reader) -> str:
    """Return who gets it and when, on the recipient's own clock, which is named."""
    _ = translator(reader.locale)
    moment = spoken(recipient.due_at, Reader(locale=reader.locale, zone=recipient.rhythm.zone))
    line = f"• {brief(recipient.person.name, _NAME)}: {moment}"
    if recipient.in_digest:
        line += _(", with their digest")
    if recipient.moved_by is not None:
        line += _(", moved by {closure}").format(closure=brief(recipient.moved_by, _CLOSURE))
    return line


def _reasons(left: Sequence[Recipient], reader: Reader) -> list[str]:
    """Return a line for each reason, with those whom it leaves out."""
    _ = translator(reader.locale)
    lines = []
    for reason in LeftOut:
        names = [brief(one.person.name, _NAME) for one in left if one.left_out is reason]
        if names:
            lines.append(f"• {_(reason.value)}: {', '.join(names)}")
    return [piece for line in lines for piece in pieces(line, _LINE)]
