"""Keep modals in their stacks and one App Home for each person, with what is filled into them.

Source: https://docs.slack.dev/surfaces/modals: at most three views on top of one another, a hash
for each version, values that survive an update where block_id and action_id stay.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.simulator.slack.refusals import Refusal
from bot.simulator.slack.surfaces import (
    Typed,
    initial_state,
    keep_state,
    settle_view,
    state_values,
)
from bot.simulator.slack.world import World, stamp
from bot.simulator.slack.world_records import Json, View

STACK_LIMIT = 3


class Views:
    """The modals that are open and the homes that were published."""

    def __init__(self, world: World) -> None:
        """Begin with nothing shown."""
        self._world = world
        self._open: dict[str, View] = {}
        self._stacks: dict[str, list[str]] = {}
        self._homes: dict[str, str] = {}
        self._typed: dict[str, Typed] = {}

    def find(self, *, view_id: str = "", external_id: str = "", team: str) -> View | None:
        """Return an open view of a workspace by its id or the app's own id."""
        if view_id:
            view = self._open.get(view_id)
            return view if view is not None and view.team_id == team else None
        if not external_id:
            return None
        for view in self._open.values():
            if view.team_id == team and view.external_id == external_id:
                return view
        return None

    def filled(self, view: View) -> View:
        """Return the newest version of a view with what is filled in."""
        newest = self._open.get(view.id, view)
        values = state_values(newest.blocks, self._typed.get(view.id, {}))
        return replace(newest, state={"values": values})

    def is_open(self, view_id: str) -> bool:
        """Say whether a view is still shown."""
        return view_id in self._open

    def stack(self, user: str) -> tuple[View, ...]:
        """Return a person's modals, the top one last."""
        return tuple(self.filled(self._open[key]) for key in self._stacks.get(user, ()))

    def home(self, user: str) -> View | None:
        """Return a person's App Home as last published."""
        key = self._homes.get(user)
        return self.filled(self._open[key]) if key is not None else None

    def typed(self, view_id: str) -> Typed:
        """Return what is filled into a view."""
        return self._typed.get(view_id, {})

    def fill(self, view_id: str, *, block_id: str, action_id: str, value: Json) -> None:
        """Put a value into an element of a view."""
        self._typed[view_id] = {**self._typed.get(view_id, {}), (block_id, action_id): value}
        self._world.touch()

    def check_external_id(self, raw: Mapping[str, Any], *, team: str, besides: str = "") -> None:
        """Raise ``duplicate_external_id`` if another open view has the same."""
        other = self.find(external_id=str(raw.get("external_id") or ""), team=team)
        if other is not None and other.id != besides:
            raise Refusal("duplicate_external_id")

    def open_modal(self, raw: Mapping[str, Any], *, user: str, team: str) -> View:
        """Begin a new stack for a person; modals that were open before are gone."""
        self.clear(user)
        view = self._new(raw, user=user, team=team)
        self._stacks[user] = [view.id]
        return view

    def push(self, raw: Mapping[str, Any], *, user: str, team: str) -> View:
        """Put a view on top of the stack; raises ``push_limit_reached`` above three."""
        stack = self._stacks.get(user, [])
        if not stack:
            raise Refusal("not_found")
        if len(stack) >= STACK_LIMIT:
            raise Refusal("push_limit_reached")
        view = self._new(raw, user=user, team=team, root=stack[0], previous=stack[-1])
        self._stacks[user] = [*stack, view.id]
        return view

    def update(self, view: View, raw: Mapping[str, Any]) -> View:
        """Put another version in the place of a view; values survive as Slack lets them."""
        settled = settle_view(raw, new_id=self._world.new_block_id)
        kept = keep_state(view.raw, self._typed.get(view.id, {}), settled)
        fresh = replace(view, raw=settled, hash=self._hash())
        self._typed[view.id] = kept
        self._open[view.id] = fresh
        self._world.touch()
        return self.filled(fresh)

    def publish(self, raw: Mapping[str, Any], *, user: str, team: str) -> View:
        """Show a person's App Home; what was chosen in it before survives as in an update."""
        current = self.home(user)
        if current is not None:
            return self.update(current, raw)
        view = self._new(raw, user=user, team=team)
        self._homes[user] = view.id
        return view

    def close(self, view_id: str) -> tuple[View, ...]:
        """Close a modal and what lies on top of it; return what was closed, the top one first."""
        view = self._open.get(view_id)
        if view is None:
            return ()
        stack = self._stacks.get(view.user, [])
        if view_id not in stack:
            return ()
        at = stack.index(view_id)
        self._stacks[view.user] = stack[:at]
        return self._drop(reversed(stack[at:]))

    def clear(self, user: str) -> tuple[View, ...]:
        """Close all modals of a person; return them, the top one first."""
        return self._drop(reversed(self._stacks.pop(user, [])))

    def _drop(self, keys: Iterable[str]) -> tuple[View, ...]:
        closed = tuple(self._open.pop(key) for key in keys)
        for view in closed:
            self._typed.pop(view.id, None)
        if closed:
            self._world.touch()
        return closed

    def _new(
        self,
        raw: Mapping[str, Any],
        *,
        user: str,
        team: str,
        root: str | None = None,
        previous: str | None = None,
    ) -> View:
        view_id = self._world.new_id("V")
        view = View(
            id=view_id,
            team_id=team,
            user=user,
            hash=self._hash(),
            raw=settle_view(raw, new_id=self._world.new_block_id),
            root_view_id=root or view_id,
            previous_view_id=previous,
        )
        self._open[view_id] = view
        self._typed[view_id] = initial_state(view.raw)
        self._world.touch()
        return self.filled(view)

    def _hash(self) -> str:
        return f"{stamp(self._world.now())}.{self._world.new_id('').lower()[-8:]}"
