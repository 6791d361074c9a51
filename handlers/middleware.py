"""Name who is there: put the actor, their language and the services before every listener."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, BoltResponse, Respond
from slack_sdk import WebClient

from bot.services.everything import Services
from handlers.background import Background
from handlers.drafts import Drafts
from handlers.errors import REMEMBERED
from handlers.surface import Surface
from handlers.turn import Turn, reader_of

_EVENT = "event_callback"
_HOME_OPENED = "app_home_opened"


def register(app: App, *, services: Services, background: Background) -> None:
    """Add what runs before every listener."""
    drafts = Drafts(background)

    def name_things(  # noqa: PLR0917 - Bolt hands over what is named here
        context: BoltContext,
        body: Mapping[str, Any],
        client: WebClient,
        ack: Ack,
        respond: Respond,
        next_: Callable[[], BoltResponse],
    ) -> BoltResponse:
        """Name the services, where the answer goes, and the actor; strangers are actors too."""
        surface = Surface(body=body, client=client, ack=ack, respond=respond)
        context["services"], context["surface"], context["drafts"] = services, surface, drafts
        if context.team_id and context.user_id and _is_somebody(body):
            actor = services.people.actor(context.team_id, context.user_id)
            context["turn"] = Turn(
                services=services,
                background=background,
                surface=surface,
                actor=actor,
                reader=reader_of(actor),
            )
        return next_()

    def drop_what_was_handled(
        context: BoltContext, body: Mapping[str, Any], next_: Callable[[], BoltResponse]
    ) -> BoltResponse:
        """Drop an event that Slack sends again although it was handled."""
        event_id = body.get("event_id") if body.get("type") == _EVENT else None
        if event_id:
            if not services.installations.first_time(str(event_id)):
                return BoltResponse(status=200)
            context[REMEMBERED] = str(event_id)
        return next_()

    app.middleware(drop_what_was_handled)
    app.middleware(name_things)


def _is_somebody(body: Mapping[str, Any]) -> bool:
    """Whether a person did this; most events only name one."""
    if body.get("type") != _EVENT:
        return True
    return bool(body.get("event", {}).get("type") == _HOME_OPENED)
