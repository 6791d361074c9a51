"""Settings: zone, quiet hours, switches, digest, pause, days away, and what is asked no more."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain import permissions
from bot.domain.people import Actor, Away, Digest, Topic
from bot.errors import NotFound
from bot.i18n import mark
from bot.services.everything import Services
from bot.services.preferences import Wish
from handlers import homes
from handlers.blocks import settings as blocks
from handlers.blocks.ids import Action, Block, Callback, starting
from handlers.blocks.modals import notice, said
from handlers.commands import Verb
from handlers.turn import Turn


def show(turn: Turn) -> None:
    """Show a person's settings."""
    _show_settings(turn, turn.actor)


def show_away(turn: Turn) -> None:
    """Show the days away, and take more."""
    settings = turn.services.people.settings(turn.actor)
    turn.show(blocks.away_modal(settings, _today(turn), turn.reader))


def pause(turn: Turn) -> None:
    """Write nothing until further notice."""
    person = turn.services.people.pause(turn.actor, paused=True)
    turn.tell(blocks.pause_told(person.settings, _today(turn), turn.reader))
    homes.refresh(turn)


def resume(turn: Turn) -> None:
    """Write again."""
    turn.services.people.pause(turn.actor, paused=False)
    _ = turn.translate
    turn.say(_("Good to have you back. I write to you again; Home shows what waits."))
    homes.refresh(turn)


VERBS: Sequence[Verb] = (
    Verb(
        word="settings",
        hint=mark("Changes your time zone, quiet hours, and what I write to you about."),
        run=show,
        needs=permissions.Verb.CHANGE_OWN_SETTINGS,
    ),
    Verb(
        word="away",
        hint=mark("Takes days on which you are away."),
        run=show_away,
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
    app.action(Action.PAUSE_UNTIL)(pause_until)
    app.action(Action.OPEN_AWAY)(open_away)
    app.view_submission(Callback.AWAY)(add_away)
    app.action(starting(Action.REMOVE_AWAY))(remove_away)
    app.action(starting(Action.ASK_ON))(ask_on)
    app.action(Action.ASK_LATER)(ask_later)
    app.action(Action.ASK_NO_MORE)(ask_no_more)
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
    """Keep zone, quiet hours, switches and digest."""
    ack()
    typed = turn.surface.typed
    ticked = typed[Block.TOPICS]
    wanted = {Topic(one) for one in ticked} if isinstance(ticked, tuple) else set()
    turn.services.people.change_settings(
        turn.actor,
        zone=str(typed[Block.ZONE]),
        quiet_start=time.fromisoformat(str(typed[Block.QUIET_START])),
        quiet_end=time.fromisoformat(str(typed[Block.QUIET_END])),
        muted=frozenset(Topic) - wanted,
        digest=Digest(str(typed[Block.DIGEST])),
    )
    homes.refresh(turn)


def reset(ack: Ack, turn: Turn) -> None:
    """Go back to the profile's zone and the network's quiet hours, and to everything one by one."""
    ack()
    turn.services.people.change_settings(turn.actor, zone=None, quiet_start=None, quiet_end=None)
    _ = turn.translate
    line = _("I follow your Slack profile and the network's quiet hours again.")
    more = _("Everything comes again, each at its time.")
    turn.show(notice(said(line, more), turn.reader))
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


def pause_until(ack: Ack, turn: Turn) -> None:
    """Let the pause end by itself on a day."""
    ack()
    turn.services.preferences.pause_until(turn.actor, _chosen_day(turn))
    _settled(turn)


def open_away(ack: Ack, turn: Turn) -> None:
    """Show the days away from a button."""
    ack()
    show_away(turn)


def add_away(ack: Ack, turn: Turn) -> None:
    """Keep days away."""
    typed = turn.surface.typed
    away = turn.services.preferences.go_away(
        turn.actor,
        since=date.fromisoformat(str(typed[Block.AWAY_SINCE])),
        until=date.fromisoformat(str(typed[Block.AWAY_UNTIL])),
    )
    kept = notice(blocks.away_kept(away, turn.reader), turn.reader)
    ack(response_action="update", view=kept)
    homes.refresh(turn)


def remove_away(ack: Ack, turn: Turn) -> None:
    """Forget days away, and show what is left."""
    ack()
    person = turn.services.preferences.come_back(turn.actor, _away(turn))
    turn.show(blocks.away_modal(person.settings, _today(turn), turn.reader))
    homes.refresh(turn)


def ask_on(ack: Ack, turn: Turn) -> None:
    """Go on asking."""
    ack()
    _wish(turn, Wish.GO_ON, turn.translate("Thank you. I go on asking when it is time."))


def ask_later(ack: Ack, turn: Turn) -> None:
    """Ask again in four weeks."""
    ack()
    line = turn.translate("Good. I leave it for four weeks. `/checkin` is open at any time.")
    _wish(turn, Wish.LATER, line)


def ask_no_more(ack: Ack, turn: Turn) -> None:
    """Stop asking."""
    ack()
    line = turn.translate("Good, I stop asking. Home has a button in case you change your mind.")
    _wish(turn, Wish.NO_MORE, line)


def follow_profile(event: Mapping[str, Any], context: BoltContext, services: Services) -> None:
    """Follow a changed profile of somebody we know."""
    services.people.profile_changed(context.team_id or "", str(event["user"]["id"]))


def _wish(turn: Turn, wish: Wish, line: str) -> None:
    turn.services.preferences.wish(turn.actor, turn.number("n"), prompt=turn.text("k"), wish=wish)
    if turn.text("s"):  # the question itself, which is answered now
        turn.redraw_message(said(line))
    elif not turn.surface.view:
        turn.say(line)
    homes.refresh(turn)


def _show_settings(turn: Turn, actor: Actor) -> None:
    rhythm = turn.services.preferences.rhythm(actor)
    turn.show(blocks.settings_modal(actor.person, rhythm, _today(turn), turn.reader))


def _today(turn: Turn) -> date:
    """Return the date on this person's own calendar."""
    return turn.services.preferences.today(turn.actor)


def _chosen_day(turn: Turn) -> date:
    try:
        return date.fromisoformat(str(turn.surface.chosen))
    except ValueError as error:
        raise NotFound from error


def _away(turn: Turn) -> Away:
    """Return the days away that a button names."""
    since, _slash, until = turn.text("d").partition("/")
    try:
        return Away(since=date.fromisoformat(since), until=date.fromisoformat(until))
    except ValueError as error:
        raise NotFound from error


def _settled(turn: Turn) -> None:
    """Show what holds now: in the modal at once, in Home when it is drawn anew, else in words."""
    person = turn.actor.person
    actor = turn.services.people.actor(person.team_id, person.slack_id)
    kind = turn.surface.view.get("type")
    if kind == "modal":
        _show_settings(turn, actor)
    elif kind is None:
        turn.redraw(blocks.pause_told(actor.person.settings, _today(turn), turn.reader))
    homes.refresh(turn)
