"""Build a person as ``users.info``, ``user_change`` and ``team_join`` show them."""

from dataclasses import dataclass
from typing import Any

_AVATAR_SIZES = (24, 32, 48, 72, 192, 512)


@dataclass(frozen=True, kw_only=True, slots=True)
class PayloadUser:
    """Everything about a member of a workspace that Slack tells an app.

    ``tz`` is an IANA name, ``tz_offset`` seconds east of UTC, ``updated`` epoch seconds. A bot has
    ``bot_id`` and ``app_id`` and no e-mail address.
    """

    id: str
    team_id: str
    name: str
    real_name: str
    tz: str
    tz_label: str
    tz_offset: int
    locale: str
    updated: int
    email: str | None = None
    is_admin: bool = False
    is_owner: bool = False
    deleted: bool = False
    bot_id: str | None = None
    app_id: str | None = None

    def value(self) -> dict[str, Any]:
        """Return the whole user."""
        return {
            "id": self.id,
            "team_id": self.team_id,
            "name": self.name,
            "deleted": self.deleted,
            "color": "4bbe2e",
            "real_name": self.real_name,
            "tz": self.tz,
            "tz_label": self.tz_label,
            "tz_offset": self.tz_offset,
            "profile": self._profile(),
            "is_admin": self.is_admin,
            "is_owner": self.is_owner,
            "is_primary_owner": False,
            "is_restricted": False,
            "is_ultra_restricted": False,
            "is_stranger": False,
            "is_invited_user": False,
            "is_workflow_bot": False,
            "is_bot": self.bot_id is not None,
            "is_app_user": False,
            "updated": self.updated,
            "is_email_confirmed": self.email is not None,
            "has_2fa": False,
            "locale": self.locale,
            "who_can_share_contact_card": "EVERYONE",
        }

    def _profile(self) -> dict[str, Any]:
        """Return what the person shows of themselves."""
        first, _, last = self.real_name.partition(" ")
        profile: dict[str, Any] = {
            "title": "",
            "phone": "",
            "skype": "",
            "real_name": self.real_name,
            "real_name_normalized": self.real_name,
            "display_name": self.real_name,
            "display_name_normalized": self.real_name,
            "fields": None,
            "status_text": "",
            "status_text_canonical": "",
            "status_emoji": "",
            "status_emoji_display_info": [],
            "status_expiration": 0,
            "avatar_hash": "g0",
            "first_name": first,
            "last_name": last,
            "is_custom_image": False,
            "huddle_state": "default_unset",
            "huddle_state_expiration_ts": 0,
            "team": self.team_id,
        }
        for size in _AVATAR_SIZES:
            profile[f"image_{size}"] = f"https://example.invalid/avatar-{size}.png"
        if self.email is not None:
            profile["email"] = self.email
        if self.bot_id is not None:
            profile |= {"bot_id": self.bot_id, "api_app_id": self.app_id or ""}
        return profile
