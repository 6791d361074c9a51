"""Say who a token is, open connections, and end tokens and installations."""

from bot.simulator.slack import world_install
from bot.simulator.slack.methods.call import Call, Method
from bot.simulator.slack.refusals import Refusal
from bot.simulator.slack.world_records import Json
from bot.simulator.slack.world_shapes import app_name


def test(call: Call) -> Json:
    """Answer auth.test: workspace and bot of the token."""
    home = call.home
    return {
        "url": f"https://{home.domain}.slack.com/",
        "team": home.name,
        "user": call.world.person(home.bot_user_id).name,
        "team_id": home.team_id,
        "user_id": home.bot_user_id,
        "bot_id": home.bot_id,
        "is_enterprise_install": False,
        "app_id": call.world.app_id,
        "app_name": app_name(call.world.manifest),
    }


def open_connection(call: Call) -> Json:
    """Answer apps.connections.open: the address of a websocket, good for one use."""
    ticket = call.backend.sockets.ticket()
    address = call.backend.base_url.replace("http", "ws", 1)
    return {"url": f"{address}/link/?ticket={ticket}&app_id={call.world.app_id}"}


def revoke(call: Call) -> Json:
    """Answer auth.revoke: end this token; with ``test`` only say what would be."""
    if call.flag("test"):
        return {"revoked": False}
    world_install.revoke(call.world, call.backend.tokens, call.home)
    return {"revoked": True}


def uninstall(call: Call) -> Json:
    """Answer apps.uninstall: take the app out of the workspace."""
    if call.required("client_id") != call.backend.client_id:
        raise Refusal("bad_client_id")
    if call.required("client_secret") != call.backend.client_secret:
        raise Refusal("bad_client_secret")
    world_install.uninstall(call.world, call.backend.tokens, call.home)
    return {}


METHODS = {
    "apps.connections.open": Method(run=open_connection, caller="app"),
    "apps.uninstall": Method(run=uninstall),
    "auth.revoke": Method(run=revoke),
    "auth.test": Method(run=test),
}
