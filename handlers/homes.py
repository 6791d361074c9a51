"""Draw a person's Home anew, after the answer to what they did."""

from handlers.blocks.home import render_home
from handlers.turn import Turn, reader_of


def refresh(turn: Turn) -> None:
    """Publish this person's Home soon, if they ever looked; several changes draw it once.

    Slack allows a hundred a minute in a workspace (peers.md 4.4); opening Home draws it anyway.
    """
    person = turn.actor.person
    if person.home_opened_at is None:
        return
    turn.background.soon(lambda: publish(turn), once=f"home:{person.team_id}/{person.slack_id}")


def publish(turn: Turn) -> None:
    """Publish this person's Home as it is now."""
    person = turn.actor.person
    actor = turn.services.people.actor(person.team_id, person.slack_id)
    home = turn.services.home.see(actor)
    turn.surface.client.views_publish(
        user_id=person.slack_id, view=render_home(home, reader_of(actor))
    )
