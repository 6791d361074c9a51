"""Agendas: who owns them, whether the minutes add up, and parts that change their places."""

from bot.domain.agendas import (
    Direction,
    difference,
    fits,
    is_owner,
    minutes_by_lead,
    moved,
    new_id,
    with_block,
    without_block,
)
from bot.domain.phases import Phase
from bot.domain.series import AgendaBlock, Lead


def block(name: str, minutes: int = 30, *, lead: Lead | None = None, what: str = "") -> AgendaBlock:
    """Return one part of an agenda."""
    words = what or f"We {name}"
    return AgendaBlock.model_validate(
        {"id": name, "type": "learn", "minutes": minutes, "what": words, "lead": lead}
    )


def phase(owner: str) -> Phase:
    """Return a phase whose agendas belong to the school or to the programme."""
    said = {"id": "last", "name": "Last", "weeks": 4, "lead": "school", "agenda_owner": owner}
    return Phase.model_validate(said)


DAY = (block("learn", 60), block("consult", 45), block("plan", 15))


def test_the_school_owns_its_agendas_in_the_last_phase() -> None:
    """S15: whoever leads the network is not the school, and proposes."""
    schools = phase("school")

    assert is_owner(schools, is_member=True, is_facilitator=False)
    assert not is_owner(schools, is_member=True, is_facilitator=True)
    assert not is_owner(schools, is_member=False, is_facilitator=False)


def test_whoever_leads_owns_the_agendas_of_every_other_phase() -> None:
    """Members propose there (S15)."""
    programmes = phase("programme")

    assert is_owner(programmes, is_member=True, is_facilitator=True)
    assert not is_owner(programmes, is_member=True, is_facilitator=False)


def test_the_minutes_say_what_is_left_over_and_what_is_too_much() -> None:
    """A difference of nothing can be published."""
    spans = [difference(DAY, minutes) for minutes in (120, 90, 150)]

    assert spans == [0, 30, -30]


def test_a_part_is_changed_in_its_place_and_a_new_one_comes_last() -> None:
    """The order of an agenda is its facilitator's."""
    changed = with_block(DAY, block("consult", 30))
    longer = with_block(changed, block(new_id(changed), 15))

    assert [(one.id, one.minutes) for one in longer] == [
        ("learn", 60),
        ("consult", 30),
        ("plan", 15),
        ("part_1", 15),
    ]
    assert new_id(longer) == "part_2"


def test_parts_change_places_and_stop_at_the_ends() -> None:
    """Pressing once more than there is room changes nothing, nor does a part that is gone."""
    up = moved(DAY, "consult", Direction.UP)

    assert [one.id for one in up] == ["consult", "learn", "plan"]
    assert moved(up, "consult", Direction.UP) == up
    assert moved(DAY, "plan", Direction.DOWN) == DAY
    assert moved(DAY, "gone", Direction.UP) == DAY
    assert without_block(without_block(DAY, "plan"), "plan") == DAY[:2]


def test_each_who_leads_is_counted_in_minutes() -> None:
    """S4: a part that says nothing is led as its phase is."""
    agenda = (block("a", 20, lead=Lead.SCHOOL), block("b", 40), block("c", 10, lead=Lead.JOINT))

    led = minutes_by_lead(agenda, otherwise=Lead.PROGRAMME)

    assert led == {Lead.PROGRAMME: 40, Lead.JOINT: 10, Lead.SCHOOL: 20}


def test_a_part_is_short_enough_to_be_read() -> None:
    """What is longer belongs into the preparation."""
    assert fits(block("a"))
    assert not fits(block("a", what="x" * 151))
