"""Reuse: what was tried at another school than the author's is counted, and nothing else."""

from bot.domain.marks import Mark, Marked, reuse
from tests.domain.samples import NOW

MARIA, JAMES, LEILANI, AISHA = 1, 2, 3, 4
SCHOOLS = {MARIA: "Lake", JAMES: "Hill", LEILANI: "Lake", AISHA: None}
HERS, HIS = 12, 13


def tried(thing: str, who: int, mark: Mark = Mark.TRIED) -> Marked:
    """Return that somebody marked a thing."""
    return Marked(thing=thing, person_id=who, mark=mark, at=NOW)


def test_a_note_is_reused_when_another_school_tries_it() -> None:
    """S25: a colleague next door, an opened note, a tool and an unknown school count for none."""
    marks = [
        tried("entry:12", JAMES),
        tried("entry:12", LEILANI),
        tried("entry:12", AISHA),
        tried("entry:13", MARIA),
        tried("entry:13", LEILANI, Mark.OPENED),
        tried("tool:feedback", JAMES),
        tried("entry:99", JAMES),
    ]

    found = reuse({HERS: MARIA, HIS: JAMES, 14: MARIA}, marks=marks, schools=SCHOOLS)

    assert (found.notes, found.reused, found.tries, found.schools) == (3, 2, 2, 2)


def test_whose_school_nobody_knows_cannot_be_shown_to_be_another_one() -> None:
    """A note of a person without a school is shared, and never counted as reused."""
    found = reuse({HERS: AISHA}, marks=[tried("entry:12", JAMES)], schools=SCHOOLS)

    assert (found.notes, found.reused, found.schools) == (1, 0, 0)
