"""Filling forms as the cast does."""

import random
from datetime import date

from bot.simulator.filling import answer_to
from bot.simulator.slack.surfaces import walk
from handlers.blocks.forms import FormMeta, render_form
from tests.handlers.blocks import samples

META = FormMeta(network_id=3, form_id="reflection", about="gathering:12", token="abc")


def test_every_question_finds_an_answer() -> None:
    """Whoever is asked for people names themselves, so that no form stays unsent (issue 3)."""
    form = samples.form()
    pages = [
        render_form(
            form, page=page, answers={}, visibility=None, meta=META, reader=samples.NEW_YORK
        ).to_dict()["blocks"]
        for page in range(len(form.pages))
    ]

    answers = {
        place.block_id: answer_to(place, random.Random(1), today=date(2026, 9, 1), me="U0MARY")
        for blocks in pages
        for place in walk(blocks)
        if place.is_input
    }

    assert all(answers.values())
    assert answers["field:the_member"] == "U0MARY"
    assert answers["field:the_members"] == ["U0MARY"]
