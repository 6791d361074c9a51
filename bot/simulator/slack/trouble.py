"""Apply armed faults to an HTTP exchange, before its effect or after it."""

import asyncio

from aiohttp import web

from bot.simulator.slack.faults import Fault

_BROKEN = "<html><body>upstream connect error"


def before(request: web.BaseRequest, fault: Fault | None) -> web.Response | None:
    """Return what is answered instead of any effect; None lets the effect happen."""
    if fault is None:
        return None
    if fault.kind == "ratelimited":
        seconds = str(max(1, round(fault.seconds)))
        body = {"ok": False, "error": "ratelimited"}
        return web.json_response(body, status=429, headers={"Retry-After": seconds})
    if fault.kind == "server_error":
        return web.Response(status=fault.status, text=_BROKEN)
    return _cut(request) if fault.kind == "lost_before" else None


async def after(
    request: web.BaseRequest, fault: Fault | None, *, answer: web.Response
) -> web.Response:
    """Return what becomes of an answer whose effect is done."""
    if fault is None:
        return answer
    if fault.kind == "slow":
        await asyncio.sleep(fault.seconds)
        return answer
    if fault.kind == "late_error":
        return web.Response(status=fault.status, text=_BROKEN)
    if fault.kind == "malformed":
        return web.Response(text=(answer.text or "")[:-1], content_type="application/json")
    return _cut(request)


def _cut(request: web.BaseRequest) -> web.Response:
    """End the connection without an answer, as a failing network does."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
