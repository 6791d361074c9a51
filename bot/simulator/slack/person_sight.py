"""Look at Slack's client as one person: App Home, modals, messages and channels."""

from bot.simulator.slack import world_messages
from bot.simulator.slack.person_place import Seat
from bot.simulator.slack.world_records import Channel, Json, Message, Person, View


class Sight:
    """What one person sees."""

    def __init__(self, seat: Seat) -> None:
        """Look from this seat."""
        self._seat = seat
        self._backend = seat.backend
        self.id = seat.person_id

    @property
    def person(self) -> Person:
        """Return who they are now."""
        with self._backend.world.lock:
            return self._seat.person

    @property
    def home(self) -> Json | None:
        """Return App Home as the app last published it, None before that."""
        view = self.home_view
        return view.raw if view is not None else None

    @property
    def home_view(self) -> View | None:
        """Return App Home with id, hash and what is chosen in it."""
        with self._backend.world.lock:
            return self._backend.views.home(self.id)

    @property
    def modals(self) -> tuple[View, ...]:
        """Return the open modals, the top one last."""
        with self._backend.world.lock:
            return self._backend.views.stack(self.id)

    @property
    def modal(self) -> View | None:
        """Return the top modal, or None."""
        stack = self.modals
        return stack[-1] if stack else None

    @property
    def inbox(self) -> tuple[Message, ...]:
        """Return the direct messages with the app, the oldest first."""
        with self._backend.world.lock:
            return world_messages.visible(self._backend.world, self._seat.dm().id, to=self.id)

    def sees(self, channel_id: str) -> tuple[Message, ...]:
        """Return what stands in a conversation for this person, their private messages too."""
        with self._backend.world.lock:
            channel = self._seat.readable(channel_id)
            return world_messages.visible(self._backend.world, channel.id, to=self.id)

    @property
    def ephemerals(self) -> tuple[Message, ...]:
        """Return the messages that only this person sees, the oldest first."""
        world = self._backend.world
        with world.lock:
            found = [
                message
                for channel_id in world.channels
                for message in world.messages_in(channel_id)
                if message.ephemeral_for == self.id and not message.deleted
            ]
        return tuple(sorted(found, key=lambda message: message.ts))

    @property
    def channels(self) -> tuple[Channel, ...]:
        """Return the channels this person is in, direct messages not among them."""
        with self._backend.world.lock:
            return tuple(
                channel
                for channel in self._backend.world.channels.values()
                if self.id in channel.members and channel.kind != "im"
            )
