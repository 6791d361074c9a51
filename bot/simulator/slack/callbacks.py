"""Deliver over HTTP, signed as Slack signs.

Source: https://docs.slack.dev/authentication/verifying-requests-from-slack. The time in the
signature is real: Bolt refuses requests that seem older than five minutes.
"""

import asyncio
import hashlib
import hmac
import json
from http import HTTPStatus
from urllib.parse import urlencode

import aiohttp

from bot.clock import SystemClock
from bot.simulator.slack.delivery import (
    ACK_SECONDS,
    FAILED,
    TIMED_OUT,
    UNREACHABLE,
    Parcel,
    Receipt,
)
from bot.simulator.slack.world_records import Json

_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"
_RETRY_REASONS = {"timeout": "http_timeout"}


def sign(secret: str, *, timestamp: str, body: str) -> str:
    """Return the ``x-slack-signature`` of a request body."""
    base = f"v0:{timestamp}:{body}".encode()
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


class HttpCarrier:
    """Posts to one address; lives in the server's loop."""

    def __init__(self, *, url: str, secret: str, session: aiohttp.ClientSession) -> None:
        """Deliver to ``url``, signed with ``secret``."""
        self._url = url
        self._secret = secret
        self._session = session

    @property
    def listening(self) -> bool:
        """Say that an address is known; whether somebody answers is seen by trying."""
        return True

    async def carry(self, parcel: Parcel, *, attempt: int, reason: str) -> Receipt:
        """Post a parcel and read the acknowledgement, three real seconds at most."""
        body, kind = _body(parcel)
        timestamp = str(int(SystemClock().now().timestamp()))
        headers = {
            "content-type": kind,
            "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "x-slack-request-timestamp": timestamp,
            "x-slack-signature": sign(self._secret, timestamp=timestamp, body=body),
        }
        if attempt:
            named = _RETRY_REASONS.get(reason, reason)
            headers |= {"x-slack-retry-num": str(attempt), "x-slack-retry-reason": named}
        try:
            return await asyncio.wait_for(self._post(body, headers), ACK_SECONDS)
        except TimeoutError:
            return Receipt(error=TIMED_OUT)
        except aiohttp.ClientConnectorError:
            return Receipt(error=UNREACHABLE)
        except aiohttp.ClientError:
            return Receipt(error=FAILED)

    async def _post(self, body: str, headers: dict[str, str]) -> Receipt:
        data = body.encode()
        async with self._session.post(self._url, data=data, headers=headers) as response:
            text = await response.text()
            if response.status != HTTPStatus.OK:
                return Receipt(error=FAILED)
            return Receipt(body=_read(text))


def _body(parcel: Parcel) -> tuple[str, str]:
    if parcel.kind == "slash_commands":
        return urlencode(parcel.payload), _FORM
    if parcel.kind == "interactive":
        return urlencode({"payload": json.dumps(parcel.payload)}), _FORM
    return json.dumps(parcel.payload), _JSON


def _read(text: str) -> Json | str | None:
    """Return an object where the app answered with one, else its words."""
    if not text.strip():
        return None
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if isinstance(value, dict) else text
