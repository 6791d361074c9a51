"""Practice notes: shared, found, tried by others, taken back; and everything one can write."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.entries import NOTHING_SPECIAL, Entry, FormRef
from bot.domain.networks import Network
from bot.domain.practice import PAGE, Search
from bot.domain.prompts import Missing
from bot.domain.visibility import Visibility
from bot.errors import Invalid, NotAllowed, NotFound
from bot.services.library import Shelf
from bot.services.library_counts import replicas, reused, take_back_cards
from bot.services.nudge_drafts import Draft
from bot.services.occasions import about_gathering
from bot.simulator.cast import FACILITATOR, LEAD, STRANGER, Character
from tests.services.office import AISHA, JAMES, LEILANI, MARIA, TWELVE, Office, filled


@pytest.fixture
def small(office: Office) -> Network:
    """Lend a network of five in that office."""
    return office.begin(members=TWELVE[:5])


def write(
    office: Office,
    network: Network,
    who: Character,
    *,
    practice: str = "One page of student work",
    readers: Visibility = Visibility.NETWORK,
    form: str = "practice_note",
) -> Entry:
    """Let somebody write a note, or fill another form."""
    answers = {**filled(network.programme.form(form))}
    if form == "practice_note":
        answers["practice"] = practice
    entry = office.services.entries.submit(
        office.actor(who),
        FormRef(network_id=network.id, form_id=form, about=NOTHING_SPECIAL),
        answers=answers,
        visibility=readers,
        token=f"{form}/{practice}",
    )
    assert entry is not None
    return entry


def look(office: Office, network: Network, who: Character = JAMES, **said: str | int) -> Shelf:
    """Return what somebody finds."""
    search = Search(
        words=str(said.get("words", "")),
        school=str(said["school"]) if "school" in said else None,
        page=int(said.get("page", 0)),
    )
    shelf = office.services.library.look(office.actor(who), network.id, search)
    assert shelf is not None
    return shelf


def test_notes_are_found_newest_first_by_word_and_school(office: Office, small: Network) -> None:
    """S25: also by the name of who wrote one; page by page."""
    for number in range(PAGE + 1):
        write(office, small, MARIA, practice=f"Routine {number}")
        office.clock.step(timedelta(minutes=1))
    write(office, small, LEILANI, practice="A walk at noon")

    first, second = look(office, small), look(office, small, page=1)

    assert [one.headline for one in first.lines][:2] == ["A walk at noon", f"Routine {PAGE}"]
    assert [one.headline for one in second.lines] == ["Routine 1", "Routine 0"]
    assert (first.found, first.pages) == (PAGE + 2, 2)
    assert [one.headline for one in look(office, small, words="NOON walk").lines] == [
        "A walk at noon"
    ]
    assert look(office, small, words="leilani").found == 1
    assert look(office, small, school=MARIA.school).found == PAGE + 1
    assert look(office, small, words="nowhere").lines == ()


def test_what_is_not_shared_is_on_no_shelf(office: Office, small: Network) -> None:
    """S25: a note for the facilitator, and one whose author thought again, are found by nobody."""
    write(office, small, MARIA, practice="For Daniel", readers=Visibility.FACILITATOR)
    shared = write(office, small, MARIA, practice="For all")
    office.services.entries.share(office.actor(MARIA), shared.id, Visibility.ONLY_ME)

    shelf = look(office, small, FACILITATOR)

    assert (shelf.lines, shelf.there) == ((), 0)
    with pytest.raises(NotFound):
        office.services.library.open(office.actor(JAMES), shared.id)


def test_trying_twice_is_once_and_the_channel_counts_it(office: Office, small: Network) -> None:
    """S25: who tried it stands there for others to ask, until they take it back."""
    library = office.services.library
    note = write(office, small, MARIA)
    office.settle()
    for _ in range(2):
        library.try_it(office.actor(JAMES), note.id)
    view = library.try_it(office.actor(AISHA), note.id)
    office.settle()
    counted = str([one.blocks for one in office.board(small)])

    fewer = library.take_back(office.actor(AISHA), note.id)

    assert view.tried_by == (f"{JAMES.name}, {JAMES.school}", f"{AISHA.name}, {AISHA.school}")
    assert (view.line.tried, view.line.i_tried) == (2, True)
    assert "2 people have tried this." in counted
    assert (fewer.line.tried, fewer.line.i_tried) == (1, False)


def test_ones_own_note_is_for_others_to_try(office: Office, small: Network) -> None:
    """A sentence says so, and nothing is counted."""
    note = write(office, small, MARIA)

    with pytest.raises(Invalid, match="your own"):
        office.services.library.try_it(office.actor(MARIA), note.id)

    assert not office.services.library.open(office.actor(MARIA), note.id).can_mark


def test_practice_that_travels_is_counted(office: Office, small: Network) -> None:
    """S25, S27: notes tried at other schools, cards, and what was begun at schools."""
    library = office.services.library
    tried, quiet = write(office, small, MARIA), write(office, small, JAMES, practice="Another")
    library.try_it(office.actor(JAMES), tried.id)
    library.try_it(office.actor(LEILANI), tried.id)
    for form in ("school_replica", "take_back_card"):
        write(office, small, AISHA, form=form, readers=Visibility.ONLY_ME)

    with office.store.read() as tx:
        found = reused(tx, small)
        others = (replicas(tx, small), take_back_cards(tx, small))

    assert library.open(office.actor(MARIA), quiet.id).line.tried == 0
    assert (found.notes, found.reused, found.tries, found.schools) == (2, 1, 2, 2)
    assert others == (1, 1)


def test_a_lead_reads_and_a_stranger_does_not(office: Office, small: Network) -> None:
    """The lead looks on and marks nothing; who is in no network finds nothing."""
    note = write(office, small, MARIA)

    assert look(office, small, LEAD).found == 1
    with pytest.raises(NotAllowed):
        office.services.library.try_it(office.actor(LEAD), note.id)
    with pytest.raises(NotAllowed):
        look(office, small, STRANGER)
    with pytest.raises(NotAllowed):
        office.services.library.open(office.actor(STRANGER), note.id)
    with pytest.raises(NotAllowed):
        office.services.writing.desk(office.actor(STRANGER), small.id)


def test_a_reflection_is_no_practice_note(office: Office, small: Network) -> None:
    """Also where it is shared with the network."""
    entry = write(office, small, MARIA, form="reflection")

    with pytest.raises(NotFound):
        office.services.library.open(office.actor(JAMES), entry.id)


def test_a_programme_without_notes_has_no_shelf(office: Office, small: Network) -> None:
    """It says so in place of an empty list."""
    places = small.programme.places.model_copy(update={"practice": None})
    without = small.programme.model_copy(update={"places": places})
    with office.store.write() as tx:
        tx.networks.update(replace(small, programme=without))

    found = office.services.library.look(office.actor(MARIA), small.id, Search())

    assert found is None


def test_everything_that_can_be_written_stands_in_one_place(office: Office, small: Network) -> None:
    """S27: after a conference its reflection and its card come first, until they are written."""
    desk = office.services.writing.desk(office.actor(MARIA), small.id)
    meeting = office.services.gatherings.next(office.actor(MARIA), small.id)
    assert meeting is not None
    office.clock.step_to(meeting.gathering.ends_at)
    after = office.services.writing.desk(office.actor(MARIA), small.id)
    ref = after.forms[0].ref
    office.services.entries.submit(
        office.actor(MARIA),
        ref,
        answers=filled(small.programme.form(ref.form_id)),
        visibility=Visibility.FACILITATOR,
        token="once",
    )

    left = office.services.writing.desk(office.actor(MARIA), small.id)

    always = ["reflection", "practice_note", "learning_goal", "school_replica"]
    offered = ["conference_reflection", "take_back_card"]
    assert [one.ref.form_id for one in desk.forms][:4] == always
    assert [one.ref.form_id for one in after.forms][:6] == offered + always
    assert {one.ref.about for one in after.forms[:2]} == {about_gathering(meeting.gathering.id)}
    assert [one.ref.form_id for one in left.forms][:2] == ["take_back_card", "reflection"]


def test_a_card_is_no_reflection(office: Office, small: Network) -> None:
    """S27: who wrote the card is still asked to reflect, and their reflection is still offered."""
    meeting = office.services.gatherings.next(office.actor(MARIA), small.id)
    assert meeting is not None
    office.clock.step_to(meeting.gathering.ends_at + timedelta(hours=18))
    about = about_gathering(meeting.gathering.id)
    for form in ("take_back_card", "conference_reflection"):
        who = MARIA if form == "take_back_card" else JAMES
        office.services.entries.submit(
            office.actor(who),
            FormRef(network_id=small.id, form_id=form, about=about),
            answers=filled(small.programme.form(form)),
            visibility=Visibility.FACILITATOR,
            token=form,
        )

    draft = Draft(text="A few lines?", missing=Missing.REFLECTION)
    seen = office.services.nudges.preview(office.actor(FACILITATOR), small.id, draft)
    current = office.services.reflections.current(office.actor(MARIA), small.id)

    assert [one.person.name for one in seen.recipients if one.left_out] == [JAMES.name]
    assert current.form_id == "conference_reflection"
