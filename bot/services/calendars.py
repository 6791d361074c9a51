"""Calendars: see the days off of a network, add, remove and load them; decide its hours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.clock import Clock
from bot.domain.calendar_files import Loaded, read_calendar
from bot.domain.calendars import LONGEST_CLOSURE, Closure
from bot.domain.days_off import Clash, clashes, coming_closures, coming_holidays
from bot.domain.hours import OwnHours
from bot.domain.local_time import local_date, zone_named
from bot.domain.networks import Network
from bot.domain.people import Actor
from bot.domain.permissions import Matter, Verb, demand, may
from bot.domain.public_holidays import Region, region_named, regions
from bot.errors import Invalid
from bot.i18n import mark
from bot.services.beginning import OnDayOff, dates_on_days_off
from bot.services.networks import the_network
from storage.store import Store
from storage.transaction import Transaction

MOST_CLOSURES = 500
_MOST_NAME = 80


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarView:
    """What is coming on a network's calendar, as somebody sees it; ``today`` is the network's."""

    network: Network
    today: date
    closures: tuple[Closure, ...]
    holidays: tuple[tuple[date, str], ...]
    schools: Mapping[int, str]
    """The names of the network's schools by id."""
    clashes: tuple[Clash, ...]
    """Gatherings on days off; empty for whoever cannot move them."""
    can_edit: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class LoadedCalendar:
    """What came of loading a calendar: ids that are new, how many were known, what is amiss."""

    added: tuple[int, ...]
    known: int
    problems: tuple[Invalid, ...]
    view: CalendarView


