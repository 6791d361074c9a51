"""Answer the Web API over HTTP: read arguments, apply faults, token and limits, run, log."""

import asyncio
import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.simulator.slack.backend import Backend
from bot.simulator.slack.faults import Fault
from bot.simulator.slack.log import LogEntry
from bot.simulator.slack.methods import METHODS, Call, Method
from bot.simulator.slack.refusals import RateLimited, Refusal
from bot.simulator.slack.world_records import Json, Workspace

_SECRET = frozenset({"token", "client_secret", "code"})
_BROKEN = "<html><body>upstream connect error"


class WebApi:
    """One handler for every method."""

    def __init__(self, backend: Backend) -> None:
        """Answer from this backend."""
        self._backend = backend

    async def handle(self, request: web.BaseRequest, *, method: str) -> web.StreamResponse:
        """Answer one call, or break as the armed fault demands."""
        try:
            arguments = await read_arguments(request)
        except ValueError:
            return web.json_response({"ok": False, "error": "invalid_json"})
        token = _token(request, arguments)
        fault = self._backend.faults.next_for(method, arguments)
        if fault is not None:
            refused = self._before(request, fault, arguments=arguments)
            if refused is not None:
                return refused
        answer, headers = self._answer(method, arguments=arguments, token=token)
        if fault is not None:
            return await self._after(request, fault, answer=answer)
        status = 429 if answer.get("error") == "ratelimited" else 200
        return web.json_response(answer, status=status, headers=headers)

    def _before(
        self, request: web.BaseRequest, fault: Fault, *, arguments: Mapping[str, Any]
    ) -> web.Response | None:
        """Apply the faults that come before any effect."""
        if fault.kind not in {"ratelimited", "server_error", "lost_before"}:
            return None
        self._log(fault.method, arguments=arguments, team="", answer={"error": fault.kind})
        if fault.kind == "ratelimited":
            seconds = str(max(1, round(fault.seconds)))
            body = {"ok": False, "error": "ratelimited"}
            return web.json_response(body, status=429, headers={"Retry-After": seconds})
        if fault.kind == "server_error":
            return web.Response(status=fault.status, text=_BROKEN)
        return cut(request)

    async def _after(
        self, request: web.BaseRequest, fault: Fault, *, answer: Json
    ) -> web.StreamResponse:
        """Apply the faults that come when the effect is done: slow, malformed, lost_after."""
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
            return web.json_response(answer)
        if fault.kind == "malformed":
            return web.Response(text=json.dumps(answer)[:-1], content_type="application/json")
        return cut(request)

    def _answer(
        self, name: str, *, arguments: Mapping[str, Any], token: str
    ) -> tuple[Json, dict[str, str]]:
        world = self._backend.world
        with world.lock:
            team = ""
            headers = {"x-oauth-scopes": ",".join(world.scopes)}
            try:
                method = self._find(name)
                workspace = self._admit(method, token=token)
                team = workspace.team_id if workspace else ""
                self._respect_tier(name, team=team)
                call = Call(
                    backend=self._backend,
                    method=name,
                    arguments=arguments,
                    token=token,
                    workspace=workspace,
                )
                answer: Json = {"ok": True, **method.run(call)}
            except RateLimited as refusal:
                headers["Retry-After"] = str(refusal.retry_after)
                answer = refusal.answer()
            except Refusal as refusal:
                answer = refusal.answer()
            self._log(name, arguments=arguments, team=team, answer=answer)
        return answer, headers

    def _find(self, name: str) -> Method:
        method = METHODS.get(name)
        if method is None:
            what = "Slack, or this local one, has no such method"
            self._backend.world.blame("unknown_method", where=name, what=what)
            raise Refusal("unknown_method", req_method=name)
        return method

    def _admit(self, method: Method, *, token: str) -> Workspace | None:
        if method.caller == "bot":
            return self._backend.tokens.workspace(token)
        if method.caller == "app":
            self._backend.tokens.demand_app(token)
        return None

    def _respect_tier(self, name: str, *, team: str) -> None:
        backend = self._backend
        if not backend.limits_on:
            return
        wait = backend.limits.seconds_to_wait(name, team=team, now=backend.world.now())
        if wait:
            raise RateLimited(wait)

    def _log(
        self, name: str, *, arguments: Mapping[str, Any], team: str, answer: Mapping[str, Any]
    ) -> None:
        shown = {key: value for key, value in arguments.items() if key not in _SECRET}
        self._backend.log.add(
            LogEntry(
                at=self._backend.world.now(),
                direction="call",
                name=name,
                team=team,
                arguments=shown,
                outcome=str(answer.get("error") or "ok"),
                answer={key: value for key, value in answer.items() if key != "access_token"},
            )
        )


def cut(request: web.BaseRequest) -> web.Response:
    """End the connection without an answer, as a failing network does."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def read_arguments(request: web.BaseRequest) -> dict[str, Any]:
    """Return the arguments of a call from query string and body, form or JSON."""
    arguments: dict[str, Any] = dict(request.query)
    kind = request.content_type
    if kind == "application/json":
        text = await request.text()
        body = json.loads(text) if text.strip() else {}
        if isinstance(body, dict):
            arguments |= body
    elif request.method == "POST":
        for key, value in (await request.post()).items():
            arguments[key] = value if isinstance(value, str) else ""
    return arguments


def _token(request: web.BaseRequest, arguments: dict[str, Any]) -> str:
    """Return the token, and put basic authorization where the client's arguments are."""
    kind, _, value = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return value.strip()
    if kind.lower() == "basic":
        try:
            name, _, secret = base64.b64decode(value).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return ""
        arguments |= {"client_id": name, "client_secret": secret}
    return str(arguments.get("token") or "")
