"""Refuse what Slack would refuse: Block Kit checked by models of our own.

``check_message_blocks``, ``check_attachments`` and ``check_view`` return the problems of something
an app sent, in order, none when Slack would take it.
"""

from bot.simulator.slack.blockkit.checks import (
    check_attachments,
    check_message_blocks,
    check_view,
)
from bot.simulator.slack.blockkit.problems import Problem

__all__ = ["Problem", "check_attachments", "check_message_blocks", "check_view"]