@dataclass(frozen=True, kw_only=True, slots=True)
class Calendars:
    """Verbs about the days on which nobody is asked for anything."""

    store: Store
    clock: Clock

    def see(self, actor: Actor, network_id: int) -> CalendarView:
        """Return what is coming; every member may know."""
        demand(actor, Verb.SEE_CALENDAR, network_id=network_id)
        with self.store.read() as tx:
            return self._view(tx, actor, network_id)

    def at_the_beginning(self, actor: Actor, network_id: int) -> tuple[OnDayOff, ...]:
        """Return which dates gave way to a day off as the network began, and which stay on one."""
        demand(actor, Verb.SEE_CALENDAR, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
        return tuple(dates_on_days_off(network))

    def to_edit(self, actor: Actor, network_id: int) -> CalendarView:
        """Return what is coming to somebody who may change it."""
        demand(actor, Verb.EDIT_CALENDAR, network_id=network_id)
        return self.see(actor, network_id)

    def add(self, actor: Actor, network_id: int, closure: Closure) -> CalendarView:
        """Add days without school, both ends included, for all or for one school.

        What waits for one of them moves to the next working day with the next planning. Raises
        Invalid beside the field that needs another look.
        """
        demand(actor, Verb.EDIT_CALENDAR, network_id=network_id)
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            self._check(tx, network, closure)
            tx.calendars.add(network_id, closure)
            self._note(tx, actor, network_id, "days added")
            return self._view(tx, actor, network_id)

    def remove(self, actor: Actor, network_id: int, closure_id: int) -> CalendarView:
        """Take days out again; whoever finds them gone already is shown the rest."""
        demand(actor, Verb.EDIT_CALENDAR, network_id=network_id)
        with self.store.write() as tx:
            the_network(tx, network_id, team_id=actor.person.team_id)
            if tx.calendars.remove(network_id, closure_id):
                self._note(tx, actor, network_id, "days removed")
            return self._view(tx, actor, network_id)

    def load(self, actor: Actor, network_id: int, text: str, *, name: str = "") -> LoadedCalendar:
        """Load a calendar, CSV or .ics: every good line is taken, every other one is named.

        What is there already is not added twice, so a corrected file can be loaded again. ``name``
        is the file's. A large file takes its time to read: nobody else waits for it with their
        writing. Raises Invalid where the calendar would grow beyond all use.
        """
        demand(actor, Verb.EDIT_CALENDAR, network_id=network_id)
        with self.store.read() as tx:
            today = self._today(the_network(tx, network_id, team_id=actor.person.team_id))
        read, problems = read_calendar(text, name=name, today=today)
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            schools = {one.name.casefold(): one.id for one in tx.members.schools(network_id)}
            found, unknown = _placed(read, schools)
            known = {replace(one, id=0) for one in network.closures}
            new = [one for one in dict.fromkeys(found) if one not in known]
            _demand_room(network, len(new))
            added = tuple(tx.calendars.add(network_id, closure).id for closure in new)
            self._note(tx, actor, network_id, f"{len(new)} loaded")
            view = self._view(tx, actor, network_id)
        return LoadedCalendar(
            added=added,
            known=len(found) - len(new),
            problems=(*problems, *unknown),
            view=view,
        )

    def unload(self, actor: Actor, network_id: int, *, first: int, last: int) -> CalendarView:
        """Take out again what one loading added, named by its first and its last id."""
        demand(actor, Verb.EDIT_CALENDAR, network_id=network_id)
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            for closure in network.own_closures:
                if first <= closure.id <= last:
                    tx.calendars.remove(network_id, closure.id)
            self._note(tx, actor, network_id, "unloaded")
            return self._view(tx, actor, network_id)

    def change_hours(self, actor: Actor, network_id: int, hours: OwnHours) -> Network:
        """Decide when the network's people are written to; what says nothing follows the programme.

        People's own zone and quiet hours still win. Raises Invalid beside the field.
        """
        demand(actor, Verb.EDIT_CALENDAR, network_id=network_id)
        if hours.region and region_named(hours.region) is None:
            raise Invalid(mark("Please choose from the list."), field="region")
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            changed = replace(network, own_hours=hours)
            _check_hours(changed)
            tx.networks.update(changed)
            self._note(tx, actor, network_id, "hours")
        return changed

    def regions(self, actor: Actor, network_id: int, query: str) -> tuple[Region, ...]:
        """Return the places with public holidays that a person may mean, for a searchable menu."""
        demand(actor, Verb.EDIT_CALENDAR, network_id=network_id)
        return regions(query)

    def _view(self, tx: Transaction, actor: Actor, network_id: int) -> CalendarView:
        network = the_network(tx, network_id, team_id=actor.person.team_id)
        now, today = self.clock.now(), self._today(network)
        can_edit = may(actor, Verb.EDIT_CALENDAR, Matter(network_id=network_id))
        gatherings = tx.gatherings.of_network(network_id) if can_edit else ()
        return CalendarView(
            network=network,
            today=today,
            closures=coming_closures(network, today),
            holidays=coming_holidays(network, today),
            schools={one.id: one.name for one in tx.members.schools(network_id)},
            clashes=tuple(clashes(network, gatherings, now=now)),
            can_edit=can_edit,
        )

    def _check(self, tx: Transaction, network: Network, closure: Closure) -> None:
        if not closure.name or len(closure.name) > _MOST_NAME:
            raise Invalid(
                mark("Please give it a name of up to {most} characters."),
                field="name",
                most=_MOST_NAME,
            )
        if closure.until < closure.since:
            raise Invalid(mark("The last day comes before the first one."), field="until")
        if closure.until - closure.since > LONGEST_CLOSURE:
            raise Invalid(mark("That is more than half a year. Is the date right?"), field="until")
        if closure.until < self._today(network):
            raise Invalid(mark("These days have passed."), field="until")
        schools = {one.id for one in tx.members.schools(network.id)}
        if closure.school_id is not None and closure.school_id not in schools:
            raise Invalid(mark("Please choose from the list."), field="school")
        if closure in {replace(one, id=0) for one in network.closures}:
            raise Invalid(mark("These days are in the calendar already."), field="name")
        _demand_room(network, 1)

    def _today(self, network: Network) -> date:
        return local_date(self.clock.now(), zone=zone_named(network.zone))

    def _note(self, tx: Transaction, actor: Actor, network_id: int, what: str) -> None:
        tx.audit.note(
            at=self.clock.now(),
            team_id=actor.person.team_id,
            actor_id=actor.id,
            verb=Verb.EDIT_CALENDAR,
            network_id=network_id,
            what=what,
        )


def _placed(
    read: Iterable[Loaded], schools: Mapping[str, int]
) -> tuple[list[Closure], list[Invalid]]:
    """Give closures the school that they name; a school nobody knows is said, once."""
    found: list[Closure] = []
    strange: dict[str, None] = {}
    for one in read:
        school_id = schools.get(one.school.casefold()) if one.school else None
        if one.school and school_id is None:
            strange[one.school] = None
        else:
            found.append(replace(one.closure, school_id=school_id))
    sentence = mark("No school of this network is called {found!r}.")
    return found, [Invalid(sentence, found=name) for name in strange]


def _demand_room(network: Network, more: int) -> None:
    if len(network.own_closures) + more > MOST_CLOSURES:
        raise Invalid(
            mark("A calendar holds up to {most} entries. Please load what matters most."),
            field="calendar",
            most=MOST_CLOSURES,
        )


def _check_hours(network: Network) -> None:
    """Raise Invalid where nobody could be written to at the hour that is asked for."""
    rhythm = network.rhythm
    if rhythm.quiet.start == rhythm.quiet.end:
        raise Invalid(mark("Quiet hours cannot begin and end at the same time."), field="quiet_end")
    if rhythm.quiet.holds(rhythm.prompt_at):
        raise Invalid(mark("This lies in the quiet hours."), field="prompt_at")
