"""Nudges as they are drawn: for long lists and odd words, in every size that Slack takes."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.domain.networks import School
from bot.domain.nudges import LeftOut, Recipient
from bot.domain.prompts import Audience, Every, Missing, Prompt
from bot.domain.readers import Reader
from bot.domain.recurrence import Recurrence
from bot.domain.text import Text
from bot.services.nudge_drafts import LONGEST, Draft
from bot.services.nudge_log import Log, Standing, Told
from bot.services.nudges import Desk, Preview, Recent
from bot.simulator.slack import blockkit
from bot.simulator.slack.quality import mrkdwn_texts
from handlers.blocks import nudge_log, nudge_previews
from handlers.blocks import nudges as blocks
from handlers.blocks.recurrences import in_words
from tests.handlers.blocks import samples
from tests.handlers.blocks.test_injection import is_read

NOW = datetime(2026, 9, 1, 13, 0, tzinfo=UTC)
DAY = date(2026, 9, 4)
WORST = "<!channel> & <@U0MARY> " * 65
SPANISH = Reader(locale="es-ES", zone=samples.NEW_YORK.zone)


def desk() -> Desk:
    """Return a desk with more schools than a menu can show."""
    schools = tuple(
        School(id=number, network_id=3, name=f"{number} {WORST}") for number in range(150)
    )
    recent = Recent(token="t", text=WORST, count=3)
    return Desk(network=samples.network(), schools=schools, recent=recent, tomorrow=DAY)


def preview(**said: Any) -> Preview:
    """Return a preview for sixty people with the longest names, each third of them left out."""
    person = replace(samples.person(), name=WORST)
    rhythm = person.rhythm(samples.network().rhythm)
    reasons = [None, LeftOut.CAP, LeftOut.DONE]
    everybody = tuple(
        Recipient(
            person=person,
            rhythm=rhythm,
            due_at=NOW,
            moved_by=WORST,
            in_digest=True,
            left_out=reasons[number % 3],
        )
        for number in range(60)
    )
    draft = Draft(**{"text": WORST[:LONGEST], **said})
    return Preview(
        network=samples.network(), draft=draft, recipients=everybody, days=(DAY,) * 3, things={}
    )


def prompt(**said: Any) -> Prompt:
    """Return what a facilitator asks again and again."""
    words = Text(by_language={"en": WORST})
    whom = Audience(schools=(WORST,) * 20, missing=Missing.ANYTHING)
    made = {"id": "7", "name": words, "text": words, "audience": whom, **said}
    return Prompt.model_validate({"when": Every.MONTH.since(DAY), **made})


def faults_of(view: dict[str, Any]) -> list[object]:
    """Return what Slack would refuse in a view, and where it would read what somebody typed."""
    read = [one for one in mrkdwn_texts({"blocks": view["blocks"]}) if is_read(one)]
    too_long = [one for one in (view.get("private_metadata", ""),) if len(one) > 3000]
    return [*blockkit.check_view(view, kind="modal"), *read, *too_long]


@pytest.mark.parametrize("when", [blocks.NOW, blocks.ON_A_DAY, blocks.AGAIN])
@pytest.mark.parametrize("reader", [samples.NEW_YORK, SPANISH])
def test_the_modal_fits_whatever_is_chosen(when: str, reader: Reader) -> None:
    """With many schools, the longest words and everything asked for."""
    only = tuple(f"school:{number}" for number in range(20))
    form = samples.programme().forms[0].id
    draft = Draft(text=WORST[:LONGEST], only=only, day=DAY, form=form, remind_after=3)

    view = blocks.nudge_modal(desk(), reader, draft=draft, when=when).to_dict()

    assert faults_of(view) == []


@pytest.mark.parametrize("every", list(Every))
def test_a_preview_fits_with_the_longest_names(every: Every) -> None:
    """Sixty people, words of the greatest length, twenty schools; all of it goes on from there."""
    only = tuple(f"school:{number}" for number in range(100_000, 100_020))
    form = samples.programme().forms[0].id
    found = preview(every=every, day=DAY, until=DAY, only=only, form=form, remind_after=5)

    view = nudge_previews.preview_modal(found, samples.NEW_YORK, token="t" * 16).to_dict()

    assert faults_of(view) == []
    assert view["private_metadata"].endswith(found.draft.text)


def test_the_log_fits_and_names_nobody() -> None:
    """Twenty things that go on, twelve that were said."""
    log = Log(
        network=samples.network(),
        standing=tuple(
            Standing(prompt=prompt(id=str(number)), next_on=DAY) for number in range(30)
        ),
        told=tuple(
            Told(
                text=WORST,
                is_round=bool(number % 2),
                missing=Missing.STEP,
                first_at=NOW,
                sent=12,
                waiting=1,
                held=2,
                done=number,
            )
            for number in range(12)
        ),
    )

    assert faults_of(nudge_log.log_modal(log, samples.NEW_YORK).to_dict()) == []


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"weekday": "monday"}, "Every Monday"),
        ({"weekday": "monday", "every_weeks": 2}, "Every 2 weeks on Monday"),
        ({"week": -1, "weekday": "friday"}, "The last Friday of the month"),
        (
            {"week": 2, "weekday": "tuesday", "months": [9, 10]},
            "The second Tuesday of the month (Sep, Oct)",
        ),
        (
            {"first_full_week_of": 1, "weekday": "tuesday"},
            "Tuesday of the first full week of January",
        ),
        ({"term_week": 2, "weekday": "monday"}, "Monday of week 2 of each term"),
        ({"days": ["2026-10-01", "2027-02-11"]}, "Thu, Oct 1, Thu, Feb 11"),
    ],
)
def test_a_rhythm_is_said_in_words(rule: dict[str, object], words: str) -> None:
    """Every kind of recurrence that a file may hold."""
    assert in_words(Recurrence.model_validate(rule), samples.NEW_YORK) == words
