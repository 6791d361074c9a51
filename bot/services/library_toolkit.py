"""Toolkit and readings: what a programme gives to know, and what people did with it (S5, S31)."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.marks import Mark, Marked, people_who, tool_thing
from bot.domain.networks import Network
from bot.domain.people import Actor
from bot.domain.permissions import Matter, Verb, demand, may
from bot.domain.phases import Module, Phase
from bot.domain.protocols import Protocol
from bot.domain.toolkit import Reading, Tool, tools_of
from bot.errors import NotFound
from bot.services.networks import the_network
from storage.store import Store
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """How many members did something with an item; for those who lead, and never who."""

    opened: int
    tried: int
    of: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ToolLine:
    """One item of the toolkit, and what its reader did with it."""

    tool: Tool
    opened: bool
    tried: bool
    taken: Taken | None
    """None for whoever does not lead the network."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ToolShelf:
    """The toolkit of the current phase, or all of it."""

    network: Network
    phase: Phase
    lines: tuple[ToolLine, ...]
    is_all: bool
    others: int
    """How many items belong to other phases only."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ToolView:
    """One item, opened."""

    network: Network
    line: ToolLine
    can_mark: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingView:
    """One reading of a module, and how it is talked about."""

    network: Network
    phase: Phase
    module: Module
    reading: Reading
    protocol: Protocol | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Toolkit:
    """Verbs about the toolkit and the readings of modules."""

    store: Store
    clock: Clock

    def look(self, actor: Actor, network_id: int, *, everything: bool = False) -> ToolShelf:
        """Return the items of the phase the network is in, or of all phases."""
        demand(actor, Verb.SEE_LIBRARY, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            shelf = network.programme.toolkit
            now_fitting = tools_of(shelf, network.phase_id)
            shown = shelf if everything else now_fitting
            return ToolShelf(
                network=network,
                phase=network.programme.phase(network.phase_id),
                lines=self._lines(tx, actor, network, shown),
                is_all=everything,
                others=len(shelf) - len(now_fitting),
            )

    def open(self, actor: Actor, network_id: int, tool_id: str) -> ToolView:
        """Open an item, and remember that a member did; raises NotFound for one that is gone."""
        demand(actor, Verb.SEE_LIBRARY, network_id=network_id)
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            tool = _tool(network, tool_id)
            if may(actor, Verb.MARK, Matter(network_id=network_id)):
                self._mark(tx, actor, network, tool, mark=Mark.OPENED)
            return self._view(tx, actor, network, tool)

    def try_it(self, actor: Actor, network_id: int, tool_id: str) -> ToolView:
        """Say that one has tried an item at school; twice is once."""
        demand(actor, Verb.MARK, network_id=network_id)
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            tool = _tool(network, tool_id)
            self._mark(tx, actor, network, tool, mark=Mark.TRIED)
            return self._view(tx, actor, network, tool)

    def take_back(self, actor: Actor, network_id: int, tool_id: str) -> ToolView:
        """Take "I tried it" back."""
        demand(actor, Verb.MARK, network_id=network_id)
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            tool = _tool(network, tool_id)
            tx.marks.take_back(network_id, tool_thing(tool.id), person_id=actor.id, mark=Mark.TRIED)
            return self._view(tx, actor, network, tool)

    def reading(
        self, actor: Actor, network_id: int, *, phase_id: str, module_id: str, place: int
    ) -> ReadingView:
        """Return one reading of a module, counted from 0; raises NotFound for one that is gone."""
        demand(actor, Verb.SEE_NETWORK, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
        phases = {one.id: one for one in network.programme.phases}
        phase = phases.get(phase_id)
        modules = {one.id: one for one in phase.modules} if phase else {}
        module = modules.get(module_id)
        if phase is None or module is None or place >= len(module.readings):
            raise NotFound
        known = {one.id: one for one in network.programme.protocols}
        return ReadingView(
            network=network,
            phase=phase,
            module=module,
            reading=module.readings[place],
            protocol=known.get(module.protocol or ""),
        )

    def protocol(self, actor: Actor, network_id: int, protocol_id: str) -> Protocol:
        """Return a protocol of the network's programme; raises NotFound for one that is gone."""
        demand(actor, Verb.SEE_NETWORK, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
        known = {one.id: one for one in network.programme.protocols}
        if protocol_id not in known:
            raise NotFound
        return known[protocol_id]

    def _mark(
        self, tx: Transaction, actor: Actor, network: Network, tool: Tool, *, mark: Mark
    ) -> None:
        thing, at = tool_thing(tool.id), self.clock.now()
        tx.marks.add(network.id, thing, person_id=actor.id, mark=mark, at=at)

    def _view(self, tx: Transaction, actor: Actor, network: Network, tool: Tool) -> ToolView:
        (line,) = self._lines(tx, actor, network, (tool,))
        can_mark = may(actor, Verb.MARK, Matter(network_id=network.id))
        return ToolView(network=network, line=line, can_mark=can_mark)

    def _lines(
        self, tx: Transaction, actor: Actor, network: Network, tools: Sequence[Tool]
    ) -> tuple[ToolLine, ...]:
        marks = tx.marks.of_things(network.id, [tool_thing(one.id) for one in tools])
        leads = may(actor, Verb.SEE_NETWORK_STATE, Matter(network_id=network.id))
        members = tx.members.of_network(network.id) if leads else ()
        fellows = frozenset(one.person_id for one in members if not one.is_facilitator)
        return tuple(
            ToolLine(
                tool=tool,
                opened=actor.id in people_who(Mark.OPENED, tool_thing(tool.id), marks=marks),
                tried=actor.id in people_who(Mark.TRIED, tool_thing(tool.id), marks=marks),
                taken=_taken(tool, marks, fellows) if leads else None,
            )
            for tool in tools
        )


def _tool(network: Network, tool_id: str) -> Tool:
    known = {one.id: one for one in network.programme.toolkit}
    if tool_id not in known:
        raise NotFound
    return known[tool_id]


def _taken(tool: Tool, marks: Sequence[Marked], fellows: frozenset[int]) -> Taken:
    """Count members who are here now; those who lead try things, too, and are not counted."""
    thing = tool_thing(tool.id)
    return Taken(
        opened=len(fellows.intersection(people_who(Mark.OPENED, thing, marks=marks))),
        tried=len(fellows.intersection(people_who(Mark.TRIED, thing, marks=marks))),
        of=len(fellows),
    )
