"""Sit before Slack's client as one person: see what they see, do what they can do.

Doing blocks until the app has acknowledged, or three seconds have passed, and until every call the
app made meanwhile has ended. What the client itself would not allow raises NotPossibleError.
"""

from collections.abc import Mapping
from concurrent.futures import Future
from typing import Any, TypeVar

from bot.simulator.slack import person_forms, world_messages, world_places
from bot.simulator.slack.backend import Backend
from bot.simulator.slack.delivery import ACK_SECONDS, Receipt
from bot.simulator.slack.payloads import (
    app_home_opened,
    message_action,
    shortcut,
    slash_command,
)
from bot.simulator.slack.person_answers import Answer, Submission, taken
from bot.simulator.slack.person_place import Seat
from bot.simulator.slack.person_sight import Sight
from bot.simulator.slack.person_surfaces import Surfaces
from bot.simulator.slack.refusals import Refusal
from bot.simulator.slack.responses import respond
from bot.simulator.slack.surfaces import NotPossibleError
from bot.simulator.slack.world_records import Channel, FileRecord, Json, Message, View
from bot.simulator.slack.world_shapes import (
    app_party,
    channel_party,
    message_json,
    person_party,
    team_party,
    view_json,
)
from bot.simulator.slack.world_tickets import ResponseUrl

T = TypeVar("T")

_SETTLE_SECONDS = 10.0
_SAYING = frozenset({"text", "blocks", "attachments"})


