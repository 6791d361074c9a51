"""Keep other sites' pages away from the playground.

The page has no password, so two doors are closed: a name that was made to point at this machine
(DNS rebinding) is not answered, and what changes something must come from the page itself.
"""

import ipaddress
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: http://127.0.0.1:*; style-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def is_own_host(host: str, *, bound_to: str) -> bool:
    """Say whether a Host header names this server: an address, localhost, or the name it has."""
    name = urlsplit(f"//{host}").hostname or ""
    return name in {"localhost", bound_to} or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def comes_from_the_page(request: web.BaseRequest) -> bool:
    """Say whether a changing request was made by our own page, or by no page at all."""
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        return False
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return False
    return request.content_type == "application/json"


def guard(bound_to: str) -> Middleware:
    """Make the middleware that refuses strangers and sets the headers of every answer."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not is_own_host(request.host, bound_to=bound_to):
            raise web.HTTPForbidden(text="This name does not belong to the playground.")
        if request.method != "GET" and not comes_from_the_page(request):
            raise web.HTTPForbidden(text="Only the playground's own page may do this.")
        response = await handler(request)
        response.headers.update(_HEADERS)
        return response

    return check
