"""Ask the playground's server as a page, or as a stranger, would."""

import json
from collections.abc import Mapping
from email.message import Message
from types import MappingProxyType
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from bot.simulator.playground import Playground

JSON: Mapping[str, str] = MappingProxyType({"Content-Type": "application/json"})


def read(playground: Playground, path: str) -> dict[str, Any]:
    """Get something as JSON."""
    with urlopen(playground.address + path, timeout=20) as answer:  # noqa: S310  our own server
        body: dict[str, Any] = json.load(answer)
        return body


def send(
    playground: Playground,
    path: str,
    body: Mapping[str, Any],
    *,
    headers: Mapping[str, str] = JSON,
) -> tuple[int, dict[str, Any]]:
    """Post JSON, as the page does unless told otherwise; return status and answer."""
    status, _, content = ask(playground, path, data=json.dumps(body).encode(), headers=headers)
    return status, json.loads(content) if content.startswith(b"{") else {}


def ask(
    playground: Playground,
    path: str,
    *,
    data: bytes | None = None,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> tuple[int, Message, bytes]:
    """Ask for something; return status, headers and what came."""
    request = Request(playground.address + path, data=data, headers=dict(headers))  # noqa: S310  ours
    try:
        with urlopen(request, timeout=20) as answer:  # noqa: S310  our own server
            return answer.status, answer.headers, answer.read()
    except HTTPError as refusal:
        with refusal:
            return refusal.code, refusal.headers, refusal.read()
