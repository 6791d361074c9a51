"""Build everything Slack sends to an app, complete: pure functions from plain values to payloads.

Nothing here has a clock, makes an id or knows a world; the caller hands all of it in. Contract
tests compare each result with Slack's published types and samples.
"""

from bot.simulator.slack.payloads.actions import (
    block_action,
    block_actions_from_message,
    block_actions_from_view,
    block_suggestion,
)
from bot.simulator.slack.payloads.commands import message_action, shortcut, slash_command
from bot.simulator.slack.payloads.events import (
    app_home_opened,
    app_uninstalled,
    channel_event,
    event_callback,
    member_joined_channel,
    member_left_channel,
    team_join,
    tokens_revoked,
    user_change,
)
from bot.simulator.slack.payloads.messages import (
    app_mention,
    bot_author,
    channel_join_message,
    channel_leave_message,
    message_changed,
    message_deleted,
    message_posted,
    message_value,
    person_author,
)
from bot.simulator.slack.payloads.parties import (
    PayloadApp,
    PayloadChannel,
    PayloadPerson,
    PayloadTeam,
)
from bot.simulator.slack.payloads.people import PayloadUser
from bot.simulator.slack.payloads.sockets import (
    disconnect,
    events_api_envelope,
    hello,
    interactive_envelope,
    slash_commands_envelope,
)
from bot.simulator.slack.payloads.views import view_closed, view_submission, view_value

__all__ = [
    "PayloadApp",
    "PayloadChannel",
    "PayloadPerson",
    "PayloadTeam",
    "PayloadUser",
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "block_action",
    "block_actions_from_message",
    "block_actions_from_view",
    "block_suggestion",
    "bot_author",
    "channel_event",
    "channel_join_message",
    "channel_leave_message",
    "disconnect",
    "event_callback",
    "events_api_envelope",
    "hello",
    "interactive_envelope",
    "member_joined_channel",
    "member_left_channel",
    "message_action",
    "message_changed",
    "message_deleted",
    "message_posted",
    "message_value",
    "person_author",
    "shortcut",
    "slash_command",
    "slash_commands_envelope",
    "team_join",
    "tokens_revoked",
    "user_change",
    "view_closed",
    "view_submission",
    "view_value",
]
