"""A workspace that removes the app falls asleep, and wakes when it is installed anew."""

from bot.simulator.stage import Stage


def test_a_workspace_that_removes_the_app_falls_asleep(stage: Stage) -> None:
    """Nothing is sent there any more, and nothing is lost."""
    workspace = stage.slack.workspace
    installations = stage.bot.services.installations

    stage.slack.uninstall(workspace)
    stage.slack.wait_idle()

    assert installations.find(workspace.team_id) is None
    assert installations.all()[0].asleep_at is not None


def test_a_revoked_token_lets_the_workspace_sleep(stage: Stage) -> None:
    """The same, when only the token is taken back."""
    workspace = stage.slack.add_workspace("Hillside Schools")
    installations = stage.bot.services.installations
    stage.slack.install(workspace)

    stage.slack.revoke_tokens(workspace)
    stage.slack.wait_idle()

    assert installations.find(workspace.team_id) is None
