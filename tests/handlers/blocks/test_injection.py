"""What a person types is shown, never read by Slack."""

import re
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.blocks.messages import RENDERERS, render
from tests.handlers.blocks import samples
from tests.handlers.blocks.drawn import drawn, spoken_parts
from tests.handlers.blocks.said import every_message, of_kind

NAMES = [kind.__name__ for kind in RENDERERS]
HOSTILE = ("<!channel>", "<@U0MARY>", "<https://evil.example|here>", "&amp;<!here|x>", "a > b")
DATE = re.compile(r"<!date\^\d+\^[^|<>]+\|[^|<>]+>")
LINK = re.compile(r"<https?://[^\s<>|]+>")
SPECIAL = re.compile(r"<|>|&(?!(?:amp|lt|gt);)")


@pytest.mark.parametrize("typed", HOSTILE)
@pytest.mark.parametrize("name", NAMES)
def test_nobody_can_inject_a_mention_or_a_link(name: str, typed: str) -> None:
    """What a person types is shown, never read by Slack."""
    looks = [render(message, samples.NEW_YORK) for message in of_kind(name, saying(typed))]

    assert [part for look in looks for part in spoken_parts(look) if is_read(part)] == []


@settings(max_examples=40)
@given(typed=st.text(st.sampled_from("<>&@!#|^*_~`: \nahU0"), min_size=1).filter(str.strip))
def test_nothing_anybody_types_is_read_by_slack(typed: str) -> None:
    """No text whatever becomes a mention, a link or a date in a receipt or a nudge."""
    messages = [of_kind(name, saying(typed))[0] for name in ("Receipt", "NudgeMessage")]

    looks = [render(message, samples.NEW_YORK) for message in messages]

    assert [part for look in looks for part in spoken_parts(look) if is_read(part)] == []


@lru_cache(maxsize=len(HOSTILE))
def saying(typed: str) -> samples.Words:
    """Return what puts something typed in the place of all words."""
    return lambda _: typed


def is_read(part: str) -> bool:
    """Say whether Slack would find a sign of its own, besides dates and whole addresses."""
    return SPECIAL.search(LINK.sub("", DATE.sub("", part))) is not None


def test_links_that_were_typed_stay_text() -> None:
    """Every mrkdwn text is verbatim, so that Slack makes no links or mentions by itself."""
    looks = [render(message, samples.NEW_YORK) for message in every_message()]

    blocks = [block for look in looks for block in drawn(look.blocks)]
    sections = [block["text"] for block in blocks if block["type"] == "section"]
    notes = [one for block in blocks if block["type"] == "context" for one in block["elements"]]

    assert all(text["verbatim"] for text in [*sections, *notes])
