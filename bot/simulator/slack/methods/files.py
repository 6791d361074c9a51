"""Answer files.*: the upload in three steps, and what a file is."""

from dataclasses import replace

from bot.simulator.slack import world_messages
from bot.simulator.slack.methods.call import Call, Method
from bot.simulator.slack.refusals import Refusal
from bot.simulator.slack.world_records import Channel, FileRecord, Json
from bot.simulator.slack.world_shapes import file_json


def begin_upload(call: Call) -> Json:
    """Answer files.getUploadURLExternal: where to send the bytes."""
    call.demand_scope()
    name = call.required("filename")
    size = call.number("length", 0)
    if size <= 0:
        raise Refusal("invalid_arguments", messages=["[ERROR] length must be positive"])
    file = FileRecord(
        id=call.world.new_id("F"),
        team_id=call.home.team_id,
        user=call.bot,
        name=name,
        title=name,
        size=size,
        created_at=call.world.now(),
    )
    call.world.files[file.id] = file
    return {"upload_url": f"{call.backend.base_url}/upload/{file.id}", "file_id": file.id}


def complete_upload(call: Call) -> Json:
    """Answer files.completeUploadExternal: keep the files and share them in a conversation."""
    call.demand_scope()
    listed = call.structure("files", broken="invalid_arguments")
    if not isinstance(listed, list) or not listed:
        raise Refusal("invalid_arguments", messages=["[ERROR] missing required field: files"])
    channel = _target(call)
    done = [_completed(call, entry, channel=channel) for entry in listed]
    if channel is not None:
        world_messages.post(
            call.world,
            channel,
            user=call.bot,
            text=call.text("initial_comment"),
            thread_ts=call.text("thread_ts") or None,
            bot_id=call.home.bot_id,
            files=tuple(file.id for file in done),
        )
    return {"files": [file_json(call.world, file) for file in done]}


def _target(call: Call) -> Channel | None:
    if not call.text("channel_id"):
        return None
    channel = call.conversation("channel_id")
    if channel.archived:
        raise Refusal("is_archived")
    if call.bot not in channel.members:
        raise Refusal("not_in_channel")
    return channel


def _completed(call: Call, entry: object, *, channel: Channel | None) -> FileRecord:
    key = str(entry.get("id", "")) if isinstance(entry, dict) else ""
    file = call.world.files.get(key)
    if file is None or file.team_id != call.home.team_id or file.content is None:
        raise Refusal("file_not_found")
    title = str(entry.get("title") or file.name) if isinstance(entry, dict) else file.name
    channels = (channel.id,) if channel is not None else ()
    fresh = replace(file, title=title, completed=True, channels=channels)
    call.world.files[key] = fresh
    return fresh


def info(call: Call) -> Json:
    """Answer files.info."""
    call.demand_scope()
    file = call.world.files.get(call.required("file"))
    if file is None or file.team_id != call.home.team_id or not file.completed:
        raise Refusal("file_not_found")
    return {"file": file_json(call.world, file)}


METHODS = {
    "files.completeUploadExternal": Method(run=complete_upload),
    "files.getUploadURLExternal": Method(run=begin_upload),
    "files.info": Method(run=info),
}
