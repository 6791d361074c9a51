"""Gather what a page shows: the clock, the cast, and the local Slack as one person sees it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.i18n import Translator
from bot.simulator.playground.world import CastMember, World


@dataclass(frozen=True, slots=True, kw_only=True)
class Busy:
    """Something long is under way: ``afresh``, or a ``clock`` that moves between two instants."""

    kind: str
    start: datetime
    end: datetime


def whole_picture(world: World, person_id: str, *, translate: Translator) -> dict[str, Any]:
    """Return everything the page of one person shows; somebody unknown is shown as the first."""
    cast = world.cast()
    played = next((member for member in cast if member.person_id == person_id), cast[0])
    coming = world.next_event()
    return {
        "person": played.person_id,
        "cast": [_member(world, member) for member in cast],
        "suggestions": [
            {
                "label": translate(each.label),
                "command": each.command,
                "hint": translate(each.hint) if each.hint else "",
            }
            for each in world.suggestions(played.person_id)
        ],
        "clock": {
            **clock_picture(world),
            "next": None
            if coming is None
            else {"at": coming.at.isoformat(), "words": coming.words},
        },
        "workspace": world.slack.workspace.name,
        "slack": world.slack.state_for(played.person_id),
    }


def clock_picture(world: World) -> dict[str, Any]:
    """Return what the clock shows, and the zone in which the network reads it."""
    return {"now": world.clock.now().isoformat(), "zone": world.zone, "next": None}


def busy_picture(busy: Busy | None) -> dict[str, Any] | None:
    """Return how far something long has come, for the page to draw."""
    if busy is None:
        return None
    return {"kind": busy.kind, "from": busy.start.isoformat(), "to": busy.end.isoformat()}


def _member(world: World, member: CastMember) -> dict[str, Any]:
    return {
        "id": member.person_id,
        "name": member.name,
        "role": member.role,
        "zone": member.zone,
        "inbox": _inbox(world, member.person_id),
    }


def _inbox(world: World, person_id: str) -> dict[str, str] | None:
    """Return the newest direct message from the app, so that the page can mark it as new."""
    channel = world.slack.dm(person_id)
    messages = world.slack.messages(channel) if channel is not None else ()
    return {"channel": messages[-1].channel, "ts": messages[-1].ts} if messages else None
