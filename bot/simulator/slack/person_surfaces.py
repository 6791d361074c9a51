"""Let a person fill in and press what stands on a message, a modal or App Home."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.simulator.slack import blockkit
from bot.simulator.slack.content import refuse_blocks
from bot.simulator.slack.delivery import Receipt
from bot.simulator.slack.payloads import (
    block_action,
    block_actions_from_message,
    block_actions_from_view,
    block_suggestion,
)
from bot.simulator.slack.person_answers import Answer, taken
from bot.simulator.slack.person_place import Seat
from bot.simulator.slack.surfaces import (
    NotPossibleError,
    Place,
    find_element,
    is_stateful,
    state_values,
    typed_value,
    walk,
)
from bot.simulator.slack.world_records import Json, Message, View
from bot.simulator.slack.world_shapes import (
    app_party,
    channel_party,
    file_json,
    message_json,
    person_party,
    team_party,
    view_json,
)

_TEXTS = frozenset(
    {"plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input"}
)
_ENTER_BY_DEFAULT = ("on_enter_pressed",)


class Surfaces:
    """What one person does on the surfaces they see."""

    def __init__(self, seat: Seat) -> None:
        """Sit before the client with nothing typed yet."""
        self._seat = seat
        self._offered: dict[tuple[str, str], Sequence[Mapping[str, Any]]] = {}
        self._on_messages: dict[tuple[str, str], dict[tuple[str, str], Json]] = {}

    def fill(self, name: str, value: object, *, on: View | Message | None) -> Answer:
        """Give an element (by action_id, else by block_id) a value; tell the app where it asked."""
        seat = self._seat
        with seat.world.lock:
            seat.demand_interactive()
            surface = self._surface(on)
            place = _find(surface, name)
            chosen = self._choose(place, value, surface=surface)
        if not (place.acts_at_once and _on(place, "on_character_entered")):
            return Answer()
        return self._tell(surface, place, chosen=chosen)

    def press_enter(self, name: str) -> Answer:
        """Press Enter in a text input that dispatches on it."""
        seat = self._seat
        with seat.world.lock:
            seat.demand_interactive()
            surface = self._surface(None)
            place = _find(surface, name)
            if not (place.acts_at_once and _on(place, "on_enter_pressed")):
                return Answer()
            held = self._values(surface)[place.block_id][place.action_id]
        return self._tell(surface, place, chosen=held)

    def press(
        self,
        action_id: str,
        *,
        on: View | Message | None,
        value: object,
        block_id: str | None,
    ) -> Answer:
        """Press a button, or choose in a menu; the app hears of it unless it is an input."""
        seat = self._seat
        with seat.world.lock:
            seat.demand_interactive()
            surface = self._surface(on)
            place = find_element(surface.blocks, action_id, block_id)
            if place is None:
                raise NotPossibleError(f"there is no {action_id} to press")
            chosen = self._pressed(place, value, surface=surface)
        if not place.acts_at_once:
            return Answer()
        return self._tell(surface, place, chosen=chosen)

    def options(self, action_id: str, typed: str, *, on: View | Message | None) -> list[Json]:
        """Ask the app for the options of an external select, as typing does."""
        seat = self._seat
        with seat.world.lock:
            seat.demand_interactive()
            surface = self._surface(on)
            place = _find(surface, action_id)
            if "external" not in str(place.element["type"]):
                raise NotPossibleError(f"{action_id} does not load its options")
            if len(typed) < int(place.element.get("min_query_length", 3)):
                return []
            payload = block_suggestion(
                **self._parties(),
                block_id=place.block_id,
                action_id=place.action_id,
                value=typed,
                **self._stands_on(surface),
            )
        parcel = seat.parcel("interactive", payload)
        loaded = seat.backend.deliveries.ask(parcel, settle=self._read_options)
        self._offered[_key(surface), place.action_id] = loaded
        return loaded

    def _surface(self, on: View | Message | None) -> View | Message:
        return self._seat.message(on) if isinstance(on, Message) else self._seat.view(on)

    def _pressed(self, place: Place, value: object, *, surface: View | Message) -> Json | None:
        kind = str(place.element["type"])
        if is_stateful(place.element):
            if value is None:
                raise NotPossibleError(f"say what to choose in {place.action_id}")
            return self._choose(place, value, surface=surface)
        if kind == "overflow":
            return typed_value(place.element, value)
        if kind == "feedback_buttons":
            button = place.element[f"{value}_button"]
            return {key: button[key] for key in ("text", "value")}
        return None

    def _choose(self, place: Place, value: object, *, surface: View | Message) -> Json:
        """Put a value where it belongs and return it in Slack's shape."""
        seat = self._seat
        if isinstance(value, str) and place.element["type"] in _TEXTS:
            seat.world.remember_typed(value)
        if place.element["type"] == "file_input":
            value = self._files(value)
        offered = self._offered.get((_key(surface), place.action_id), ())
        chosen = typed_value(place.element, value, offered=offered)
        if isinstance(surface, View):
            seat.backend.views.fill(
                surface.id, block_id=place.block_id, action_id=place.action_id, value=chosen
            )
        else:
            held = self._on_messages.setdefault((surface.channel, surface.ts), {})
            held[place.block_id, place.action_id] = chosen
        return chosen

    def _files(self, value: object) -> object:
        keys = value if isinstance(value, list | tuple) else [value]
        files = self._seat.world.files
        return [file_json(self._seat.world, files[key]) for key in keys if key in files]

    def _values(self, surface: View | Message) -> Json:
        if isinstance(surface, View):
            return self._seat.backend.views.filled(surface).values
        typed = self._on_messages.get((surface.channel, surface.ts), {})
        return state_values(surface.blocks, typed)

    def _tell(self, surface: View | Message, place: Place, *, chosen: Json | None) -> Answer:
        seat = self._seat
        with seat.world.lock:
            action = block_action(
                place.element,
                block_id=place.block_id,
                action_ts=seat.world.new_ts(),
                chosen=chosen,
            )
            payload = self._payload(surface, action)
        return seat.backend.deliveries.ask(seat.parcel("interactive", payload), settle=taken)

    def _payload(self, surface: View | Message, action: Json) -> Json:
        seat = self._seat
        tickets = seat.backend.tickets
        if isinstance(surface, View):
            return block_actions_from_view(
                **self._parties(),
                view=view_json(seat.world, seat.backend.views.filled(surface)),
                actions=[action],
                trigger_id=tickets.trigger(team=seat.team, user=seat.person_id),
            )
        return block_actions_from_message(
            **self._parties(),
            channel=channel_party(seat.world.channel(surface.channel)),
            message=message_json(seat.world, surface),
            actions=[action],
            state_values=self._values(surface),
            trigger_id=tickets.trigger(team=seat.team, user=seat.person_id),
            response_url=seat.backend.response_url(
                team=seat.team,
                user=seat.person_id,
                channel=surface.channel,
                message_ts=surface.ts,
            ),
            is_ephemeral=surface.ephemeral_for is not None,
        )

    def _parties(self) -> dict[str, Any]:
        seat = self._seat
        return {
            "app": app_party(seat.world, seat.team),
            "team": team_party(seat.world, seat.team),
            "person": person_party(seat.world, seat.person_id),
        }

    def _stands_on(self, surface: View | Message) -> dict[str, Any]:
        world = self._seat.world
        if isinstance(surface, View):
            return {"view": view_json(world, self._seat.backend.views.filled(surface))}
        return {
            "message": message_json(world, surface),
            "channel": channel_party(world.channel(surface.channel)),
        }

    def _read_options(self, receipt: Receipt) -> list[Json]:
        """Return the options an app offers, none if Slack would not take them."""
        body = receipt.body if isinstance(receipt.body, dict) else {}
        groups = body.get("option_groups") or []
        options = list(body.get("options") or [])
        options += [option for group in groups for option in group.get("options", ())]
        if not options:
            return []
        carried = {"option_groups": groups} if groups else {"options": options}
        menu = {"type": "static_select", "action_id": "options", **carried}
        problems = blockkit.check_message_blocks([{"type": "actions", "elements": [menu]}])
        if problems:
            refuse_blocks(
                "invalid_options",
                problems=problems,
                world=self._seat.world,
                where="block_suggestion",
            )
            return []
        return options


def _key(surface: View | Message) -> str:
    return surface.id if isinstance(surface, View) else surface.ts


def _find(surface: View | Message, name: str) -> Place:
    """Return the element with this action_id, or the only one in the block with this id."""
    found = find_element(surface.blocks, name)
    if found is not None:
        return found
    for place in walk(surface.blocks):
        if place.block_id == name:
            return place
    raise NotPossibleError(f"there is no {name} to fill in")


def _on(place: Place, moment: str) -> bool:
    """Say whether using the element at this moment is told to the app."""
    if place.element["type"] not in _TEXTS:
        return moment == "on_character_entered"
    config = place.element.get("dispatch_action_config") or {}
    return moment in config.get("trigger_actions_on", _ENTER_BY_DEFAULT)
