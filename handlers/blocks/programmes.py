"""Draw the programme of a network, and line by line what a newer version would change."""

from slack_sdk.models.blocks import ActionsBlock, Block, ConfirmObject
from slack_sdk.models.views import View

from bot.domain.programme_changes import Change, Difference
from bot.domain.readers import Reader
from bot.i18n import plural, translator
from bot.services.programmes import ProgrammeView
from handlers.blocks.ids import Action, Callback
from handlers.blocks.layout import (
    actions,
    button,
    context,
    header,
    mrkdwn,
    plain,
    section,
    sections,
)
from handlers.blocks.modals import modal
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, fit, say
from handlers.blocks.wordings import lost_lines

_NAME = 150
_ABOUT = 1500
_WORDS = 160
_MOST = 60


def programme_modal(view: ProgrammeView, reader: Reader) -> View:
    """Draw what a network follows, and the newer version where there is one."""
    _ = translator(reader.locale)
    programme = view.network.programme
    standing = _("Version {version}, {weeks} weeks, followed by #{network}.").format(
        version=programme.version, weeks=programme.weeks, network=brief(view.network.name, _NAME)
    )
    blocks: list[Block] = [
        header(say(programme.name, reader)),
        section(fit(say(programme.about, reader), _ABOUT)),
        context(standing),
    ]
    blocks += _newer(view, reader) if view.newer else [section(_nothing_newer(reader))]
    blocks.append(_own_words(view, reader))
    return modal(_("Our programme"), blocks, callback=Callback.NOTICE, reader=reader)


def change_line(change: Change, reader: Reader) -> str:
    """Return one difference as a line: where it stands in the file, and what is different."""
    _ = translator(reader.locale)
    where = brief(", ".join(change.where), _WORDS)
    before, after = brief(change.before, _WORDS), brief(change.after, _WORDS)
    match change.difference:
        case Difference.NEW:
            return _("• *New* {where}: {after}").format(where=where, after=after)
        case Difference.GONE:
            return _("• *Gone* {where}: {before}").format(where=where, before=before)
        case Difference.CHANGED:
            return _("• *Changed* {where}: {before} → {after}").format(
                where=where, before=before or "…", after=after or "…"
            )


def _newer(view: ProgrammeView, reader: Reader) -> list[Block]:
    _ = translator(reader.locale)
    count = plural(
        "*A newer version is there, with {count} change:*",
        "*A newer version is there, with {count} changes:*",
        len(view.changes),
        locale=reader.locale,
    )
    lines = [change_line(one, reader) for one in view.changes[:_MOST]]
    more = len(view.changes) - len(lines)
    if more:
        lines.append(
            plural("… and {count} more.", "… and {count} more.", more, locale=reader.locale)
        )
    return [section(count), *sections(lines), *_way(view, reader)]


def _way(view: ProgrammeView, reader: Reader) -> list[Block]:
    """Return the button that moves the network, or what has to happen before."""
    _ = translator(reader.locale)
    if view.lost:
        told = _("The network cannot move now: people are at something that is not there any more.")
        missing = [f"• {brief(', '.join(one.where), _WORDS)}" for one in view.lost]
        return [section(told, *missing)]
    network = view.network
    value = pack(n=network.id, t=view.fingerprint)
    confirm = ConfirmObject(
        title=plain(_("Follow the newer version?"), 100),
        text=mrkdwn(_("What people wrote stays. Dates that are planned stay as they are.")),
        confirm=plain(_("Follow it"), 30),
        deny=plain(_("Not now"), 30),
    )
    move = button(
        _("Follow the newer version"), Action.MOVE_PROGRAMME, value=value, confirm=confirm
    )
    kept = _("Nobody loses an answer or their place. You can look before you decide.")
    return [*_lost_words(view, reader), context(kept), actions(move)]


def _lost_words(view: ProgrammeView, reader: Reader) -> list[Block]:
    """Name the network's own words that the newer version has no place for."""
    lost = view.reworded.lost if view.reworded else ()
    if not lost:
        return []
    _ = translator(reader.locale)
    told = _("*Your own words that have no place in it:* please keep a copy of what matters.")
    return [section(told), *sections(lost_lines(lost[:_MOST]))]


def _own_words(view: ProgrammeView, reader: Reader) -> ActionsBlock:
    """Return the way to say and date things in the network's own way (S22, S58)."""
    _ = translator(reader.locale)
    value = pack(v="words", n=view.network.id)
    return actions(button(_("Our own words"), Action.RUN_COMMAND, value=value))


def _nothing_newer(reader: Reader) -> str:
    _ = translator(reader.locale)
    return _("You follow the newest version. A file that changes later changes nothing here.")
