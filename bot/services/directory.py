"""Ask the workspace who somebody is, and bring people together; handlers/directory.py does it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """What a workspace says of a person; ``zone`` is an IANA name or None where it says none."""

    slack_id: str
    name: str
    email: str | None = None
    zone: str | None = None
    locale: str | None = None
    is_bot: bool = False
    is_active: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Channel:
    """What a workspace says of a channel."""

    channel_id: str
    name: str
    is_private: bool
    has_bot: bool
    """Whether the bot is in it and can speak there; in an archived one nobody can."""


class Directory(Protocol):
    """Who is this, in which zone; who is in that channel.

    All verbs raise ``bot.errors.Unreachable`` when the workspace does not answer.
    """

    def profile(self, team_id: str, slack_id: str) -> Profile | None:
        """Return a person's profile, or None for an id the workspace does not know."""

    def by_email(self, team_id: str, email: str) -> Profile | None:
        """Return the person with an e-mail address, or None."""

    def channel(self, team_id: str, channel_id: str) -> Channel | None:
        """Return a channel, or None where the bot cannot see it."""

    def members(self, team_id: str, channel_id: str) -> Sequence[str]:
        """Return the Slack ids of everybody in a channel, bots included."""

    def make_channel(self, team_id: str, name: str, *, known: Collection[str] = ()) -> str | None:
        """Make a private channel and return its id; None where the workspace does not let us.

        ``name`` is a slug; where it is taken a number follows. One of that name that the bot made,
        where it is alone, and that is not among the ids in ``known``, was made before a crash: it
        is returned in place of another one.
        """

    def invite(self, team_id: str, channel_id: str, slack_ids: Sequence[str]) -> bool:
        """Let people into a channel that the bot is in; False where the workspace refuses."""

    def direct_message(self, team_id: str, slack_id: str) -> str | None:
        """Return the id of the conversation with a person, opened if needed; None if refused."""
