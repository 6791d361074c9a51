"""Show the page on which somebody allows the installation in a workspace.

Source: https://docs.slack.dev/authentication/installing-with-oauth.
"""

from html import escape
from http import HTTPStatus
from urllib.parse import urlencode

from aiohttp import web

from bot.simulator.slack.backend import Backend
from bot.simulator.slack.world_records import Person, Workspace
from bot.simulator.slack.world_shapes import app_name

_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>{app}</title></head>
<body><h1>{app}</h1><p>{scopes}</p>{buttons}</body></html>"""
_BUTTON = """<form method="post"><input type="hidden" name="team" value="{team}">
<input type="hidden" name="user" value="{user}"><button>{name}</button></form>"""


async def answer(request: web.BaseRequest, *, backend: Backend) -> web.StreamResponse:
    """Show the page, or send who allowed the installation back with a code."""
    if request.query.get("client_id") != backend.client_id:
        return web.Response(status=HTTPStatus.BAD_REQUEST, text="invalid_client_id")
    if request.method != "POST":
        return _show(request, backend=backend)
    form = await request.post()
    with backend.world.lock:
        workspace = backend.world.workspaces.get(str(form.get("team", "")))
        if workspace is None:
            return web.Response(status=HTTPStatus.BAD_REQUEST, text="invalid_team")
        target = request.query.get("redirect_uri", "")
        code = backend.tickets.code(
            team=workspace.team_id, user=str(form.get("user", "")), redirect_uri=target
        )
    query = urlencode({"code": code, "state": request.query.get("state", "")})
    return web.Response(status=HTTPStatus.FOUND, headers={"Location": f"{target}?{query}"})


def _show(request: web.BaseRequest, *, backend: Backend) -> web.Response:
    with backend.world.lock:
        buttons = [
            _BUTTON.format(
                team=team.team_id, user=_installer(backend, team), name=escape(team.name)
            )
            for team in backend.world.workspaces.values()
        ]
        page = _PAGE.format(
            app=escape(app_name(backend.world.manifest)),
            scopes=escape(request.query.get("scope", "")),
            buttons="".join(buttons),
        )
    return web.Response(text=page, content_type="text/html")


def _installer(backend: Backend, workspace: Workspace) -> str:
    """Return the id of an administrator, else of anybody who is no bot."""
    people = [one for one in backend.world.people.values() if _is_human(one, workspace)]
    people.sort(key=lambda person: not person.admin)
    return people[0].id if people else workspace.bot_user_id


def _is_human(person: Person, workspace: Workspace) -> bool:
    return person.team_id == workspace.team_id and not person.bot and not person.deleted
