"""Answer about people."""

from datetime import UTC, datetime

from bot.simulator.slack.methods.call import Call, Method
from bot.simulator.slack.methods.pages import page
from bot.simulator.slack.refusals import Refusal
from bot.simulator.slack.scopes import demand
from bot.simulator.slack.world import stamp
from bot.simulator.slack.world_records import Json, Person
from bot.simulator.slack.world_shapes import user_json

_EMAIL_SCOPE = "users:read.email"


def _shown(call: Call, person: Person) -> Json:
    """Return a person with e-mail and locale only where they were asked for and allowed."""
    user = user_json(call.world, person)
    if _EMAIL_SCOPE not in call.world.scopes:
        user["profile"].pop("email", None)
    if not call.flag("include_locale"):
        user.pop("locale", None)
    return user


def info(call: Call) -> Json:
    """Answer users.info."""
    call.demand_scope()
    return {"user": _shown(call, call.person(call.required("user")))}


def look_up(call: Call) -> Json:
    """Answer users.lookupByEmail; who is deactivated is not found."""
    call.demand_scope()
    demand(("users:read",), call.world.scopes)
    wanted = call.required("email").casefold()
    for person in call.world.people.values():
        same_team = person.team_id == call.home.team_id
        if same_team and not person.deleted and (person.email or "").casefold() == wanted:
            return {"user": _shown(call, person)}
    raise Refusal("users_not_found")


def list_all(call: Call) -> Json:
    """Answer users.list, page by page."""
    call.demand_scope()
    here = [one for one in call.world.people.values() if one.team_id == call.home.team_id]
    here.append(_slackbot(call))
    members, metadata = page(here, call=call, most=1000, usual=1000)
    return {
        "members": [_shown(call, person) for person in members],
        "cache_ts": stamp(call.world.now()),
        "response_metadata": metadata,
    }


def _slackbot(call: Call) -> Person:
    """Return Slackbot, whom Slack lists in every workspace, and not as a bot."""
    return Person(
        id="USLACKBOT",
        team_id=call.home.team_id,
        name="slackbot",
        real_name="Slackbot",
        email=None,
        zone="America/Los_Angeles",
        locale="en-US",
        admin=False,
        bot=False,
        updated_at=datetime.fromtimestamp(0, UTC),
    )


def dnd_info(call: Call) -> Json:
    """Answer dnd.info: nobody here has asked Slack itself for quiet."""
    call.demand_scope()
    if call.text("user"):
        call.person(call.text("user"))
    return {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}


METHODS = {
    "dnd.info": Method(run=dnd_info),
    "users.info": Method(run=info),
    "users.list": Method(run=list_all),
    "users.lookupByEmail": Method(run=look_up),
}
