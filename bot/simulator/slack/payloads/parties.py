"""Name who takes part in a payload: the app, the workspace, the person, the channel."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class PayloadApp:
    """The app as installed in one workspace.

    ``token`` is the old verification token that every payload still carries.
    """

    app_id: str
    name: str
    token: str
    bot_id: str
    bot_user_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PayloadTeam:
    """A workspace outside any Enterprise organisation."""

    id: str
    domain: str

    def value(self) -> dict[str, Any]:
        """Return the ``team`` of an interaction."""
        return {"id": self.id, "domain": self.domain}


@dataclass(frozen=True, kw_only=True, slots=True)
class PayloadPerson:
    """A person; ``name`` is the short one of Slack's ``user_name``."""

    id: str
    name: str
    team_id: str

    def value(self) -> dict[str, Any]:
        """Return the ``user`` of an interaction."""
        return {
            "id": self.id,
            "username": self.name,
            "name": self.name,
            "team_id": self.team_id,
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class PayloadChannel:
    """A conversation; the name of a private one is ``privategroup``, of a DM ``directmessage``."""

    id: str
    name: str

    def value(self) -> dict[str, Any]:
        """Return the ``channel`` of an interaction."""
        return {"id": self.id, "name": self.name}


def interaction(
    kind: str,
    *,
    app: PayloadApp,
    team: PayloadTeam,
    person: PayloadPerson,
) -> dict[str, Any]:
    """Return what all interactions that know the app begin with."""
    return {
        "type": kind,
        "team": team.value(),
        "user": person.value(),
        "api_app_id": app.app_id,
        "token": app.token,
        "is_enterprise_install": False,
    }
