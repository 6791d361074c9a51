"""Draw what is asked before an export, and what is said with the files."""

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.domain.exports import ExportKind
from bot.domain.networks import Network
from bot.domain.readers import Reader
from bot.i18n import plural, translator
from bot.services.exports import Export
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.ids import Callback
from handlers.blocks.layout import context
from handlers.blocks.modals import modal, select_input
from handlers.blocks.packing import pack
from handlers.blocks.text import brief

_NAME = 100


def export_modal(network: Network, reader: Reader) -> View:
    """Ask what to export, and in which shape."""
    _ = translator(reader.locale)
    kinds = {
        ExportKind.REFLECTIONS: _("Reflections"),
        ExportKind.CHECKINS: _("Check-ins"),
        ExportKind.INQUIRY: _("Answers of the inquiry"),
        ExportKind.ATTENDANCE: _("Who came when"),
    }
    shapes = {"csv": _("A table (CSV)"), "json": _("For programs (JSON)")}
    blocks: list[Block] = [
        select_input(
            BlockId.EXPORT_KIND,
            _("What"),
            {kind.value: words for kind, words in kinds.items()},
            chosen=ExportKind.REFLECTIONS.value,
        ),
        select_input(BlockId.EXPORT_TYPE, _("As"), shapes, chosen="csv"),
        context(
            brief(network.name, _NAME),
            _("It holds what you may read, nothing else, and says how much was left out."),
        ),
    ]
    return modal(
        _("Export"),
        blocks,
        callback=Callback.EXPORT,
        reader=reader,
        submit=_("Export"),
        meta=pack(n=network.id),
    )


def told(export: Export, reader: Reader) -> str:
    """Say what is in an export, and how much was withheld."""
    _ = translator(reader.locale)
    rows = plural(
        "{count} line is in it.", "{count} lines are in it.", export.rows, locale=reader.locale
    )
    withheld = plural(
        "{count} text was left out, because its author did not share it with you.",
        "{count} texts were left out, because their authors did not share them with you.",
        export.withheld,
        locale=reader.locale,
    )
    title = _("Your export: {name}").format(name=brief(export.name, _NAME))
    return f"{title}. {rows}" + (f" {withheld}" if export.withheld else "")
