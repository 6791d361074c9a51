"""Hand out what may be used only for a while: trigger ids, response urls, upload places, codes.

All of it runs on the movable clock. Sources: https://docs.slack.dev/interactivity/handling-user-interaction
(three seconds, once; five times within thirty minutes) and
https://docs.slack.dev/authentication/installing-with-oauth (ten minutes, once).
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.simulator.slack.refusals import Refusal
from bot.simulator.slack.world import World, stamp

TRIGGER_LIFE = timedelta(seconds=3)
RESPONSE_LIFE = timedelta(minutes=30)
RESPONSE_USES = 5
CODE_LIFE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """What a trigger id stands for: somebody who has just done something."""

    id: str
    team: str
    user: str
    issued_at: datetime
    used: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseUrl:
    """Where an answer to one interaction goes; ``message_ts`` is the message it came from."""

    key: str
    team: str
    user: str
    channel: str
    issued_at: datetime
    message_ts: str | None = None
    uses: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What an installer brings back from the page that asked for consent."""

    code: str
    team: str
    user: str
    redirect_uri: str
    issued_at: datetime
    used: bool = False


class Tickets:
    """The tickets that were handed out."""

    def __init__(self, world: World) -> None:
        """Begin with none."""
        self._world = world
        self._triggers: dict[str, Trigger] = {}
        self._responses: dict[str, ResponseUrl] = {}
        self._codes: dict[str, Code] = {}

    def trigger(self, *, team: str, user: str) -> str:
        """Issue a trigger id for what a person is just doing."""
        now = self._world.now()
        serial = self._world.new_id("")
        trigger_id = f"{stamp(now)}.{int(team[1:], 36) % 10**9}.{serial.lower()}"
        trigger = Trigger(id=trigger_id, team=team, user=user, issued_at=now)
        self._triggers[trigger_id] = trigger
        return trigger_id

    def exchange_trigger(self, trigger_id: str, *, team: str) -> Trigger:
        """Use up a trigger id.

        Raises Refusal with ``invalid_trigger_id``, ``exchanged_trigger_id`` (used before) or
        ``expired_trigger_id`` (older than three seconds).
        """
        trigger = self._triggers.get(trigger_id)
        if trigger is None or trigger.team != team:
            raise Refusal("invalid_trigger_id")
        if trigger.used:
            raise Refusal("exchanged_trigger_id")
        if self._world.now() - trigger.issued_at > TRIGGER_LIFE:
            raise Refusal("expired_trigger_id")
        self._triggers[trigger_id] = replace(trigger, used=True)
        return trigger

    def response(
        self,
        *,
        team: str,
        user: str,
        channel: str,
        message_ts: str | None = None,
    ) -> str:
        """Issue the key of a response_url."""
        key = self._world.new_id("R")
        self._responses[key] = ResponseUrl(
            key=key,
            team=team,
            user=user,
            channel=channel,
            issued_at=self._world.now(),
            message_ts=message_ts,
        )
        return key

    def use_response(self, key: str) -> ResponseUrl:
        """Count one use; raises Refusal with ``used_url`` or ``expired_url`` when it is over."""
        response = self._responses.get(key)
        if response is None:
            raise Refusal("invalid_url")
        if self._world.now() - response.issued_at > RESPONSE_LIFE:
            raise Refusal("expired_url")
        if response.uses >= RESPONSE_USES:
            raise Refusal("used_url")
        self._responses[key] = replace(response, uses=response.uses + 1)
        return response

    def code(self, *, team: str, user: str, redirect_uri: str) -> str:
        """Issue the code that an installation is exchanged for."""
        code = f"{int(team[1:], 36) % 10**9}.{self._world.new_id('').lower()}"
        self._codes[code] = Code(
            code=code,
            team=team,
            user=user,
            redirect_uri=redirect_uri,
            issued_at=self._world.now(),
        )
        return code

    def exchange_code(self, code: str, *, redirect_uri: str | None) -> Code:
        """Use up a code.

        Raises Refusal with ``invalid_code``, ``code_already_used``, ``code_expired`` or
        ``bad_redirect_uri``.
        """
        ticket = self._codes.get(code)
        if ticket is None:
            raise Refusal("invalid_code")
        if ticket.used:
            raise Refusal("code_already_used")
        if self._world.now() - ticket.issued_at > CODE_LIFE:
            raise Refusal("code_expired")
        if (redirect_uri or ticket.redirect_uri) != ticket.redirect_uri:
            raise Refusal("bad_redirect_uri")
        self._codes[code] = replace(ticket, used=True)
        return ticket
