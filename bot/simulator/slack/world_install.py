"""Install the app in a workspace, take it out again, and end its tokens."""

from dataclasses import replace

from bot.simulator.slack.payloads import app_uninstalled, tokens_revoked
from bot.simulator.slack.tokens import Tokens
from bot.simulator.slack.world import World
from bot.simulator.slack.world_records import Person, Workspace
from bot.simulator.slack.world_shapes import app_name


def found(world: World, tokens: Tokens, *, name: str) -> Workspace:
    """Make a workspace with a bot user and a token that opens nothing before the installation."""
    team_id = world.new_id("T")
    workspace = Workspace(
        team_id=team_id,
        name=name,
        domain="-".join(name.lower().split()),
        bot_token="",
        bot_user_id=world.new_id("U"),
        bot_id=world.new_id("B"),
        installed=False,
    )
    world.put_workspace(workspace)
    world.put_person(_bot_user(world, workspace))
    return tokens.issue(workspace)


def _bot_user(world: World, workspace: Workspace) -> Person:
    features = world.manifest.get("features", {})
    shown = features.get("bot_user", {}).get("display_name") or app_name(world.manifest)
    return Person(
        id=workspace.bot_user_id,
        team_id=workspace.team_id,
        name=str(shown).lower().replace(" ", "-"),
        real_name=str(shown),
        email=None,
        zone="America/Los_Angeles",
        locale="en-US",
        admin=False,
        bot=True,
        updated_at=world.now(),
    )


def install(world: World, tokens: Tokens, workspace: Workspace) -> Workspace:
    """Put the app into a workspace; after a revocation it gets a fresh token."""
    current = world.workspaces[workspace.team_id]
    if tokens.is_dead(current.bot_token):
        current = tokens.issue(current)
    return world.put_workspace(replace(current, installed=True))


def uninstall(world: World, tokens: Tokens, workspace: Workspace) -> None:
    """Take the app out: its tokens end, and it hears of both."""
    current = world.workspaces[workspace.team_id]
    if world.hears("tokens_revoked"):
        world.emit(current.team_id, tokens_revoked(bot=(current.bot_user_id,)))
    if world.hears("app_uninstalled"):
        world.emit(current.team_id, app_uninstalled())
    tokens.end(current.bot_token, error="account_inactive")
    world.put_workspace(replace(current, installed=False))


def revoke(world: World, tokens: Tokens, workspace: Workspace) -> None:
    """End the bot token of a workspace, and tell the app."""
    current = world.workspaces[workspace.team_id]
    if world.hears("tokens_revoked"):
        world.emit(current.team_id, tokens_revoked(bot=(current.bot_user_id,)))
    tokens.end(current.bot_token, error="token_revoked")
