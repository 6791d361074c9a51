"""Exports: the answers of a network as files, sent to whoever asked, privately."""

from collections.abc import Sequence

from slack_bolt import Ack, App
from slack_sdk.models.views import View

from bot.domain import permissions
from bot.domain.exports import ExportKind
from bot.domain.networks import Network
from bot.i18n import mark
from handlers.blocks import exports as blocks
from handlers.blocks.ids import Block, Callback
from handlers.blocks.modals import notice, said
from handlers.commands import Verb, in_network
from handlers.turn import Turn


def ask(turn: Turn, network: Network) -> None:
    """Ask what to export."""
    turn.services.exports.begin(turn.actor, network.id)
    turn.show(blocks.export_modal(network, turn.reader))


VERBS: Sequence[Verb] = (
    Verb(
        word="export",
        hint=mark("Sends you the answers of the network as a file."),
        run=in_network("export", ask),
        needs=permissions.Verb.EXPORT,
    ),
)


def register(app: App) -> None:
    """Listen to the modal."""
    app.view_submission(Callback.EXPORT)(export)


def export(ack: Ack, turn: Turn) -> None:
    """Make the files and send them; uploading takes seconds."""
    ack()
    turn.services.exports.begin(turn.actor, turn.number("n"))
    turn.afterwards(lambda: _sent(turn))


def _sent(turn: Turn) -> View:
    typed, client = turn.surface.typed, turn.surface.client
    made = turn.services.exports.export(
        turn.actor,
        turn.number("n"),
        kind=ExportKind(str(typed[Block.EXPORT_KIND])),
        as_type=str(typed[Block.EXPORT_TYPE]),
    )
    opened = client.conversations_open(users=[turn.actor.person.slack_id])
    files = {made.name: made.content, "codebook.csv": made.codebook}
    client.files_upload_v2(
        channel=opened["channel"]["id"],
        initial_comment=blocks.told(made, turn.reader),
        file_uploads=[
            {"filename": name, "title": name, "content": content} for name, content in files.items()
        ],
    )
    there = turn.translate("It is in your messages from me.")
    return notice(said(blocks.told(made, turn.reader), there), turn.reader)
