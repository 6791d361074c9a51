"""Measuring: criteria are looked up in what is recorded, without reading a text (S9, S23, S52)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from bot.domain.decisions import Stage
from bot.domain.entries import NOTHING_SPECIAL, About
from bot.domain.gatherings import Invitation, Presence
from bot.domain.measures import Measure, Progress, Unit, percent
from bot.domain.networks import Network
from bot.domain.programme import AgendaBlock, Programme
from bot.domain.visibility import Visibility
from bot.services.measuring import measured, participation
from storage.store import Store
from tests.storage.cast import KEY, PROGRAMME, TEAM

BEGAN = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)  # a Tuesday morning in Chicago
LATER = BEGAN + timedelta(weeks=6)
IN_LEAD = date(2026, 9, 29)
PHASES = (
    {"id": "connect", "name": "Connect", "weeks": 4, "lead": "programme"},
    {"id": "lead", "name": "Lead", "weeks": 4, "lead": "joint"},
)
DECIDES = {"id": "norms", "name": "Norms", "about": "How we work.", "choices": ["Listen."]}
SCHOOLS = ("Lakeside", "Lakeside", "Harbor", "Harbor", "Prairie", "Prairie")


@dataclass(kw_only=True)
class Records:
    """A network of six from three schools, and its facilitator; what they did is noted here."""

    store: Store
    network: Network
    people: list[int]
    facilitator: int

    def write(
        self,
        *authors: int,
        on: datetime = BEGAN,
        about: About = NOTHING_SPECIAL,
        visibility: Visibility = Visibility.FACILITATOR,
        stays: int = 3,
    ) -> list[int]:
        """Let people answer the form; returns the numbers of their entries."""
        made = []
        with self.store.write() as tx:
            for author in authors:
                entry = tx.entries.add(
                    network_id=self.network.id,
                    author_id=author,
                    form_id="reflection",
                    about=about,
                    visibility=visibility,
                    answers={"learnt": "Much.", "stays": stays},
                    created_at=on,
                    token=uuid4().hex,
                )
                assert entry is not None
                made.append(entry.id)
        return made

    def meet(self, number: int, *there: int, on: datetime = BEGAN) -> None:
        """Let a conference take place, and note who came."""
        with self.store.write() as tx:
            held = tx.gatherings.add(
                network_id=self.network.id,
                series_id="conference",
                number=number,
                title="Conference",
                starts_at=on,
                minutes=60,
                zone="America/Chicago",
            )
            for one in there:
                tx.gatherings.answer(
                    Invitation(gathering_id=held.id, person_id=one, presence=Presence.PRESENT)
                )

    def enter_lead(self) -> None:
        """Let the network enter its second phase."""
        self.network = replace(self.network, phase_id="lead", phase_since=IN_LEAD)
        with self.store.write() as tx:
            tx.networks.update(self.network)

    def plan(self, *, school: int, programme: int) -> None:
        """Give conferences an agenda of so many minutes, by who leads them."""
        parts = [
            {"id": lead, "type": "learn", "minutes": minutes, "what": "Together", "lead": lead}
            for lead, minutes in (("school", school), ("programme", programme))
        ]
        blocks = tuple(AgendaBlock.model_validate(one) for one in parts)
        whole = self.network.programme
        series = tuple(one.model_copy(update={"agenda": blocks}) for one in whole.series)
        self.network = replace(self.network, programme=whole.model_copy(update={"series": series}))

    def leave(self, person_id: int) -> None:
        """Let somebody leave."""
        with self.store.write() as tx:
            member = tx.members.get(self.network.id, person_id)
            assert member is not None
            tx.members.update(replace(member, left_at=LATER))

    def see(self, *, now: datetime = LATER, **said: Any) -> Progress:
        """Return how far a measure is."""
        with self.store.read() as tx:
            return measured(tx, self.network, Measure.model_validate(said), now=now)

    def counted(self, **said: Any) -> tuple[object, object, object]:
        """Return how much is done, how much is enough and of how many."""
        found = self.see(**said)
        return found.done, found.wanted, found.of


@pytest.fixture
def records(database_url: str) -> Iterator[Records]:
    """Lend the network on each kind of database."""
    store = Store.open(database_url, keys=[KEY], durable=False)
    store.upgrade()
    content = PROGRAMME.model_dump(mode="json") | {"phases": PHASES, "decisions": [DECIDES]}
    with store.write() as tx:
        network = tx.networks.add(
            team_id=TEAM,
            key="principals",
            name="Principals by the lake",
            channel_id="C1",
            zone="America/Chicago",
            member_word="fellow",
            starts_on=date(2026, 9, 1),
            programme=Programme.model_validate(content),
            phase_id="connect",
            created_at=BEGAN,
        )
        people = [
            tx.people.add(team_id=TEAM, slack_id=f"U{number}", name=f"Member {number}").id
            for number in range(7)
        ]
        for person_id, school in zip(people, (*SCHOOLS, None), strict=True):
            tx.members.add(
                network_id=network.id,
                person_id=person_id,
                joined_at=BEGAN,
                school=school,
                role="principal" if school else None,
                is_facilitator=school is None,
            )
    yield Records(store=store, network=network, people=people[:6], facilitator=people[6])
    store.dispose()


def test_artefacts_are_counted_by_member_by_school_and_in_all(records: Records) -> None:
    """S23: who leads the network writes, too, but is no fellow of a school."""
    one, two, three = records.people[:3]
    records.write(one, two, three, records.facilitator)

    by_members = records.counted(entries="reflection", by="members", share=50)
    by_schools = records.counted(entries="reflection", by="schools")
    in_all = records.see(entries="reflection", count=4)

    assert by_members == (3, 3, 6)
    assert by_schools == (2, 3, 3)
    assert (in_all.done, in_all.is_met) == (4, True)


def test_what_was_taken_back_or_left_does_not_count(records: Records) -> None:
    """S23: two of three stand; then one of their authors leaves."""
    entries = records.write(*records.people[:3])
    with records.store.write() as tx:
        tx.entries.withdraw(entries[0], at=LATER)
    withdrawn = records.counted(entries="reflection", by="members")

    records.leave(records.people[1])

    assert withdrawn == (2, 6, 6)
    assert records.counted(entries="reflection", by="members") == (1, 5, 5)
    assert records.see(entries="reflection").done == 1


def test_who_wrote_together_is_credited(records: Records) -> None:
    """S20: one of a team fills in what all of them thought of."""
    one, two, three = records.people[:3]
    (entry,) = records.write(one)
    with records.store.write() as tx:
        tx.entries.credit(entry, [two, three])

    found = records.counted(entries="reflection", by="members")

    assert found == (3, 6, 6)
    assert records.see(entries="reflection").done == 1


def test_a_phase_counts_what_happened_in_it(records: Records) -> None:
    """S9: but for what its own modules asked for, and where the programme says ever."""
    records.write(records.people[0])
    records.write(records.people[1], about=About.of_module("lead", "start"))
    records.write(records.people[2], on=LATER - timedelta(days=1))
    records.enter_lead()

    in_phase = records.see(entries="reflection").done
    ever = records.see(entries="reflection", ever=True).done

    assert (in_phase, ever) == (2, 3)


def test_time_counts_from_the_day_the_phase_was_entered(records: Records) -> None:
    """S9: the thirteenth of October is two full weeks after, in Chicago."""
    records.enter_lead()

    early = records.see(weeks=2, now=datetime(2026, 10, 13, 4, 0, tzinfo=UTC))
    late = records.see(weeks=2, now=datetime(2026, 10, 13, 6, 0, tzinfo=UTC))

    assert (early.done, early.is_met, late.done, late.is_met) == (1, False, 2, True)


def test_participation_is_of_the_full_roster(records: Records) -> None:
    """S52: whoever never answered counts; a gathering nobody noted does not."""
    records.meet(1, *records.people[:4])
    records.meet(2, records.people[0], on=BEGAN + timedelta(weeks=1))
    records.meet(3, on=BEGAN + timedelta(weeks=2))

    with records.store.read() as tx:
        turnouts = participation(tx, records.network, now=LATER)

    assert [(len(one.there), len(one.expected)) for one in turnouts] == [(4, 6), (1, 6)]
    assert percent(turnouts) == 42
    assert records.counted(attended=["conference"], share=40) == (42, 40, None)
    assert records.counted(attended=["conference"], by="schools") == (2, 3, 3)
    assert records.counted(held=["conference"], count=3) == (3, 3, None)


def test_the_newest_answer_of_each_makes_the_mean(records: Records) -> None:
    """S26: what somebody keeps for themselves is not part of it, nor what they said before."""
    records.write(*records.people[:5], stays=2)
    before = records.see(average="reflection", field="stays", at_least=4)
    records.write(*records.people[:4], on=BEGAN + timedelta(days=9), stays=5)
    records.write(records.people[5], visibility=Visibility.ONLY_ME, stays=1)

    after = records.see(average="reflection", field="stays", at_least=4.4)

    assert (before.done, before.is_met) == (2, False)
    assert (float(after.done or 0), after.is_met) == (4.4, True)


def test_partners_and_kept_words_are_counted(records: Records) -> None:
    """S26: a trio of one has no partner; a word about a next step counts once."""
    with records.store.write() as tx:
        for member in tx.members.of_network(records.network.id):
            if member.person_id in records.people[:5]:
                trio = 1 if member.person_id in records.people[:4] else 2
                tx.members.update(replace(member, trio=trio))
    for about in ("1", "2", "2"):
        records.write(records.people[0], about=About(kind="follow_up", which=about))

    assert records.counted(partnered=True) == (4, 6, 6)
    assert records.counted(kept=True, count=3) == (2, 3, None)
    assert records.counted(kept=True, by="members", each=2, share=10) == (1, 1, 6)


def test_how_much_schools_lead_is_counted_in_minutes_of_the_phase(records: Records) -> None:
    """S4: of what agendas held since the phase began; without an agenda nothing can be said."""
    records.meet(1)
    before = records.see(led=50)
    records.plan(school=29, programme=31)
    less = records.see(led=50)
    records.enter_lead()
    none_yet = records.see(led=50)
    records.meet(2, on=BEGAN + timedelta(weeks=5))
    records.plan(school=30, programme=30)

    enough = records.see(led=50)

    assert (before.unit, before.done, before.is_met) == (Unit.LED, None, False)
    assert (less.done, less.wanted, less.is_met) == (48, 50, False)
    assert none_yet.done is None
    assert (enough.done, enough.is_met) == (50, True)


def test_nothing_is_adopted_before_it_is(records: Records) -> None:
    """S30: a round of proposals is no norm yet; one that was settled is."""
    stages = (Stage.COLLECTING, Stage.ADOPTED)
    found = [records.counted(adopted="norms")]
    for number, stage in enumerate(stages, start=1):
        with records.store.write() as tx:
            tx.decisions.open(
                network_id=records.network.id,
                decision_id="norms",
                level="",
                number=number,
                stage=stage,
                at=BEGAN,
                words=(),
            )
        found.append(records.counted(adopted="norms"))

    assert found == [(0, 1, None), (0, 1, None), (1, 1, None)]
