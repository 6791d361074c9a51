"""What Slack would post and people should not get."""

from typing import Any

import pytest

from bot.simulator.slack.quality import Violation, check_message, check_view, unescaped
from tests.simulator.slack.kit import Json, home, mrkdwn, plain, section, words


def kinds(arguments: Json, *, typed: tuple[str, ...] = ()) -> list[str]:
    """Return the kinds of what is poor about a message."""
    return [found.kind for found in check_message(arguments, where="test", typed=typed)]


def test_blocks_need_a_text_of_their_own() -> None:
    """Screen readers and telephones read the text, not the blocks."""
    bare = check_message({"blocks": [section()]}, where="chat.postMessage")
    spoken = check_message({"blocks": [section()], "text": "Hello"}, where="chat.postMessage")

    assert bare == [
        Violation(kind="missing_fallback", where="chat.postMessage", what="blocks without a text")
    ]
    assert spoken == []


def test_attachments_need_a_fallback_or_a_text() -> None:
    """Either will do."""
    bar: Json = {"color": "#336699", "blocks": [section()]}

    verdicts = [
        kinds({"attachments": [bar]}),
        kinds({"attachments": [{**bar, "fallback": "Bar"}]}),
        kinds({"attachments": [bar], "text": "Hello"}),
    ]

    assert verdicts == [["missing_fallback"], [], []]


CALLS: list[tuple[str, Json]] = [
    ("in the text", {"text": "<!channel> hello"}),
    ("with a label", {"text": "<!here|here> hello"}),
    ("in a block", {"text": "Hello", "blocks": [section("<!everyone> hello")]}),
    ("in a field", {"text": "Hello", "blocks": [section(fields=[mrkdwn("<!here>")])]}),
    ("in an attachment", {"text": "Hello", "attachments": [{"text": "<!here>", "fallback": "x"}]}),
    ("parsed", {"text": "@channel hello", "parse": "full"}),
    ("linked", {"text": "@here hello", "link_names": True}),
]


@pytest.mark.parametrize(("where", "arguments"), CALLS)
def test_nobody_calls_everybody(where: str, arguments: Json) -> None:
    """@channel, @here and @everyone are written down, wherever they stand."""
    assert kinds(arguments) == ["channel_mention"], where


def test_a_call_in_rich_text_is_found() -> None:
    """Rich text has an element of its own for it."""
    block = words()
    block["elements"][0]["elements"] = [{"type": "broadcast", "range": "channel"}]

    found = check_message({"text": "Hello", "blocks": [block]}, where="test")

    assert [(one.kind, one.what) for one in found] == [("channel_mention", "broadcast to channel")]


def test_to_write_about_a_channel_calls_nobody() -> None:
    """Without parsing, the word is only a word; in plain text it is one as well."""
    verdicts = [
        kinds(
            {"text": "Ask in @channel", "blocks": [{"type": "header", "text": plain("<!here>")}]}
        ),
        kinds({"text": "Hello <@U1>, see <#C1> and <https://example.org|this>"}),
    ]

    assert verdicts == [[], []]


ESCAPED: list[tuple[str, str, bool]] = [
    ("a < b", "You wrote: a < b", True),
    ("a < b", "You wrote: a &lt; b", False),
    ("R&D", "About R&D", True),
    ("R&D", "About R&amp;D", False),
    ("<!channel> all of you", "Ada wrote: <!channel> all of you", True),
    ("<!channel> all of you", "Ada wrote: &lt;!channel&gt; all of you", False),
    ("Look at <https://evil.example|the form> now", "&gt; Look at <https://evil.example|the", True),
    ("First line\n<@U1> do it", "> First line\n> <@U1> do it", True),
    (
        "A long answer that goes on & on & on for a while",
        "long answer that goes on & on & on…",
        True,
    ),
    ("No signs at all", "No signs at all", False),
    ("<3", "I <3 it", False),
    ("Plain & simple", "An <https://example.org|own link> & <@U2>", False),
]


@pytest.mark.parametrize(("typed", "outgoing", "is_found"), ESCAPED)
def test_what_people_type_leaves_escaped(typed: str, outgoing: str, *, is_found: bool) -> None:
    """Whole, quoted or shortened: nobody can slip in a mention or a link."""
    found = unescaped([outgoing], typed=[typed])

    assert bool(found) is is_found


def test_escaping_is_asked_where_slack_reads_markup() -> None:
    """In marked-up texts; plain text and hidden metadata show letters as they are."""
    typed = ("Tom & Jerry <3",)
    raw = "Tom & Jerry <3"
    messages: dict[str, Any] = {
        "text": {"text": raw},
        "block": {"text": "x", "blocks": [section(raw)]},
        "markdown": {"text": "x", "blocks": [{"type": "markdown", "text": raw}]},
        "attachment": {"text": "x", "attachments": [{"fallback": "x", "pretext": raw}]},
        "field": {"text": "x", "attachments": [{"fields": [{"title": "t", "value": raw}]}]},
        "fallback": {"text": "x", "attachments": [{"fallback": raw}]},
        "heading": {"text": "x", "blocks": [{"type": "header", "text": plain(raw)}]},
        "rich": {"text": "x", "blocks": [words(raw)]},
        "metadata": {"text": "x", "metadata": {"event_payload": {"text": raw}}},
    }

    found = {name for name, message in messages.items() if kinds(message, typed=typed)}

    assert found == {"text", "block", "markdown", "attachment", "field"}


def test_views_are_read_as_well() -> None:
    """A Home shows what people wrote, too."""
    view = home(section("About R&D"))

    found = check_view(view, where="views.publish", typed=["R&D"])

    assert found == [Violation(kind="unescaped_text", where="views.publish", what="About R&D")]


def test_texts_that_go_on_and_on_are_noticed() -> None:
    """Slack advises 4,000 characters; blocks fail from about 13,200 in all."""
    verdicts = [
        kinds({"text": "x" * 4000}),
        kinds({"text": "x" * 4001}),
        kinds({"text": "x", "blocks": [section("x" * 2640)] * 5}),
        kinds({"text": "x", "blocks": [section("x" * 2641)] * 5}),
    ]

    assert verdicts == [[], ["long_text"], [], ["long_text"]]
