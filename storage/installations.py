"""Installations: the workspaces that have the app."""

from datetime import datetime

from sqlalchemy import bindparam, select, update

from bot.domain.installations import Installation
from storage.repository import Repository, Values, saving
from storage.tables import installations

_ALL = select(installations).order_by(installations.c.team_id)
_ONE = select(installations).where(installations.c.team_id == bindparam("team_id"))
_SLEEP = update(installations).where(
    installations.c.team_id == bindparam("which"), installations.c.asleep_at.is_(None)
)


class Installations(Repository):
    """One row for each workspace; tokens are encrypted."""

    def save(self, installation: Installation) -> None:
        """Write an installation, over an earlier one of the same workspace; this wakes it."""
        row: Values = {
            "team_id": installation.team_id,
            "team_name": installation.team_name,
            "app_id": installation.app_id,
            "bot_token": installation.bot_token,
            "bot_id": installation.bot_id,
            "bot_user_id": installation.bot_user_id,
            "scopes": installation.scopes,
            "installed_at": installation.installed_at,
            "asleep_at": installation.asleep_at,
            "raw": dict(installation.raw),
        }
        self._run(saving(installations, self._connection.dialect.name), row)

    def find(self, team_id: str) -> Installation | None:
        """Return the installation of a workspace, asleep or not."""
        row = self._one(_ONE, {"team_id": team_id})
        return None if row is None else Installation(**row._asdict())

    def all(self) -> tuple[Installation, ...]:
        """Return all installations."""
        return tuple(Installation(**row._asdict()) for row in self._all(_ALL))

    def sleep(self, team_id: str, *, at: datetime) -> bool:
        """Send nothing there until it is saved anew; False when it slept or is unknown."""
        return self._run(_SLEEP, {"which": team_id, "asleep_at": at}) == 1
