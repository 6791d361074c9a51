"""Translate between Slack and the services: the table of contents of everything people can do."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.domain.installations import Installation
from bot.errors import DatabaseError
from bot.services.everything import Services
from bot.services.installations import Installations
from handlers import (
    agendas,
    calendars,
    candidates,
    checkins,
    dates,
    decisions,
    entries,
    errors,
    exports,
    figures,
    gatherings,
    home,
    inquiry,
    library,
    middleware,
    nudges,
    papers,
    partners,
    phases,
    portfolio,
    preparing,
    privacy,
    programmes,
    reflections,
    roster,
    scope,
    settings,
    setup,
    stories,
    team_channels,
    why,
    wordings,
    workspaces,
)
from handlers.background import Background
from handlers.commands import Commands, Verb

FEATURES: Sequence[ModuleType] = (
    entries,  # first, for Bolt asks one listener after the other, and people type a lot
    home,
    gatherings,
    dates,
    agendas,
    inquiry,
    checkins,
    reflections,
    library,
    nudges,
    partners,
    portfolio,
    preparing,
    phases,
    decisions,
    figures,
    scope,
    stories,
    programmes,
    wordings,
    setup,
    roster,
    candidates,
    team_channels,
    calendars,
    exports,
    papers,
    settings,
    why,
    privacy,
    workspaces,
)
"""What people can do, in the order in which help tells of it."""

_TIMEOUT = 10
_THREADS = 20


def verbs() -> Iterator[Verb]:
    """Yield every row of every feature's table."""
    for feature in FEATURES:
        yield from getattr(feature, "VERBS", ())


def build(
    *,
    services: Services,
    base_url: str,
    signing_secret: str | None,
    background: Background | None = None,
) -> App:
    """Build Bolt's app with every listener; asks Slack nothing and starts nothing.

    ``base_url`` ends in ``/api/``. ``background`` does what comes after an answer; whoever passes
    one closes it. Without a signing secret nobody can sign a request over HTTP.
    """
    app = App(
        name="rounds",
        process_before_response=True,
        signing_secret=signing_secret or secrets.token_hex(),
        client=WebClient(base_url=base_url, timeout=_TIMEOUT),
        authorize=_authorizer(services.installations),  # type: ignore[arg-type]  # None is taken
        token_verification_enabled=False,
        listener_executor=ThreadPoolExecutor(_THREADS, thread_name_prefix="rounds-listener"),
    )
    middleware.register(app, services=services, background=background or Background())
    errors.register(app)
    for feature in FEATURES:
        feature.register(app)
    Commands(verbs()).register(app)
    return app


def _authorizer(installations: Installations) -> Callable[..., AuthorizeResult | None]:
    """Answer for a workspace from its stored installation; Bolt would ask Slack each time.

    While the database is away the last answer serves: somebody who clicks is owed a sentence.
    """
    known: dict[str, Installation] = {}

    def find(team_id: str) -> Installation | None:
        try:
            found = installations.find(team_id)
        except DatabaseError:
            return known.get(team_id)
        if found is None:
            known.pop(team_id, None)
        else:
            known[team_id] = found
        return found

    def authorize(
        enterprise_id: str | None, team_id: str | None, user_id: str | None
    ) -> AuthorizeResult | None:
        found = find(team_id) if team_id else None
        if found is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_token=found.bot_token,
            bot_id=found.bot_id,
            bot_user_id=found.bot_user_id,
            user_id=user_id,
        )

    return authorize
