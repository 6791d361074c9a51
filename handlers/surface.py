"""Where somebody is looking, and how an answer gets there.

A command is answered in the answer itself, a button in a message through its ``response_url``, a
button in a modal or Home through the Web API, a sent modal by another view in the answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from slack_bolt import Ack, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View

from bot.domain.fields import Simple
from bot.domain.readers import Reader
from bot.errors import NotFound
from handlers.blocks.layout import Look
from handlers.blocks.modals import notice, typed, value_of
from handlers.blocks.packing import unpack


@dataclass(frozen=True, kw_only=True, slots=True)
class Surface:
    """One request, and every way to answer it."""

    body: Mapping[str, Any]
    client: WebClient
    ack: Ack
    respond: Respond

    def tell(self, look: Look, reader: Reader) -> None:
        """Say something to this person alone, where they are looking."""
        if "command" in self.body:
            self.ack(text=look.text, blocks=look.blocks, response_type="ephemeral")
        elif self._is_submission:
            self.ack(response_action="update", view=notice(look, reader))
        elif self._view_type == "modal" and not self._is_deepest:
            self.client.views_push(trigger_id=self._trigger, view=notice(look, reader))
        elif self._view_type == "modal":
            self.show(notice(look, reader))
        elif self._view_type is None and self.respond.response_url:
            self._say(look, replace=False)
        else:
            self.client.views_open(trigger_id=self._trigger, view=notice(look, reader))

    def picture(self, look: Look, *, otherwise: Look, reader: Reader) -> None:
        """Say something with charts to this person alone; without them where Slack takes none.

        Modals and Home take no charts, and a workspace whose Slack does not know them yet refuses
        the message (``invalid_blocks``).
        """
        if self._view_type is None and self.respond.response_url:
            taken = self.respond(text=look.text, blocks=look.blocks, response_type="ephemeral")
            if taken.status_code == HTTPStatus.OK:
                return
        self.tell(otherwise, reader)

    def show(self, view: View) -> None:
        """Show a modal: a new one, or in place of the one that is open (three are the ceiling)."""
        if self._is_submission:
            self.ack(response_action="update", view=view)
        elif self._view_type == "modal":
            self.client.views_update(view_id=self.view_id, view=view)
        else:
            self.client.views_open(trigger_id=self._trigger, view=view)

    def redraw(self, look: Look, reader: Reader) -> None:
        """Show a thing as it is now, in place of the message whose button was pressed.

        A message in a channel belongs to all and is updated by the outbox; who pressed there is
        told privately. Home is drawn anew by whoever changed something.
        """
        if self._view_type == "modal":
            self.show(notice(look, reader))
        elif self._view_type is None:
            self._say(look, replace=self._is_private)

    def update_later(self, view: View, *, text: str) -> None:
        """Change the open modal after the answer; who closed it meanwhile gets it as a message."""
        try:
            self.client.views_update(view_id=self.view_id, view=view)
        except SlackApiError:
            self.client.chat_postMessage(channel=self.user_id, text=text, blocks=view.blocks)

    @property
    def view_id(self) -> str:
        """The modal that is open; empty where none is."""
        return str(self.view.get("id", ""))

    @property
    def view(self) -> Mapping[str, Any]:
        """The modal or Home in which this happened; empty elsewhere."""
        view: Mapping[str, Any] = self.body.get("view") or {}
        return view

    @property
    def is_modal(self) -> bool:
        """Whether this happened in a modal."""
        return self._view_type == "modal"

    @property
    def typed(self) -> dict[str, Simple]:
        """What stands in the inputs of a plain modal, by block_id."""
        return typed(self.view)

    @property
    def ticked(self) -> frozenset[str]:
        """Everything that is ticked in the boxes of a view that has no inputs."""
        values = self.view["state"]["values"].values()
        read = (value_of(element) for block in values for element in block.values())
        return frozenset(one for boxes in read if isinstance(boxes, tuple) for one in boxes)

    @property
    def boxes(self) -> frozenset[str]:
        """Every box that stands in the view, ticked or not."""
        rows = (block.get("elements", ()) for block in self.view["blocks"])
        boxes = (one for row in rows for one in row if one["type"] == "checkboxes")
        return frozenset(str(option["value"]) for one in boxes for option in one["options"])

    @property
    def user_id(self) -> str:
        """Who did this, by Slack id."""
        return str(self.body.get("user_id") or (self.body.get("user") or {}).get("id", ""))

    @property
    def channel_id(self) -> str | None:
        """The channel or conversation in which this happened, if any."""
        channel = self.body.get("channel") or {}
        found = self.body.get("channel_id") or channel.get("id")
        return str(found) if found else None

    @property
    def given(self) -> dict[str, str | int]:
        """What the modal and the pressed button carry, packed by ``handlers/blocks/ids.py``."""
        meta = unpack(self._meta.partition("\n")[0])
        value = self._action.get("value")
        return {**meta, **(unpack(value) if isinstance(value, str) else {})}

    @property
    def rest(self) -> str:
        """The words that a modal carries below what is packed."""
        return self._meta.partition("\n")[2]

    @property
    def chosen(self) -> Simple:
        """What was chosen in the menu, the boxes or the picker that was used."""
        return value_of(self._action)

    @property
    def chosen_number(self) -> int:
        """The number that was chosen in a menu; raises NotFound where it is none."""
        chosen = self.chosen
        if not isinstance(chosen, str) or not chosen.isdigit():
            raise NotFound
        return int(chosen)

    @property
    def _action(self) -> Mapping[str, Any]:
        actions = self.body.get("actions") or [{}]
        first: Mapping[str, Any] = actions[0]
        return first

    @property
    def _meta(self) -> str:
        return str(self.view.get("private_metadata", ""))

    @property
    def _trigger(self) -> str:
        return str(self.body.get("trigger_id", ""))

    @property
    def _is_submission(self) -> bool:
        return self.body.get("type") == "view_submission"

    @property
    def _is_deepest(self) -> bool:
        """Whether two modals lie below the one that is open; Slack takes no fourth."""
        before = self.view.get("previous_view_id")
        return bool(before) and before != self.view.get("root_view_id")

    @property
    def _view_type(self) -> str | None:
        kind = self.view.get("type")
        return str(kind) if kind else None

    @property
    def _is_private(self) -> bool:
        container = self.body.get("container") or {}
        return bool(container.get("is_ephemeral")) or (self.channel_id or "").startswith("D")

    def _say(self, look: Look, *, replace: bool) -> None:
        kind = None if replace else "ephemeral"
        self.respond(
            text=look.text, blocks=look.blocks, response_type=kind, replace_original=replace
        )
