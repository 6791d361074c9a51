"""Answer the Web API over HTTP: read arguments, apply faults, token and limits, run, log."""

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.simulator.slack import trouble
from bot.simulator.slack.backend import Backend
from bot.simulator.slack.log import LogEntry
from bot.simulator.slack.methods import METHODS, Call, Method
from bot.simulator.slack.refusals import RateLimited, Refusal
from bot.simulator.slack.world_records import Json, Workspace

_SECRET = frozenset({"token", "client_secret", "code"})


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
        instead = trouble.before(request, fault)
        if fault is not None and instead is not None:
            self._log(method, arguments=arguments, team="", answer={"error": fault.kind})
            return instead
        body, headers = self._answer(method, arguments=arguments, token=token)
        status = 429 if body.get("error") == "ratelimited" else 200
        answer = web.json_response(body, status=status, headers=headers)
        return await trouble.after(request, fault, answer=answer)

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
