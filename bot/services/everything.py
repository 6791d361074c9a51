"""Everything: all services, wired once by ``bot/app.py``."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.services.agendas import Agendas
from bot.services.agreeing import Agreeing
from bot.services.anonymous import Anonymous
from bot.services.calendars import Calendars
from bot.services.candidates import Candidates
from bot.services.catalogue import Catalogue
from bot.services.checkins import Checkins
from bot.services.dates import Dates
from bot.services.decisions import Decisions
from bot.services.decisions_led import LedDecisions
from bot.services.directory import Directory
from bot.services.entries import Entries
from bot.services.exports import Exports
from bot.services.figures import Figures
from bot.services.gatherings import Gatherings
from bot.services.home import Home
from bot.services.inquiry import Inquiry
from bot.services.installations import Installations
from bot.services.library import Library
from bot.services.library_toolkit import Toolkit
from bot.services.library_writing import Writing
from bot.services.networks import Networks
from bot.services.nudge_log import NudgeLog
from bot.services.nudges import Nudges
from bot.services.papers import Papers
from bot.services.partners import Partners
from bot.services.people import People
from bot.services.phases import Phases
from bot.services.portfolio import Portfolios
from bot.services.preferences import Preferences
from bot.services.prepared import Preparations
from bot.services.programmes import Programmes
from bot.services.reflections import Reflections
from bot.services.scope import Scope
from bot.services.stories import Stories
from bot.services.suggesting import Suggesting
from bot.services.taking_back import TakingBack
from bot.services.team_channels import TeamChannels
from bot.services.why import Why
from bot.services.wordings import Wordings
from storage.store import Store


@dataclass(frozen=True, kw_only=True, slots=True)
class Services:
    """One attribute for each service; a listener is given this and names what it needs."""

    installations: Installations
    people: People
    preferences: Preferences
    why: Why
    networks: Networks
    candidates: Candidates
    team_channels: TeamChannels
    gatherings: Gatherings
    agendas: Agendas
    inquiry: Inquiry
    entries: Entries
    anonymous: Anonymous
    taking_back: TakingBack
    papers: Papers
    checkins: Checkins
    reflections: Reflections
    library: Library
    toolkit: Toolkit
    writing: Writing
    nudges: Nudges
    nudge_log: NudgeLog
    partners: Partners
    portfolios: Portfolios
    preparations: Preparations
    phases: Phases
    decisions: Decisions
    led_decisions: LedDecisions
    programmes: Programmes
    wordings: Wordings
    calendars: Calendars
    exports: Exports
    figures: Figures
    scope: Scope
    stories: Stories
    home: Home

    @property
    def dates(self) -> Dates:
        """The verbs that add dates, over the store and clock of the gatherings."""
        return Dates(store=self.gatherings.store, clock=self.gatherings.clock)

    @property
    def suggesting(self) -> Suggesting:
        """The verbs of those who suggest fellows, over what the team channels are made of."""
        made = self.team_channels
        return Suggesting(store=made.store, clock=made.clock, directory=made.directory)

    @property
    def agreeing(self) -> Agreeing:
        """The verb of those who agree, over the store and clock of the entries."""
        return Agreeing(store=self.entries.store, clock=self.entries.clock, entries=self.entries)


def wire(*, store: Store, clock: Clock, directory: Directory, catalogue: Catalogue) -> Services:
    """Build every service over one store, clock, directory and catalogue."""
    networks = Networks(store=store, clock=clock, directory=directory, catalogue=catalogue)
    return Services(
        installations=Installations(store=store, clock=clock),
        people=People(store=store, clock=clock, directory=directory),
        preferences=Preferences(store=store, clock=clock),
        why=Why(store=store, clock=clock),
        networks=networks,
        team_channels=TeamChannels(store=store, clock=clock, directory=directory),
        candidates=Candidates(store=store, clock=clock, networks=networks),
        gatherings=Gatherings(store=store, clock=clock),
        agendas=Agendas(store=store, clock=clock),
        inquiry=Inquiry(store=store, clock=clock),
        entries=Entries(store=store, clock=clock),
        anonymous=Anonymous(store=store, clock=clock),
        taking_back=TakingBack(store=store, clock=clock),
        papers=Papers(store=store, clock=clock),
        checkins=Checkins(store=store, clock=clock),
        reflections=Reflections(store=store, clock=clock),
        library=Library(store=store, clock=clock),
        toolkit=Toolkit(store=store, clock=clock),
        writing=Writing(store=store, clock=clock),
        nudges=Nudges(store=store, clock=clock),
        nudge_log=NudgeLog(store=store, clock=clock),
        partners=Partners(store=store, clock=clock),
        portfolios=Portfolios(store=store, clock=clock),
        preparations=Preparations(store=store, clock=clock),
        phases=Phases(store=store, clock=clock),
        decisions=Decisions(store=store, clock=clock),
        led_decisions=LedDecisions(store=store, clock=clock),
        programmes=Programmes(store=store, clock=clock, catalogue=catalogue),
        wordings=Wordings(store=store, clock=clock),
        calendars=Calendars(store=store, clock=clock),
        exports=Exports(store=store, clock=clock),
        figures=Figures(store=store, clock=clock),
        scope=Scope(store=store, clock=clock),
        stories=Stories(store=store, clock=clock),
        home=Home.over(networks),
    )
