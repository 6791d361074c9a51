"""``appoint`` the first programme lead, from whom all begins; ``erase`` somebody for good."""

from argparse import Namespace

from bot.app import Bot
from bot.cli.openings import assembled, read_settings
from bot.cli.speech import say
from bot.errors import Invalid, SettingsError
from bot.i18n import mark

_NOT_INSTALLED = mark(
    "Rounds is in no workspace yet. Set SLACK_BOT_TOKEN, or install it at /slack/install."
)
_WHICH = mark("Rounds is in several workspaces. Say which: --team {teams}")
_NO_TEAM = mark("Rounds is not in the workspace {team}. It is in: {teams}.")

_SURE = mark("This erases all that {person} wrote, for good. Add --yes if that is meant.")


def appoint(wanted: Namespace) -> int:
    """Make somebody programme lead and say what they can do next."""
    with assembled(read_settings()) as bot:
        team_id = _workspace(bot, wanted.team)
        person = bot.services.people.appoint_lead(team_id, wanted.person)
    say(mark("{name} is a programme lead of Rounds now."), name=person.name)
    say(mark("Next, {name} types /rounds setup in a channel of Slack."), name=person.name)
    return 0


def erase(wanted: Namespace) -> int:
    """Erase somebody and all they wrote, once it is confirmed; raises RoundsError."""
    if not wanted.yes:
        raise Invalid(_SURE, person=wanted.person)
    with assembled(read_settings()) as bot:
        person = bot.services.people.erase(_workspace(bot, wanted.team), wanted.person)
    say(mark("{name} and all they wrote are erased."), name=person.name)
    say(mark("Their answers in anonymous forms stay: nobody knows which they are."))
    say(mark("What they shared leaves the channels when the bot runs. Backups are yours to purge."))
    return 0


def _workspace(bot: Bot, team: str | None) -> str:
    """Return the workspace that is meant: the token's own, the named one, or the only one."""
    if bot.settings.slack_bot_token is not None:
        bot.meet_workspace()
    teams = [one.team_id for one in bot.services.installations.all() if one.asleep_at is None]
    if not teams:
        raise SettingsError(_NOT_INSTALLED)
    if team is not None and team not in teams:
        raise SettingsError(_NO_TEAM, team=team, teams=", ".join(teams))
    if team is None and len(teams) > 1:
        raise SettingsError(_WHICH, teams=" | ".join(teams))
    return team or teams[0]
