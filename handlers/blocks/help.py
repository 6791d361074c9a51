"""Draw help, the answer to an unknown word, the choice of a network, the welcome of a stranger."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from bot.domain.networks import Network
from bot.domain.readers import Reader
from bot.i18n import mark, translator
from handlers.blocks.ids import Action, numbered
from handlers.blocks.layout import Look, actions, button, context, section, sections
from handlers.blocks.packing import pack
from handlers.blocks.text import brief

_MOST_BUTTONS = 25
_NAME = 60
TOPICS: Mapping[str, Sequence[str]] = {
    mark("*When we meet, and between*"): (
        "",
        "conference",
        "conference all",
        "conference agenda",
        "inquiry",
        "inquiry questions",
        "inquiry board",
        "checkin",
    ),
    mark("*Write and try*"): ("reflect", "write", "charter", "practice", "toolkit"),
    mark("*You and your partners*"): ("me", "partners", "place", "team", "suggest"),
    mark("*Our network*"): ("phase", "decide", "progress", "scope", "story"),
    mark("*For those who lead*"): (
        "nudge",
        "nudge log",
        "read",
        "attendance",
        "roster",
        "paper",
        "export",
        "words",
        "programme",
        "setup",
        "appoint",
    ),
    mark("*What I write to you, and when*"): (
        "settings",
        "away",
        "pause",
        "resume",
        "calendar",
        "why",
        "privacy",
        "help",
    ),
}
"""Where each word stands on the page, for nobody reads forty lines in a row; all have a place."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Offered:
    """A word that somebody may say: how it is typed, and a sentence of the catalogue about it."""

    typed: str
    hint: str


def help_page(offered: Mapping[str, Offered], reader: Reader) -> Look:
    """Tell what somebody can say, topic by topic: each command as it is typed, and what it does."""
    _ = translator(reader.locale)
    title = _("*What you can do with Rounds*")
    more = _(
        "Commands do not work inside threads. Most of them are buttons, too: open Rounds in the "
        "sidebar and look at *Home*."
    )
    topics = list(_topics(offered, reader))
    blocks = [section(title), *(block for lines in topics for block in sections(lines))]
    said = [title, *(line for lines in topics for line in lines)]
    return Look(text="\n".join(said), blocks=[*blocks, context(more)])


def _topics(offered: Mapping[str, Offered], reader: Reader) -> Iterator[list[str]]:
    """Yield the lines of each topic of which something is offered, its heading first."""
    _ = translator(reader.locale)
    for heading, words in TOPICS.items():
        found = [offered[word] for word in words if word in offered]
        lines = [f"`{one.typed.strip()}`  {_(one.hint)}" for one in found]
        if lines:
            yield [_(heading), *lines]


def unknown(said: str, nearest: str | None, reader: Reader) -> Look:
    """Answer a word that nobody knows, with the nearest one and a button."""
    _ = translator(reader.locale)
    line = _('I do not know "{said}".').format(said=brief(said, _NAME))
    help_button = button(_("Show help"), numbered(Action.RUN_COMMAND, "help"), value=pack(v="help"))
    if nearest is None:
        return Look(text=line, blocks=[section(line), actions(help_button)])
    question = _('Did you mean "{nearest}"?').format(nearest=nearest)
    meant = button(
        _("Yes, {nearest}").format(nearest=nearest),
        numbered(Action.RUN_COMMAND, "meant"),
        value=pack(v=nearest),
        style="primary",
    )
    blocks: list[Block] = [section(line, question), actions(meant, help_button)]
    return Look(text=f"{line} {question}", blocks=blocks)


def choose_network(networks: Sequence[Network], word: str, reader: Reader) -> Look:
    """Ask which network is meant; each button does what was asked, there."""
    _ = translator(reader.locale)
    question = _("You belong to several networks. Which one do you mean?")
    buttons = [
        button(
            network.name,
            numbered(Action.CHOOSE_NETWORK, network.id),
            value=pack(v=word, n=network.id),
        )
        for network in networks[:_MOST_BUTTONS]
    ]
    return Look(text=question, blocks=[section(question), actions(*buttons)])


def stranger(reader: Reader, *, can_start: bool = False) -> Look:
    """Tell somebody outside every network what Rounds is, and how to join or begin one."""
    _ = translator(reader.locale)
    what = _(
        "I am Rounds. I help networks of school leaders to meet, to look into a problem together "
        "and to remember what they learned."
    )
    if can_start:
        begin = _("There is no network of yours yet. It takes a channel and a minute to begin one.")
        start = button(
            _("Start a network"), Action.RUN_COMMAND, value=pack(v="setup"), style="primary"
        )
        blocks: list[Block] = [section(what), section(begin), actions(start)]
        return Look(text=f"{what} {begin}", blocks=blocks)
    how = _(
        "You are not in a network yet. Ask the facilitator of yours to invite you to its channel; "
        "I greet you there and everything else follows by itself."
    )
    return Look(text=f"{what} {how}", blocks=[section(what), section(how)])
