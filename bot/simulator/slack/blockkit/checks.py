"""Check whole surfaces: messages, attachments, modals and Homes."""

from bot.simulator.slack.blockkit.problems import Problem

MESSAGE_BLOCKS_MAX = 50
VIEW_BLOCKS_MAX = 100


def check_message_blocks(blocks: object, *, pointer: str = "/blocks") -> list[Problem]:
    """Return what Slack would refuse about the ``blocks`` of a message."""
    if not isinstance(blocks, list):
        return [Problem(message="must be an array", pointer=pointer)]
    if len(blocks) > MESSAGE_BLOCKS_MAX:
        message = f"no more than {MESSAGE_BLOCKS_MAX} items allowed"
        return [Problem(message=message, pointer=pointer)]
    return []


def check_attachments(attachments: object, *, pointer: str = "/attachments") -> list[Problem]:
    """Return what Slack would refuse about the ``attachments`` of a message."""
    if not isinstance(attachments, list):
        return [Problem(message="must be an array", pointer=pointer)]
    return []


def check_view(view: object, *, kind: str | None = None, pointer: str = "/view") -> list[Problem]:
    """Return what Slack would refuse about a view.

    ``kind`` is "modal" or "home" where the method takes only that, ``None`` where either goes.
    """
    if not isinstance(view, dict):
        return [Problem(message="must provide an object", pointer=pointer)]
    if view.get("type") not in ({"modal", "home"} if kind is None else {kind}):
        return [Problem(message=f"unsupported type: {view.get('type')}", pointer=f"{pointer}/type")]
    return []
