"""Agendas: who owns them, whether the minutes add up, and parts that change their places."""

import pytest

from bot.domain.agendas import (
    Direction,
    Part,
    difference,
    minutes_by_lead,
    moved,
    new_id,
    part_of,
    publishing,
    with_block,
    without_block,
)
from bot.domain.permissions import Verb
from bot.domain.phases import Phase
from bot.domain.series import AgendaBlock, Lead
from bot.errors import Invalid


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


def test_the_school_publishes_in_the_phase_that_says_so() -> None:
    """S15: everywhere else whoever leads the network does."""
    asked = {owner: publishing(phase(owner)) for owner in ("school", "programme")}

    assert asked == {"school": Verb.PUBLISH_OWN_AGENDA, "programme": Verb.PUBLISH_AGENDA}


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


def test_what_a_programme_says_of_a_part_stays_when_it_is_changed() -> None:
    """Its protocol and whom it is for are not typed again."""
    before = AgendaBlock.model_validate(
        {**block("consult").model_dump(), "protocol": "tuning", "roles": ("principal",)}
    )

    typed = Part(kind="plan", minutes=20, what=" Tune  one plan ", lead=Lead.SCHOOL)
    after = part_of(typed, block_id="consult", before=before)

    assert (after.type, after.minutes, after.lead) == ("plan", 20, Lead.SCHOOL)
    assert str(after.what) == "Tune one plan"
    assert (after.protocol, after.roles) == ("tuning", ("principal",))


@pytest.mark.parametrize(
    ("minutes", "what", "field"),
    [(0, "Learn", "minutes"), (5, " ", "what"), (5, "x" * 151, "what")],
)
def test_what_is_odd_about_a_part_is_said_beside_its_field(
    minutes: int, what: str, field: str
) -> None:
    """What is longer belongs into the preparation."""
    with pytest.raises(Invalid) as refused:
        part_of(Part(kind="learn", minutes=minutes, what=what), block_id="a")

    assert refused.value.field == field
