"""Installations: that a workspace has installed the app, and what it takes to speak there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Installation:
    """One workspace with the app in it; ``raw`` keeps what slack_sdk wants back besides.

    An installation sleeps while the workspace has switched the app off or revoked its token:
    nothing is sent there, and nothing is lost.
    """

    team_id: str
    team_name: str | None = None
    app_id: str | None = None
    bot_token: str
    bot_id: str | None = None
    bot_user_id: str | None = None
    scopes: tuple[str, ...] = ()
    installed_at: datetime
    asleep_at: datetime | None = None
    raw: Mapping[str, object] = field(default_factory=dict)
