"""One's own page: the goal on top, next steps, all one wrote; for nobody else's eyes (S82)."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.domain.entries import NOTHING_SPECIAL, FormRef
from bot.domain.marks import Mark, note_thing
from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from bot.errors import NotAllowed
from bot.services.following import about_follow_up
from bot.services.portfolio import Portfolio
from bot.simulator.cast import FACILITATOR, LEAD, Character
from tests.services.office import JAMES, MARIA, REFLECTION, Office, filled, reflection
from tests.services.teamwork import ANA, BEN, CARO, network_of_five, team_office, write_plan


def own(office: Office, network: Network, who: Character = MARIA) -> Portfolio:
    """Return somebody's own page."""
    return office.services.portfolios.see(office.actor(who), network.id)


def write(office: Office, ref: FormRef, *, token: str, **answers: str) -> int:
    """Let Maria send a form for herself alone; return the entry."""
    entry = office.services.entries.submit(
        office.actor(MARIA), ref, answers=answers, visibility=Visibility.ONLY_ME, token=token
    )
    assert entry is not None
    office.clock.step(timedelta(minutes=1))
    return entry.id


def test_a_page_begins_empty(office: Office, network: Network) -> None:
    """It says where a goal is set, and counts nothing that is not there."""
    page = own(office, network)

    assert page.is_empty
    assert page.goal is None
    assert page.goal_form is not None
    assert (page.steps, page.shelves, page.tried, page.present) == ((), (), (), 0)


def test_the_newest_goal_stands_on_top(office: Office, network: Network) -> None:
    """S82: a personal learning goal, set and changed; earlier ones stay kept."""
    ref = FormRef(network_id=network.id, form_id="learning_goal", about=NOTHING_SPECIAL)
    for number, goal in enumerate(["Listen longer", "Ask before I tell"]):
        write(office, ref, token=str(number), goal=goal, sign="Others speak first")

    page = own(office, network)

    assert page.goal is not None
    assert page.goal.entry.answers["goal"] == "Ask before I tell"
    assert "learning_goal" not in {one.form.id for one in page.shelves}


def test_a_page_holds_steps_with_what_came_of_them_and_all_texts(
    office: Office, network: Network
) -> None:
    """S82: own portfolio of reflections and actions, also of what is for oneself alone."""
    answers = {**REFLECTION, "next_step": "Visit two classrooms", "next_step_on": "2026-09-10"}
    first = write(office, reflection(network), token="1", **answers)
    ref = FormRef(network_id=network.id, form_id="reflection", about=about_follow_up(first))
    before = own(office, network).steps

    told = write(office, ref, token="2", stays_with_you="Both went well.")

    page = own(office, network)
    (step,) = page.steps
    assert [one.outcome for one in before] == [None]
    assert (step.what, step.on) == ("Visit two classrooms", date(2026, 9, 10))
    assert step.outcome is not None
    assert step.outcome.entry.id == told
    assert [[one.entry.id for one in shelf.written] for shelf in page.shelves] == [[told, first]]


def test_a_page_counts_where_somebody_was(office: Office, network: Network) -> None:
    """Where somebody was not stands nowhere: a page is no register."""
    conference = office.services.gatherings.next(office.actor(FACILITATOR), network.id)
    assert conference is not None
    office.clock.step_to(conference.gathering.ends_at + timedelta(hours=1))
    office.services.gatherings.mark_presence(
        office.actor(FACILITATOR),
        conference.gathering.id,
        present=frozenset({office.actor(MARIA).id}),
    )

    there = [own(office, network, who).present for who in (MARIA, JAMES)]

    assert there == [1, 0]


def test_a_page_names_what_was_tried_as_long_as_it_may_be_read(
    office: Office, network: Network
) -> None:
    """S25, S82: "I tried this" stands on one's own page, too."""
    form = network.programme.form("practice_note")
    ref = FormRef(network_id=network.id, form_id=form.id, about=NOTHING_SPECIAL)
    james = office.actor(JAMES)
    note = office.services.entries.submit(
        james,
        ref,
        answers=filled(form, words="Three minutes of silence"),
        visibility=Visibility.NETWORK,
        token="once",
    )
    assert note is not None
    with office.store.write() as tx:
        tx.marks.add(
            network.id,
            note_thing(note.id),
            person_id=office.actor(MARIA).id,
            mark=Mark.TRIED,
            at=office.clock.now(),
        )
    shared = own(office, network).tried

    office.services.entries.share(james, note.id, Visibility.ONLY_ME)

    assert shared == ("Three minutes of silence",)
    assert own(office, network).tried == ()


def test_what_a_team_wrote_stands_on_the_page_of_each(tmp_path: Path) -> None:
    """S20: all who took part are credited."""
    with team_office(tmp_path) as office:
        network = network_of_five(office)
        entry = write_plan(office, network, ticked=(BEN,))

        pages = [own(office, network, who).shelves for who in (ANA, BEN, CARO)]

    assert entry is not None
    written = [[one.entry.id for shelf in page for one in shelf.written] for page in pages]
    assert written == [[entry.id], [entry.id], []]


def test_nobody_else_opens_the_page(office: Office, network: Network) -> None:
    """There is no verb that names another person; a lead without membership has none."""
    write(office, reflection(network), token="1", **REFLECTION)

    assert own(office, network, FACILITATOR).shelves == ()
    assert own(office, network, JAMES).shelves == ()
    with pytest.raises(NotAllowed):
        own(office, network, LEAD)
