"""What came of anonymous forms, as the facilitator sees it on a phone."""

from datetime import date
from random import Random

from bot.domain.anonymous import Asked, Count, results
from bot.domain.entries import About
from bot.domain.forms import Answers, Form
from bot.services.anonymous import Heard
from bot.services.reflections import Letters
from bot.simulator.slack.blockkit import check_view
from handlers.blocks.anonymous import render_heard
from handlers.blocks.entries import sent_modal
from handlers.blocks.layout import Look
from tests.domain.test_anonymous import CLOSER, FIVE, FORM, SIX, rated
from tests.handlers.blocks import samples
from tests.handlers.blocks.drawn import words_of

NASTY = "<!channel> & <https://bad.example|click>"


def heard(answers: list[Answers], *, more: int = 0, form: Form = FORM) -> Heard:
    """Return what came of some answers that are shown, and some more that wait."""
    asked = Asked(network_id=3, form_id=form.id, about=About(kind="checkin", which="pulse/x"))
    return Heard(
        form=form,
        occasion="Pulse of September",
        count=Count(
            asked=asked,
            answers=len(answers) + more,
            shown=len(answers),
            week_of=date(2026, 9, 7),
        ),
        results=results(form, answers, mixing=Random(1)) if answers else (),
    )


def said(one: Heard) -> str:
    """Return all words that are shown of it."""
    return words_of(Look(text="", blocks=render_heard(one, samples.NEW_YORK)))


def test_below_five_it_is_said_how_many_more_it_takes() -> None:
    """Kindly, and without naming anybody (issue 4)."""
    told = said(heard([], more=4))

    assert "4 anonymous answers. 1 more, and I can show you what was said" in told
    assert "Is it safe here?" not in told


def test_from_five_on_there_are_bars_and_texts() -> None:
    """Bars are letters: they fit a phone and can be read aloud with their numbers."""
    told = said(heard(SIX))

    assert "6 anonymous answers. All are shown here" in told
    assert "4  ▇▇▇ 3" in told
    assert "3  0" in told
    assert "Average 4.5 of 5." in told
    assert "&gt; Reason 3" in told


def test_yes_levels_and_orders_have_bars_too() -> None:
    """With reasons and signs below them, apart from what they belong to."""
    told = said(heard(FIVE, form=rated(CLOSER)))

    assert "No  ▇▇▇▇ 4" in told
    assert "&gt; Reason 4" in told
    assert "Arts  ▇▇▇ 3 in the first place (on average in place 1.0)" in told
    assert "Average 0.4 of 3." in told


def test_who_came_since_the_last_look_is_only_counted() -> None:
    """And it is said why."""
    told = said(heard(SIX, more=2))

    assert "8 anonymous answers. 6 of them are shown here" in told
    assert "The others join when 5 have come" in told


def test_many_long_and_nasty_answers_fit_into_what_slack_takes() -> None:
    """Four rounds, each with more text than there is room for; nobody is called by it."""
    loud: list[Answers] = [{**one, "why": f"{NASTY} " * 60} for one in SIX * 4]

    view = sent_modal(Letters(network_id=1), [heard(loud)] * 4, samples.NEW_YORK).to_dict()

    assert check_view(view, kind="modal") == []
    assert "<!channel>" not in str(view)
    assert "The rest is in `/rounds export`." in str(view)
