"""Draw the teams of schools, with the channel of each (S20)."""

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.domain.readers import Reader
from bot.i18n import translator
from bot.services.team_channels import Team, TeamsView
from handlers.blocks.ids import Action, Callback, numbered
from handlers.blocks.layout import beside, button, context, section
from handlers.blocks.modals import modal
from handlers.blocks.packing import pack
from handlers.blocks.text import brief

_NAME = 80
_SCHOOL = 150
_MOST = 45
_FEWEST = 2
"""Nobody needs a channel to talk to themselves."""


def teams_modal(view: TeamsView, reader: Reader) -> View:
    """List the teams, each with its people and the way to its channel."""
    _ = translator(reader.locale)
    blocks: list[Block] = [_team(one, view, reader) for one in view.teams[:_MOST]]
    if not blocks:
        blocks = [section(_("No school is known yet. `/rounds me` asks for yours."))]
    small = _("A team's channel is private. I am in it, and read nothing.")
    if not any(len(one.members) >= _FEWEST for one in view.teams):
        small = _("A team is two or more people of a school. `/rounds suggest` brings somebody in.")
    blocks.append(context(small))
    return modal(
        _("Teams"), blocks, callback=Callback.TEAMS, reader=reader, meta=pack(n=view.network.id)
    )


def _team(team: Team, view: TeamsView, reader: Reader) -> Block:
    _ = translator(reader.locale)
    names = ", ".join(brief(one.name, _NAME) for one in team.members)
    lines = [f"*{brief(team.school.name, _SCHOOL)}*", names]
    if view.span is not None and not view.span.holds(len(team.members)):
        lines.append(
            _("{least} to {most} of a school learn together.").format(
                least=view.span.min, most=view.span.max
            )
        )
    if team.school.channel_id is not None:
        lines.append(_("You talk in <#{channel}>.").format(channel=team.school.channel_id))
    if len(team.members) < _FEWEST:
        return section(*lines)
    words = _("Let in who is new") if team.school.channel_id else _("Make a private channel")
    gather = button(
        words,
        numbered(Action.MAKE_TEAM_CHANNEL, team.school.id),
        value=pack(n=view.network.id, i=team.school.id),
    )
    return beside(gather, *lines)
