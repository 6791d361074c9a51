"""Ask Slack who somebody is, and who is in a channel."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.errors import Unreachable
from bot.services.directory import Channel, Profile
from handlers.clients import NO_ANSWER, Clients

_PAGE = 200
_NOBODY = frozenset({"user_not_found", "users_not_found", "user_not_visible"})
_NO_CHANNEL = frozenset({"channel_not_found"})
_NO_CONVERSATION = frozenset(
    {
        "user_not_found", "users_not_found", "user_not_visible", "user_disabled", "cannot_dm_bot",
        "channel_not_found", "invalid_user_combination", "method_not_supported_for_channel_type",
    }
)  # fmt: skip
_TAKEN = "name_taken"
_MOST_NAMES = 10
_FORBIDDEN = frozenset(
    {"missing_scope", "restricted_action", "user_is_restricted", "not_allowed_token_type"}
)
_ALREADY_OR_GONE = frozenset({"already_in_channel", "cant_invite", "cant_invite_self"})


@dataclass(frozen=True, kw_only=True, slots=True)
class SlackDirectory:
    """Fulfil ``bot.services.directory.Directory`` over the Web API."""

    clients: Clients

    def profile(self, team_id: str, slack_id: str) -> Profile | None:
        """Return a person's profile, or None for an id the workspace does not know."""
        client = self._client(team_id)
        found = _ask(lambda: client.users_info(user=slack_id, include_locale=True), _NOBODY)
        return _profile(found["user"]) if found else None

    def by_email(self, team_id: str, email: str) -> Profile | None:
        """Return the person with an e-mail address, or None."""
        client = self._client(team_id)
        found = _ask(lambda: client.users_lookupByEmail(email=email), _NOBODY)
        return _profile(found["user"]) if found else None

    def channel(self, team_id: str, channel_id: str) -> Channel | None:
        """Return a channel, or None where the bot cannot see it."""
        client = self._client(team_id)
        found = _ask(lambda: client.conversations_info(channel=channel_id), _NO_CHANNEL)
        return _channel(found["channel"]) if found else None

    def members(self, team_id: str, channel_id: str) -> Sequence[str]:
        """Return the Slack ids of everybody in a channel, bots included."""
        return tuple(_members(self._client(team_id), channel_id))

    def make_channel(self, team_id: str, name: str, *, known: Collection[str] = ()) -> str | None:
        """Make a private channel and return its id; None where the workspace does not let us."""
        client = self._client(team_id)
        for tried in (name, *(f"{name}-{number}" for number in range(2, _MOST_NAMES))):
            try:
                made = client.conversations_create(name=tried, is_private=True)
            except SlackApiError as error:
                refusal = _refusal(error)
                if refusal == _TAKEN:
                    left = self._left_empty(team_id, tried)
                    if left is None or left in known:
                        continue
                    return left
                if refusal in _FORBIDDEN:
                    return None
                raise Unreachable from error
            except NO_ANSWER as error:
                raise Unreachable from error
            return str(made["channel"]["id"])
        return None

    def invite(self, team_id: str, channel_id: str, slack_ids: Sequence[str]) -> bool:
        """Let people into a channel, one by one, so that nobody keeps out the others."""
        let_in = [one for one in slack_ids if self._let_in(team_id, channel_id, one)]
        return len(let_in) == len(slack_ids)

    def direct_message(self, team_id: str, slack_id: str) -> str | None:
        """Return the id of the conversation with a person, opened if needed; None if refused."""
        client = self._client(team_id)
        found = _ask(lambda: client.conversations_open(users=[slack_id]), _NO_CONVERSATION)
        return str(found["channel"]["id"]) if found else None

    def _left_empty(self, team_id: str, name: str) -> str | None:
        """Return a private channel that the bot made and where it is alone; None without one.

        ``conversations.list`` shows an app the private channels that it is in, and no others.
        """
        for one in _private_channels(self._client(team_id)):
            if one.get("name") == name and one.get("is_member"):
                channel_id = str(one["id"])
                alone = (str(one.get("creator", "")),)
                return channel_id if self.members(team_id, channel_id) == alone else None
        return None

    def _let_in(self, team_id: str, channel_id: str, slack_id: str) -> bool:
        client = self._client(team_id)
        done = _ask(
            lambda: client.conversations_invite(channel=channel_id, users=[slack_id]),
            _FORBIDDEN | _ALREADY_OR_GONE | _NOBODY,
        )
        return done is not None

    def _client(self, team_id: str) -> WebClient:
        client = self.clients.for_reading(team_id)
        if client is None:
            raise Unreachable
        return client


def _ask(call: Callable[[], SlackResponse], nothing: frozenset[str]) -> SlackResponse | None:
    """Return Slack's answer, None for a refusal that means "there is none"; raises Unreachable."""
    try:
        return call()
    except SlackApiError as error:
        if _refusal(error) in nothing:
            return None
        raise Unreachable from error
    except NO_ANSWER as error:
        raise Unreachable from error


def _refusal(error: SlackApiError) -> str:
    """Return Slack's word for why it refuses; empty where it says none."""
    data = error.response.data
    return str(data.get("error", "")) if isinstance(data, Mapping) else ""


def _members(client: WebClient, channel_id: str) -> Iterator[str]:
    """Yield the members of a channel, page after page; nobody of a channel the bot cannot see."""

    def ask(cursor: str | None) -> SlackResponse:
        return client.conversations_members(channel=channel_id, cursor=cursor, limit=_PAGE)

    for page in _pages(ask, _NO_CHANNEL):
        yield from (str(one) for one in page.get("members", ()))


def _private_channels(client: WebClient) -> Iterator[Mapping[str, Any]]:
    """Yield the private channels that the bot is in; none where it may not look (groups:read)."""

    def ask(cursor: str | None) -> SlackResponse:
        return client.conversations_list(
            types="private_channel", exclude_archived=True, cursor=cursor, limit=_PAGE
        )

    for page in _pages(ask, _FORBIDDEN):
        yield from page.get("channels", ())


def _pages(
    ask: Callable[[str | None], SlackResponse], nothing: frozenset[str]
) -> Iterator[Mapping[str, Any]]:
    """Yield what Slack answers, page after page; nothing after a refusal that means so."""
    cursor: str | None = ""
    while cursor is not None:
        found = _ask(partial(ask, cursor or None), nothing)
        page = found.data if found is not None and isinstance(found.data, dict) else {}
        yield page
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or None


def _profile(user: Mapping[str, Any]) -> Profile:
    """Read a profile; people are called by the name they chose to be shown."""
    shown = user.get("profile") or {}
    names = (shown.get("display_name"), shown.get("real_name"), user.get("real_name"))
    return Profile(
        slack_id=str(user["id"]),
        name=next((str(name) for name in names if name), str(user.get("name", user["id"]))),
        email=shown.get("email"),
        zone=user.get("tz"),
        locale=user.get("locale"),
        is_bot=bool(user.get("is_bot")),
        is_active=not user.get("deleted", False),
    )


def _channel(channel: Mapping[str, Any]) -> Channel:
    return Channel(
        channel_id=str(channel["id"]),
        name=str(channel.get("name", "")),
        is_private=bool(channel.get("is_private")),
        has_bot=bool(channel.get("is_member")) and not channel.get("is_archived"),
    )
