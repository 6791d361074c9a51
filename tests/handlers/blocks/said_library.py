"""What the toolkit says by itself, and a practice note in the channel, in each of their shapes."""

from bot.domain import messages as records
from bot.domain.text import Text
from bot.domain.tool_messages import ToolMessage
from bot.domain.tool_prompts import Moment
from bot.domain.toolkit import Tool
from bot.domain.visibility import Visibility
from tests.handlers.blocks import samples


def about_the_library(say: samples.Words, *, late: bool) -> list[records.AnyMessage]:
    """Make items of the toolkit before and after a session, a note, an offer with its card."""
    here, questions = samples.network(say), samples.form(say)
    return [
        *(
            ToolMessage(
                network=here,
                late=late,
                tool=one,
                moment=moment,
                occasion=say("Conference 3"),
            )
            for one in (tool(say), tool(say, link="https://example.org/feedback"))
            for moment in Moment
        ),
        *(
            records.SharedEntry(
                network=here,
                late=late,
                form=questions,
                entry=samples.entry(say, visibility=Visibility.NETWORK),
                author=samples.person(say),
                occasion="",
                tried=tried,
            )
            for tried in (0, 1, 12)
        ),
        records.FormPrompt(
            network=here,
            late=late,
            form=questions,
            beside=questions,
            about="gathering:12",
            occasion=say("Conference 3"),
        ),
    ]


def tool(say: samples.Words = samples.as_they_are, *, link: str | None = None) -> Tool:
    """Make an item of the toolkit: a text, or a link in its place."""
    words = say("Ask one question less.\nWait three seconds more.")
    return Tool(
        id="feedback",
        title=_text(say("Feedback that is heard")),
        minutes=6,
        link=link,
        text=None if link else _text(words),
        try_it=_text(say("Whom could you ask, and when, this week?")),
    )


def _text(words: str) -> Text:
    return Text(by_language={"en": words})
