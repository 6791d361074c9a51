"""Know every token that was ever issued, and whether it still opens anything."""

from dataclasses import replace

from bot.simulator.slack.refusals import Refusal
from bot.simulator.slack.world import World
from bot.simulator.slack.world_records import Workspace


class Tokens:
    """Bot tokens by workspace, and the one app token."""

    def __init__(self, world: World) -> None:
        """Begin with the app token only."""
        self._world = world
        self.app_token = f"xapp-1-{world.app_id}-1-local"
        self._teams: dict[str, str] = {}
        self._dead: dict[str, str] = {}

    def issue(self, workspace: Workspace) -> Workspace:
        """Give a workspace a fresh bot token, installed or not yet."""
        token = f"xoxb-{int(workspace.team_id[1:], 36) % 10**12}-{self._world.new_id('').lower()}"
        self._teams[token] = workspace.team_id
        return self._world.put_workspace(replace(workspace, bot_token=token))

    def end(self, token: str, *, error: str) -> None:
        """Let a token open nothing any more; ``error`` is what its use is answered with."""
        self._dead[token] = error

    def is_dead(self, token: str) -> bool:
        """Say whether a token was revoked or its app uninstalled."""
        return token in self._dead

    def workspace(self, token: str) -> Workspace:
        """Return the workspace that a bot token opens.

        Raises Refusal with ``not_authed``, ``invalid_auth``, ``token_revoked`` or
        ``account_inactive``; ``not_allowed_token_type`` for the app token.
        """
        if not token:
            raise Refusal("not_authed")
        if token == self.app_token:
            raise Refusal("not_allowed_token_type")
        if token in self._dead:
            raise Refusal(self._dead[token])
        workspace = self._world.workspaces.get(self._teams.get(token, ""))
        if workspace is None or not workspace.installed:
            raise Refusal("invalid_auth")
        return workspace

    def demand_app(self, token: str) -> None:
        """Take only the app token; raises Refusal as ``workspace`` does."""
        if not token:
            raise Refusal("not_authed")
        if token in self._teams:
            raise Refusal("not_allowed_token_type")
        if token != self.app_token:
            raise Refusal("invalid_auth")
