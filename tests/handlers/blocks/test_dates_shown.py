"""All dates of a network, where there are more than one message holds."""

from dataclasses import replace
from datetime import timedelta

from handlers.blocks.gatherings import calendar
from tests.domain.samples import gathering
from tests.handlers.blocks import samples


def test_many_dates_begin_with_the_next_one() -> None:
    """A term of visits at each of ten schools: what is past makes room (S10)."""
    first = gathering()
    many = [
        replace(
            first,
            id=number,
            title=f"Visit {number}",
            starts_at=first.starts_at + timedelta(days=number),
        )
        for number in range(100)
    ]

    few = str(calendar(many[:30], samples.NEW_YORK, following=many[20]).blocks)
    middle = str(calendar(many, samples.NEW_YORK, following=many[50]).blocks)
    over = str(calendar(many, samples.NEW_YORK).blocks)

    assert "*Visit 0*" in few
    assert "*Visit 49*" not in middle
    assert "*Visit 50*" in middle
    assert "*Visit 89*" in middle
    assert "*Visit 60*" in over
    assert "There are 100 dates." in middle
