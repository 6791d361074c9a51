"""Fill the local Slack: workspaces, people, channels and files, and what becomes of them."""

from dataclasses import replace
from typing import Any

from bot.simulator.slack import world_install, world_places
from bot.simulator.slack.backend import Backend
from bot.simulator.slack.payloads import team_join, user_change
from bot.simulator.slack.world import stamp
from bot.simulator.slack.world_records import Channel, FileRecord, Person, Workspace
from bot.simulator.slack.world_shapes import user_json

_FIRST_WORKSPACE = "Harbour Schools"


class Population:
    """Who and what is there; every method may be called from any thread."""

    def __init__(self, backend: Backend) -> None:
        """Make the first workspace, with the app installed."""
        self._backend = backend
        self._world = backend.world
        first = world_install.found(self._world, backend.tokens, name=_FIRST_WORKSPACE)
        self._first = first.team_id
        self.install(first)

    @property
    def workspace(self) -> Workspace:
        """Return the first workspace as it is now."""
        return self._world.workspaces[self._first]

    def add_workspace(self, name: str, *, installed: bool = True) -> Workspace:
        """Make another workspace, with the app in it or not."""
        with self._world.lock:
            workspace = world_install.found(self._world, self._backend.tokens, name=name)
        return self.install(workspace) if installed else workspace

    def install(self, workspace: Workspace) -> Workspace:
        """Install the app; the workspace that is returned holds the token."""
        with self._world.lock:
            return world_install.install(self._world, self._backend.tokens, workspace)

    def uninstall(self, workspace: Workspace) -> None:
        """Take the app out; it hears ``tokens_revoked`` and ``app_uninstalled``."""
        with self._world.lock:
            world_install.uninstall(self._world, self._backend.tokens, workspace)

    def revoke_tokens(self, workspace: Workspace) -> None:
        """End the bot token; the app hears ``tokens_revoked``."""
        with self._world.lock:
            world_install.revoke(self._world, self._backend.tokens, workspace)

    def add_person(
        self,
        name: str,
        *,
        zone: str | None = "America/New_York",
        email: str | None = None,
        locale: str = "en-US",
        admin: bool = False,
        bot: bool = False,
        workspace: Workspace | None = None,
    ) -> Person:
        """Let somebody join the workspace; ``zone`` None is a profile without one.

        The e-mail address is made from the name unless it is given.
        """
        handle = ".".join(name.lower().split())
        with self._world.lock:
            team = (workspace or self.workspace).team_id
            person = Person(
                id=self._world.new_id("U"),
                team_id=team,
                name=handle,
                real_name=name,
                email=None if bot else email or f"{handle}@schools.example",
                zone=zone,
                locale=locale,
                admin=admin,
                bot=bot,
                updated_at=self._world.now(),
            )
            self._world.put_person(person)
            if self._world.hears("team_join"):
                ts = self._world.new_ts()
                event = team_join(
                    user=user_json(self._world, person),
                    cache_ts=stamp(self._world.now()),
                    event_ts=ts,
                )
                self._world.emit(team, event)
            return person

    def change_zone(self, person_id: str, zone: str) -> Person:
        """Move somebody to another time zone; the app hears ``user_change``."""
        return self._change_person(person_id, zone=zone)

    def deactivate(self, person_id: str) -> Person:
        """Take somebody's account away; the app hears ``user_change``."""
        return self._change_person(person_id, deleted=True)

    def _change_person(self, person_id: str, **changed: Any) -> Person:  # noqa: ANN401  fields
        with self._world.lock:
            now = self._world.now()
            person = replace(self._world.person(person_id), updated_at=now, **changed)
            self._world.put_person(person)
            if self._world.hears("user_change"):
                event = user_change(
                    user=user_json(self._world, person),
                    cache_ts=stamp(now),
                    event_ts=self._world.new_ts(),
                )
                self._world.emit(person.team_id, event)
            return person

    def add_channel(
        self,
        name: str,
        *,
        private: bool = False,
        members: tuple[str, ...] = (),
        workspace: Workspace | None = None,
        with_bot: bool = True,
    ) -> Channel:
        """Make a channel with its members; nobody is told."""
        with self._world.lock:
            home = workspace or self.workspace
            everybody = (*members, home.bot_user_id) if with_bot else members
            return world_places.create(
                self._world,
                team=home.team_id,
                name=name,
                kind="private" if private else "public",
                creator=everybody[0] if everybody else home.bot_user_id,
                members=everybody,
            )

    def archive(self, channel_id: str) -> Channel:
        """Archive a channel."""
        with self._world.lock:
            channel = self._world.channel(channel_id)
            return world_places.archive(self._world, channel, by=channel.creator)

    def add_file(self, person_id: str, *, name: str, content: bytes) -> FileRecord:
        """Let somebody upload a file, to be put into a file input by its id."""
        with self._world.lock:
            person = self._world.person(person_id)
            file = FileRecord(
                id=self._world.new_id("F"),
                team_id=person.team_id,
                user=person.id,
                name=name,
                title=name,
                size=len(content),
                created_at=self._world.now(),
                content=content,
                completed=True,
            )
            self._world.files[file.id] = file
            return file
