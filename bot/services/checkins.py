"""Check-ins: short question rounds, asked at a member's own hour, answerable at any time."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.clock import Clock
from bot.domain.entries import Entry, FormRef
from bot.domain.forms import Form
from bot.domain.local_time import local_date
from bot.domain.networks import Network
from bot.domain.nudges import checkin_rounds
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand
from bot.domain.programme import CheckIn
from bot.errors import NotFound
from bot.services.networks import the_network
from bot.services.occasions import about_checkin
from storage.store import Store


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckinView:
    """The round of a check-in that is open now, and what the person said in it, if anything."""

    network: Network
    checkin: CheckIn
    form: Form
    ref: FormRef
    round_on: date
    mine: Entry | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Checkins:
    """Verbs about check-ins."""

    store: Store
    clock: Clock

    def round(self, actor: Actor, network_id: int, *, checkin_id: str, round_on: date) -> FormRef:
        """Return the form of one round, also of an earlier one; an answer there is edited.

        Raises NotFound for a check-in that the programme does not have.
        """
        demand(actor, Verb.WRITE_ENTRY, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            known = {one.id: one for one in network.programme.checkins}
            if checkin_id not in known:
                raise NotFound
            about = about_checkin(checkin_id, round_on.isoformat())
            mine = tx.entries.of_author(actor.id, network_id=network_id, about=about)
        return FormRef(
            network_id=network_id,
            form_id=known[checkin_id].form,
            about=about,
            entry_id=mine[0].id if mine else None,
        )

    def current(self, actor: Actor, network_id: int) -> CheckinView | None:
        """Return the open round: the latest one asked, else the first to come.

        Early and late answers are taken: a round stays open until the next one. None where the
        programme has no check-in.
        """
        demand(actor, Verb.WRITE_ENTRY, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            if not network.programme.checkins:
                return None
            checkin = network.programme.checkins[0]
            round_on = open_round(checkin, network, now=self.clock.now(), actor=actor)
            about = about_checkin(checkin.id, round_on.isoformat())
            mine = tx.entries.of_author(actor.id, network_id=network_id, about=about)
        return CheckinView(
            network=network,
            checkin=checkin,
            form=network.programme.form(checkin.form),
            ref=FormRef(
                network_id=network_id,
                form_id=checkin.form,
                about=about,
                entry_id=mine[0].id if mine else None,
            ),
            round_on=round_on,
            mine=mine[0] if mine else None,
        )


def open_round(checkin: CheckIn, network: Network, *, now: datetime, actor: Actor) -> date:
    """Return the date of the round that is open on the actor's own calendar."""
    today = local_date(now, zone=actor.person.rhythm(network.rhythm).zone)
    around = timedelta(weeks=checkin.every_weeks + 1)
    rounds = checkin_rounds(checkin, network, since=network.starts_on, until=today + around)
    asked = [day for day in rounds if day <= today]
    if asked:
        return asked[-1]
    return rounds[0] if rounds else network.starts_on