class PersonSession(Sight):
    """One person's side of the workspace."""

    def __init__(self, backend: Backend, person_id: str) -> None:
        """Sit down as this person; raises NotPossibleError for somebody unknown."""
        super().__init__(Seat(backend, person_id))
        self._surfaces = Surfaces(self._seat)

    # What they start.

    def command(self, command: str, text: str = "", *, channel: str | None = None) -> Answer:
        """Type a slash command, in a channel or (without one) in the direct message of the app."""
        seat, world = self._seat, self._backend.world
        with world.lock:
            seat.demand_active()
            place = seat.channel(channel) if channel else seat.dm()
            declared = self._declared(command)
            if declared is None:
                return Answer(status="failed", error=f"{command} is not a valid command.")
            sent = seat.typed_text(text, mentions=bool(declared.get("should_escape")))
            key = self._backend.tickets.response(team=seat.team, user=self.id, channel=place.id)
            payload = slash_command(
                **self._parties(),
                channel=channel_party(place),
                command=command,
                text=sent,
                response_url=f"{world.base_url}/response/{seat.team}/{key}",
                trigger_id=self._backend.tickets.trigger(team=seat.team, user=self.id),
            )
            to = ResponseUrl(
                key=key, team=seat.team, user=self.id, channel=place.id, issued_at=world.now()
            )
        parcel = seat.parcel("slash_commands", dict(payload), name=command)
        answer = self._backend.deliveries.ask(
            parcel, settle=lambda receipt: self._take_reply(receipt, to=to, where=command)
        )
        return self._settled(answer)

    def upload(self, name: str, content: bytes) -> str:
        """Choose a file of one's own for a form; return the id by which it is put there."""
        world = self._backend.world
        with world.lock:
            file = FileRecord(
                id=world.new_id("F"),
                team_id=self._seat.team,
                user=self.id,
                name=name,
                title=name,
                size=len(content),
                created_at=world.now(),
                content=content,
                completed=True,
            )
            world.files[file.id] = file
        return file.id

    def open_home(self) -> Answer:
        """Open the Home tab of the app."""
        seat, world = self._seat, self._backend.world
        done: Future[Receipt] = Future()
        with world.lock:
            seat.demand_active()
            features = world.manifest.get("features", {})
            if not features.get("app_home", {}).get("home_tab_enabled", False):
                raise NotPossibleError("this app has no Home tab")
            if not (seat.installed and world.hears("app_home_opened")):
                return Answer()
            view = self._backend.views.home(self.id)
            event = app_home_opened(
                user_id=self.id,
                channel_id=seat.dm().id,
                event_ts=world.new_ts(),
                view=view_json(world, view) if view is not None else None,
            )
            self._backend.deliveries.tell(seat.team, event, done=done)
        return self._settled(taken(done.result(ACK_SECONDS + 1)))

    def shortcut(self, callback_id: str) -> Answer:
        """Choose a global shortcut of the app."""
        seat, world = self._seat, self._backend.world
        with world.lock:
            self._demand_shortcut(callback_id, kind="global")
            payload = shortcut(
                **self._parties(),
                callback_id=callback_id,
                trigger_id=self._backend.tickets.trigger(team=seat.team, user=self.id),
                action_ts=world.new_ts(),
            )
        return self._ask(payload)

    def message_shortcut(self, callback_id: str, message: Message) -> Answer:
        """Choose a shortcut of the app in the menu of a message."""
        seat, world = self._seat, self._backend.world
        with world.lock:
            self._demand_shortcut(callback_id, kind="message")
            current = seat.message(message)
            payload = message_action(
                **self._parties(),
                channel=channel_party(world.channel(current.channel)),
                message=message_json(world, current),
                callback_id=callback_id,
                trigger_id=self._backend.tickets.trigger(team=seat.team, user=self.id),
                response_url=self._backend.response_url(
                    team=seat.team, user=self.id, channel=current.channel, message_ts=current.ts
                ),
                action_ts=world.new_ts(),
            )
        return self._ask(payload)

    # What they do where they are.

    def set(self, name: str, value: object, *, view: View | Message | None = None) -> Answer:
        """Give an element, by its action_id or its block_id, a value.

        Without ``view`` on the top modal, else on App Home. The app hears of it when the element
        acts at once: outside inputs, or on characters entered.
        """
        return self._settled(self._surfaces.fill(name, value, on=view))

    def press_enter(self, name: str) -> Answer:
        """Press Enter in a text input of the top modal."""
        return self._settled(self._surfaces.press_enter(name))

    def click(
        self,
        action_id: str,
        *,
        on: View | Message | None = None,
        value: object = None,
        block_id: str | None = None,
    ) -> Answer:
        """Press a button or choose in a menu, on a message, a view, or what lies on top."""
        answer = self._surfaces.press(action_id, on=on, value=value, block_id=block_id)
        return self._settled(answer)

    def options(
        self, action_id: str, typed: str, *, on: View | Message | None = None
    ) -> list[Json]:
        """Type into an external select and return what the app offers."""
        return self._settled(self._surfaces.options(action_id, typed, on=on))

    def submit(self) -> Submission:
        """Send the top modal."""
        return self._settled(person_forms.submit(self._seat))

    def close(self, *, all_views: bool = False) -> None:
        """Close the top modal, or all of them."""
        person_forms.close(self._seat, all_views=all_views)
        self._rest()

    def post(self, channel_id: str, text: str, *, thread: str | None = None) -> Message:
        """Write into a conversation; ``@name`` mentions, the rest is escaped."""
        seat, world = self._seat, self._backend.world
        with world.lock:
            seat.demand_active()
            channel = seat.channel(channel_id)
            self._demand_writable(channel)
            sent = seat.typed_text(text, mentions=True)
            message = world_messages.post(world, channel, user=self.id, text=sent, thread_ts=thread)
        return self._settled(message)

    def join(self, channel_id: str) -> None:
        """Join a public channel."""
        world = self._backend.world
        with world.lock:
            self._seat.demand_active()
            channel = world.channel(channel_id)
            if channel.kind != "public" or channel.archived or channel.team_id != self._seat.team:
                raise NotPossibleError("only a living public channel can be joined")
            world_places.join(world, channel, self.id)
        self._rest()

    def leave(self, channel_id: str) -> None:
        """Leave a channel."""
        with self._backend.world.lock:
            self._seat.demand_active()
            channel = self._seat.channel(channel_id)
            world_places.leave(self._backend.world, channel, self.id)
        self._rest()

    def invite(self, channel_id: str, person_id: str) -> None:
        """Bring somebody, or the app itself, into a channel."""
        with self._backend.world.lock:
            self._seat.demand_active()
            channel = self._seat.channel(channel_id)
            world_places.join(self._backend.world, channel, person_id, inviter=self.id)
        self._rest()

    def _ask(self, payload: Json) -> Answer:
        parcel = self._seat.parcel("interactive", payload)
        return self._settled(self._backend.deliveries.ask(parcel, settle=taken))

    def _settled(self, outcome: T) -> T:
        """Return what came about, once the app has come to rest."""
        self._rest()
        return outcome

    def _rest(self) -> None:
        self._backend.wait_idle(_SETTLE_SECONDS)

    def _parties(self) -> dict[str, Any]:
        world = self._backend.world
        return {
            "app": app_party(world, self._seat.team),
            "team": team_party(world, self._seat.team),
            "person": person_party(world, self.id),
        }

    def _declared(self, command: str) -> Mapping[str, Any] | None:
        """Return what the manifest says about a command, None where people have none such."""
        world = self._backend.world
        if not self._seat.installed or "commands" not in world.scopes:
            return None
        for declared in world.manifest.get("features", {}).get("slash_commands", ()):
            if declared["command"] == command:
                found: Mapping[str, Any] = declared
                return found
        return None

    def _demand_shortcut(self, callback_id: str, *, kind: str) -> None:
        self._seat.demand_interactive()
        declared = self._backend.world.manifest.get("features", {}).get("shortcuts", ())
        named = [one for one in declared if one["callback_id"] == callback_id]
        if not self._seat.installed or not [one for one in named if one["type"] == kind]:
            raise NotPossibleError(f"the app has no {kind} shortcut {callback_id}")

    def _demand_writable(self, channel: Channel) -> None:
        if channel.archived:
            raise NotPossibleError("the channel is archived")
        app_home = self._backend.world.manifest.get("features", {}).get("app_home", {})
        with_app = self._backend.world.bot_of(self._seat.team) in channel.members
        read_only = app_home.get("messages_tab_read_only_enabled", False)
        if channel.kind == "im" and with_app and read_only:
            raise NotPossibleError("the Messages tab of this app is read-only")

    def _take_reply(self, receipt: Receipt, *, to: ResponseUrl, where: str) -> Answer:
        """Show what came with the acknowledgement of a command."""
        answer = taken(receipt)
        body = {"text": answer.ack} if isinstance(answer.ack, str) else answer.ack
        if not answer.ok or not body or not (body.keys() & _SAYING):
            return answer
        try:
            respond(self._backend.world, to=to, body=body, where=f"acknowledgement of {where}")
        except Refusal as refusal:
            return Answer(status="failed", ack=answer.ack, error=refusal.code)
        return answer
