"""The calendar as it is drawn: every name as it was typed, long ones cut, no place for files."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.domain.calendars import Closure
from bot.domain.days_off import Clash
from bot.domain.hours import OwnHours
from bot.domain.readers import Reader
from bot.errors import Invalid
from bot.services.calendars import CalendarView, LoadedCalendar
from bot.simulator.slack import blockkit
from handlers.blocks import calendars as blocks
from handlers.blocks import hours
from tests.handlers.blocks import samples
from tests.handlers.blocks.test_injection import is_read

TODAY = date(2026, 11, 18)
WORST = "<!channel> & <@U0MARY> " * 20
SPANISH = Reader(locale="es-ES", zone=samples.NEW_YORK.zone)


def view(say: str = "Fall break", *, count: int = 1) -> CalendarView:
    """Make a calendar of so many breaks, one of which closes a school with a conference."""
    closures = tuple(
        Closure(
            id=number,
            since=TODAY + timedelta(weeks=number),
            until=TODAY + timedelta(weeks=number, days=2),
            name=say,
            school_id=1,
        )
        for number in range(1, count + 1)
    )
    own = OwnHours(region="BA", working_days=("sunday", "monday"))
    return CalendarView(
        network=replace(samples.network(), name=say, own_hours=own, own_closures=closures),
        today=TODAY,
        closures=closures,
        holidays=tuple((TODAY + timedelta(days=day), say) for day in range(20)),
        schools={1: say},
        clashes=(Clash(gathering=samples.gathering(), name=say, school_id=1),) * 12,
        can_edit=True,
    )


def mrkdwn(drawn: dict[str, Any]) -> list[str]:
    """Return every text of a view that Slack reads signs in."""
    texts = []
    for block in drawn["blocks"]:
        found = [block.get("text"), *block.get("elements", ())]
        texts += [one["text"] for one in found if one and one.get("type") == "mrkdwn"]
    return texts


def test_slack_takes_the_longest_calendar_with_the_worst_names() -> None:
    """Whatever a file holds is shown as it is, and cut to what Slack takes."""
    worst = view(WORST, count=400)
    result = LoadedCalendar(
        added=(1, 400), known=2, problems=(Invalid("{found}", found=WORST),) * 50, view=worst
    )
    views = [
        blocks.calendar_modal(worst, samples.NEW_YORK),
        blocks.add_modal(worst, samples.NEW_YORK),
        blocks.loaded([result], samples.NEW_YORK),
        hours.hours_modal(worst.network, samples.NEW_YORK),
    ]

    drawn = [one.to_dict() for one in views]

    assert [blockkit.check_view(one, kind="modal") for one in drawn] == [[], [], [], []]
    assert [text for one in drawn for text in mrkdwn(one) if is_read(text)] == []


def test_what_does_not_fit_is_counted() -> None:
    """A list ends with how many more there are."""
    shown = "\n".join(mrkdwn(blocks.calendar_modal(view(count=50), samples.NEW_YORK).to_dict()))

    assert "and 10 more" in shown
    assert "Public holidays of Bosnia &amp; Herzegovina." in shown
    assert "Sunday, Monday at" in shown or "Monday, Sunday at" in shown


def test_days_are_named_in_the_readers_language() -> None:
    """Names of days and months follow the person's own language."""
    shown = "\n".join(mrkdwn(blocks.calendar_modal(view(), SPANISH).to_dict()))

    assert "lunes" in shown
    assert "nov" in shown


def test_a_workspace_that_lends_no_files_pastes_lines() -> None:
    """Installed before the permission for files was asked for: the lines are enough."""
    drawn = blocks.load_modal(samples.network(), samples.NEW_YORK, takes_files=False).to_dict()

    inputs = [one for one in drawn["blocks"] if one["type"] == "input"]
    assert [one["element"]["type"] for one in inputs] == ["plain_text_input"]
    assert not inputs[0]["optional"]
