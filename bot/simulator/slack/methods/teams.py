"""Answer about the workspace and about bots."""

from bot.simulator.slack.methods.call import Call, Method
from bot.simulator.slack.refusals import Refusal
from bot.simulator.slack.world_records import Json
from bot.simulator.slack.world_shapes import app_name

_ICON_SIZES = (34, 44, 68, 88, 102, 132, 230)
_BOT_ICON_SIZES = (36, 48, 72)


def team_info(call: Call) -> Json:
    """Answer team.info."""
    call.demand_scope()
    home = call.home
    icon: Json = {
        f"image_{size}": f"https://example.invalid/team-{size}.png" for size in _ICON_SIZES
    }
    return {
        "team": {
            "id": home.team_id,
            "name": home.name,
            "url": f"https://{home.domain}.slack.com/",
            "domain": home.domain,
            "email_domain": "",
            "icon": icon | {"image_default": True},
            "is_verified": False,
            "avatar_base_url": "https://example.invalid/",
            "lob_sales_home_enabled": False,
            "is_sfdc_auto_slack": False,
        }
    }


def bot_info(call: Call) -> Json:
    """Answer bots.info; only the app's own bot is known."""
    call.demand_scope()
    home = call.home
    if call.text("bot", home.bot_id) != home.bot_id:
        raise Refusal("bot_not_found")
    return {
        "bot": {
            "id": home.bot_id,
            "deleted": False,
            "name": app_name(call.world.manifest),
            "updated": 0,
            "app_id": call.world.app_id,
            "user_id": home.bot_user_id,
            "icons": {
                f"image_{size}": f"https://example.invalid/bot-{size}.png"
                for size in _BOT_ICON_SIZES
            },
        }
    }


METHODS = {
    "bots.info": Method(run=bot_info),
    "team.info": Method(run=team_info),
}
