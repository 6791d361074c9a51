"""Answer oauth.v2.access: exchange the code of an installation for a bot token."""

from bot.simulator.slack import world_install
from bot.simulator.slack.methods.call import Call, Method
from bot.simulator.slack.refusals import Refusal
from bot.simulator.slack.world_records import Json


def access(call: Call) -> Json:
    """Answer oauth.v2.access; the client shows its secret as arguments or as basic authorization.

    Raises Refusal with ``invalid_client_id``, ``bad_client_secret``, ``invalid_grant_type`` and
    what the code is refused for.
    """
    if call.text("client_id") != call.backend.client_id:
        raise Refusal("invalid_client_id")
    if call.text("client_secret") != call.backend.client_secret:
        raise Refusal("bad_client_secret")
    if call.text("grant_type", "authorization_code") != "authorization_code":
        raise Refusal("invalid_grant_type")
    code = call.backend.tickets.exchange_code(
        call.required("code"), redirect_uri=call.text("redirect_uri") or None
    )
    workspace = world_install.install(
        call.world, call.backend.tokens, call.world.workspaces[code.team]
    )
    return {
        "app_id": call.world.app_id,
        "authed_user": {"id": code.user},
        "scope": ",".join(call.world.scopes),
        "token_type": "bot",
        "access_token": workspace.bot_token,
        "bot_user_id": workspace.bot_user_id,
        "team": {"id": workspace.team_id, "name": workspace.name},
        "enterprise": None,
        "is_enterprise_install": False,
    }


METHODS = {"oauth.v2.access": Method(run=access, caller="anybody")}
