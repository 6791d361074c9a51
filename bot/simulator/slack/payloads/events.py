"""Build the envelope of the Events API and the events about people, channels and the app itself."""

from collections.abc import Mapping
from typing import Any

from bot.simulator.slack.payloads.parties import PayloadApp, PayloadTeam

_CHANNEL_EVENTS = frozenset(
    {"channel_archive", "channel_unarchive", "group_archive", "group_unarchive"}
    | {"channel_deleted", "group_deleted", "channel_left", "group_left"}
)
_SAID_BY_ACTOR = frozenset({"group_unarchive", "channel_deleted", "channel_left", "group_left"})


def event_callback(
    event: Mapping[str, Any],
    *,
    app: PayloadApp,
    team: PayloadTeam,
    event_id: str,
    event_time: int,
    event_context: str,
) -> dict[str, Any]:
    """Return an event in its envelope; ``event_time`` is in epoch seconds.

    ``event_id`` stays the same when a delivery is repeated.
    """
    return {
        "token": app.token,
        "team_id": team.id,
        "context_team_id": team.id,
        "api_app_id": app.app_id,
        "event": dict(event),
        "type": "event_callback",
        "event_id": event_id,
        "event_time": event_time,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team.id,
                "user_id": app.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": event_context,
    }


def app_home_opened(
    *,
    user_id: str,
    channel_id: str,
    event_ts: str,
    tab: str = "home",
    view: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the opening of the app's Home (or Messages) tab.

    ``channel_id`` is the direct message with the bot; ``view`` the Home published last, if any.
    """
    event: dict[str, Any] = {
        "type": "app_home_opened",
        "user": user_id,
        "channel": channel_id,
        "tab": tab,
        "event_ts": event_ts,
    }
    if view is not None and tab == "home":
        event["view"] = dict(view)
    return event


def app_uninstalled() -> dict[str, Any]:
    """Return the removal of the app from the workspace."""
    return {"type": "app_uninstalled"}


def tokens_revoked(*, bot: tuple[str, ...] = (), oauth: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the end of tokens, told by the ids of their users, never by the tokens."""
    return {"type": "tokens_revoked", "tokens": {"oauth": list(oauth), "bot": list(bot)}}


def user_change(*, user: Mapping[str, Any], cache_ts: int, event_ts: str) -> dict[str, Any]:
    """Return the change of a person; ``user`` is what ``PayloadUser.value`` makes."""
    return {
        "type": "user_change",
        "user": dict(user),
        "cache_ts": cache_ts,
        "event_ts": event_ts,
    }


def team_join(*, user: Mapping[str, Any], cache_ts: int, event_ts: str) -> dict[str, Any]:
    """Return the arrival of a person in the workspace."""
    return {"type": "team_join", "user": dict(user), "cache_ts": cache_ts, "event_ts": event_ts}


def member_joined_channel(
    *,
    user_id: str,
    channel_id: str,
    is_private: bool,
    team_id: str,
    event_ts: str,
    inviter_id: str | None = None,
) -> dict[str, Any]:
    """Return the coming of somebody into a channel; who came alone has no inviter."""
    event = {
        "type": "member_joined_channel",
        "user": user_id,
        "channel": channel_id,
        "channel_type": "G" if is_private else "C",
        "team": team_id,
        "event_ts": event_ts,
    }
    if inviter_id is not None:
        event["inviter"] = inviter_id
    return event


def member_left_channel(
    *,
    user_id: str,
    channel_id: str,
    is_private: bool,
    team_id: str,
    event_ts: str,
) -> dict[str, Any]:
    """Return the leaving of a person from a channel."""
    return {
        "type": "member_left_channel",
        "user": user_id,
        "channel": channel_id,
        "channel_type": "G" if is_private else "C",
        "team": team_id,
        "event_ts": event_ts,
    }


def channel_event(kind: str, *, channel_id: str, user_id: str, event_ts: str) -> dict[str, Any]:
    """Return the archiving, reviving, deleting or leaving of a channel, named as Slack names it.

    Raises:
        ValueError: for a kind that is none of these.
    """
    if kind not in _CHANNEL_EVENTS:
        msg = f"{kind} is not an event about a whole channel"
        raise ValueError(msg)
    event: dict[str, Any] = {"type": kind, "channel": channel_id, "event_ts": event_ts}
    event["actor_id" if kind in _SAID_BY_ACTOR else "user"] = user_id
    if kind in {"channel_archive", "group_archive"}:
        event["is_moved"] = 0
    return event
