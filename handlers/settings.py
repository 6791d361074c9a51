"""Settings: a person's zone and quiet hours, pause, and the profile they are read from."""

from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain import permissions
from bot.i18n import mark
from bot.services.everything import Services
from handlers import homes
from handlers.blocks import settings as blocks
from handlers.blocks.ids import Action, Block, Callback, starting
from handlers.blocks.modals import notice, said
from handlers.commands import Verb
from handlers.turn import Turn


def show(turn: Turn) -> None:
    """Show a person's settings."""
    turn.services.people.settings(turn.actor)
    turn.show(blocks.settings_modal(turn.actor.person, turn.reader))


def pause(turn: Turn) -> None:
    """Write nothing until further notice."""
    turn.services.people.pause(turn.actor, paused=True)
    _ = turn.translate
    turn.say(_("I write nothing until you say `/rounds resume`. Home shows what waits."))
    homes.refresh(turn)


def resume(turn: Turn) -> None:
    """Write again."""
    turn.services.people.pause(turn.actor, paused=False)
    turn.say(turn.translate("Good to have you back. I write to you again."))
    homes.refresh(turn)


VERBS: Sequence[Verb] = (
    Verb(
        word="settings",
        hint=mark("Changes your time zone and quiet hours."),
        run=show,
        needs=permissions.Verb.CHANGE_OWN_SETTINGS,
    ),
    Verb(
        word="pause",
        hint=mark("Silences me until further notice."),
        run=pause,
        needs=permissions.Verb.CHANGE_OWN_SETTINGS,
    ),
    Verb(
        word="resume",
        hint=mark("Lets me write to you again."),
        run=resume,
        needs=permissions.Verb.CHANGE_OWN_SETTINGS,
    ),
)


def register(app: App) -> None:
    """Listen to the settings, to their buttons anywhere, and to changed profiles."""
    app.action(starting(Action.OPEN_SETTINGS))(open_settings)
    app.options(Action.ZONE)(find_zones)
    app.view_submission(Callback.SETTINGS)(save)
    app.action(Action.RESET_SETTINGS)(reset)
    app.action(Action.PAUSE)(press_pause)
    app.action(Action.RESUME)(press_resume)
    app.event("user_change")(follow_profile)


def open_settings(ack: Ack, turn: Turn) -> None:
    """Show the settings from a button."""
    ack()
    show(turn)


def find_zones(ack: Ack, turn: Turn, options: Mapping[str, Any]) -> None:
    """Find time zones for what was typed."""
    found = turn.services.people.zones(turn.actor, str(options.get("value", "")))
    ack(options=[blocks.zone_option(zone) for zone in found])


def save(ack: Ack, turn: Turn) -> None:
    """Keep zone and quiet hours."""
    ack()
    typed = turn.surface.typed
    turn.services.people.change_settings(
        turn.actor,
        zone=str(typed[Block.ZONE]),
        quiet_start=time.fromisoformat(str(typed[Block.QUIET_START])),
        quiet_end=time.fromisoformat(str(typed[Block.QUIET_END])),
    )
    homes.refresh(turn)


def reset(ack: Ack, turn: Turn) -> None:
    """Go back to the profile's zone and the network's quiet hours."""
    ack()
    turn.services.people.change_settings(turn.actor, zone=None, quiet_start=None, quiet_end=None)
    line = turn.translate("I follow your Slack profile and the network's quiet hours again.")
    turn.show(notice(said(line), turn.reader))
    homes.refresh(turn)


def press_pause(ack: Ack, turn: Turn) -> None:
    """Pause from a button."""
    ack()
    turn.services.people.pause(turn.actor, paused=True)
    _settled(turn)


def press_resume(ack: Ack, turn: Turn) -> None:
    """Go on from a button."""
    ack()
    turn.services.people.pause(turn.actor, paused=False)
    _settled(turn)


def follow_profile(event: Mapping[str, Any], context: BoltContext, services: Services) -> None:
    """Follow a changed profile of somebody we know."""
    services.people.profile_changed(context.team_id or "", str(event["user"]["id"]))


def _settled(turn: Turn) -> None:
    """Show what holds now: in the modal at once, in Home when it is drawn anew."""
    person = turn.actor.person
    actor = turn.services.people.actor(person.team_id, person.slack_id)
    if turn.surface.view.get("type") == "modal":
        turn.show(blocks.settings_modal(actor.person, turn.reader))
    homes.refresh(turn)
