"""Know every method of the Web API that the local Slack answers."""

from collections.abc import Mapping

from bot.simulator.slack.methods import (
    auth,
    chat,
    conversations,
    files,
    history,
    items,
    oauth,
    teams,
    users,
    views,
)
from bot.simulator.slack.methods.call import Call, Method

METHODS: Mapping[str, Method] = {
    **auth.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **history.METHODS,
    **items.METHODS,
    **oauth.METHODS,
    **teams.METHODS,
    **users.METHODS,
    **views.METHODS,
}

__all__ = ["METHODS", "Call", "Method"]
