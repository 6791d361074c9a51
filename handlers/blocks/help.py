"""Draw help, the answer to an unknown word, the choice of a network, the welcome of a stranger."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from bot.domain.networks import Network
from bot.domain.offers import Part, has
from bot.domain.readers import Reader
from bot.i18n import mark, translator
from handlers.blocks.ids import Action, Callback, numbered
from handlers.blocks.layout import Look, actions, button, context, section, sections
from handlers.blocks.modals import modal
from handlers.blocks.packing import pack
from handlers.blocks.text import brief

HELP = "help"
_MOST_BUTTONS = 25
_A_ROW = 5
_NAME = 60
_NOT_AS_BUTTONS = frozenset({HELP, "resume"})
"""Help is where they stand; whoever paused finds the way back in Home, beside the settings."""
TOPICS: Mapping[str, Mapping[str, str]] = {
    mark("*When we meet, and what is next*"): {
        "": mark("What is next"),
        "conference": mark("Next date"),
        "conference all": mark("All dates"),
        "conference agenda": mark("Agenda"),
        "phase": mark("Where we are"),
    },
    mark("*Lead the network*"): {
        "nudge": mark("Write to members"),
        "nudge log": mark("What was sent"),
        "read": mark("Sent to me"),
        "attendance": mark("Who was there?"),
        "roster": mark("Roster"),
        "paper": mark("Enter from paper"),
        "export": mark("Export"),
    },
    mark("*Look into our question*"): {
        "inquiry": mark("Our inquiry"),
        "inquiry questions": mark("Questions to choose from"),
        "inquiry board": mark("Everybody's inquiry"),
    },
    mark("*Write, and try things*"): {
        "checkin": mark("Check in"),
        "reflect": mark("Write a reflection"),
        "write": mark("Everything to write"),
        "practice": mark("Practice notes"),
        "toolkit": mark("Toolkit"),
    },
    mark("*Decide together*"): {
        "decide": mark("What we decide"),
        "charter": mark("Our charter"),
    },
    mark("*See what grows*"): {
        "progress": mark("Our figures"),
        "scope": mark("Our year by month"),
        "story": mark("Our story"),
    },
    mark("*You and those around you*"): {
        "me": mark("My page"),
        "partners": mark("Partners"),
        "team": mark("Team at school"),
        "suggest": mark("Suggest somebody"),
        "place": mark("My school and role"),
    },
    mark("*Set it up*"): {
        "words": mark("Our own words"),
        "programme": mark("Our programme"),
        "setup": mark("Start a network"),
        "appoint": mark("Appoint a facilitator"),
    },
    mark("*What I write to you, and when*"): {
        "settings": mark("My settings"),
        "away": mark("Days away"),
        "pause": mark("Pause messages"),
        "resume": mark("Write to me again"),
        "calendar": mark("Calendar"),
        "why": mark("What came, and why"),
        "privacy": mark("Privacy"),
        HELP: mark("Help"),
    },
}
"""What people want to do, and the words for it with their buttons; all words have a place."""

_INSTEAD: Mapping[Part, tuple[str, Mapping[str, Part | None]]] = {
    Part.INQUIRY: (
        mark("There is no inquiry in your programme. You can write down what you look into."),
        {"write": None, "phase": None},
    ),
    Part.CHECKINS: (
        mark("There are no check-ins in your programme. A reflection is always open."),
        {"reflect": None, "write": None},
    ),
    Part.CHARTER: (
        mark("There is no charter in your programme. What holds among you is decided together."),
        {"decide": Part.DECISIONS, "write": None},
    ),
    Part.PRACTICE: (
        mark("There are no practice notes in your programme. A reflection can be shared with all."),
        {"reflect": None, "toolkit": Part.TOOLKIT, "write": None},
    ),
    Part.TOOLKIT: (
        mark("There is no toolkit in your programme. What members tried is there for all."),
        {"practice": Part.PRACTICE, "phase": None},
    ),
    Part.PARTNERS: (
        mark(
            "Your programme does not match members in pairs or trios. You can share what you "
            "tried, or write down what you plan: I ask you about it on its day."
        ),
        {"practice": Part.PRACTICE, "reflect": None, "team": Part.TEAMS},
    ),
    Part.TEAMS: (
        mark("In your programme each school sends one person, so there are no teams at school."),
        {"partners": Part.PARTNERS, "practice": Part.PRACTICE, "suggest": None},
    ),
    Part.DECISIONS: (
        mark("Your programme leaves nothing to vote on. What moves you on is said in the phase."),
        {"phase": None, "charter": Part.CHARTER},
    ),
}
"""What is said where a programme has no such part, and what people can do instead."""
_LABELS = {word: label for words in TOPICS.values() for word, label in words.items()}
_FOR_LEADS = ("phase", "progress", "roster", "scope", "export")


@dataclass(frozen=True, kw_only=True, slots=True)
class Offered:
    """A word that somebody may say: how it is typed, and a sentence of the catalogue about it."""

    typed: str
    hint: str


def help_page(offered: Mapping[str, Offered], reader: Reader) -> Look:
    """Tell what somebody can say, topic by topic: each command as it is typed, and what it does."""
    _ = translator(reader.locale)
    title = _("*What you can do with Rounds*")
    more = _("Commands do not work inside threads. The buttons do the same; they are in Home, too.")
    topics = list(_topics(offered, reader))
    blocks = [section(title), *(block for lines in topics for block in sections(lines))]
    said = [title, *(line for lines in topics for line in lines)]
    buttons = actions(_run(_("Show it as buttons"), HELP))
    return Look(text="\n".join(said), blocks=[*blocks, buttons, context(more)])


def help_modal(
    offered: Mapping[str, Offered], reader: Reader, *, network_id: int | None = None
) -> View:
    """Show the same as buttons, topic by topic; they are about the network, where one is meant."""
    _ = translator(reader.locale)
    blocks: list[Block] = []
    for heading, labels in TOPICS.items():
        buttons = [
            _run(_(label), word, network_id)
            for word, label in labels.items()
            if word in offered and word not in _NOT_AS_BUTTONS
        ]
        rows = [buttons[at : at + _A_ROW] for at in range(0, len(buttons), _A_ROW)]
        blocks += [section(_(heading))] if buttons else []
        blocks += [actions(*row) for row in rows]
    small = context(_("`/rounds help` says a line about each."))
    return modal(_("What you can do"), [*blocks, small], callback=Callback.NOTICE, reader=reader)


def _topics(offered: Mapping[str, Offered], reader: Reader) -> Iterator[list[str]]:
    """Yield the lines of each topic of which something is offered, its heading first."""
    _ = translator(reader.locale)
    for heading, words in TOPICS.items():
        found = [offered[word] for word in words if word in offered]
        lines = [f"`{one.typed.strip()}`  {_(one.hint)}" for one in found]
        if lines:
            yield [_(heading), *lines]


def instead(part: Part, network: Network, reader: Reader) -> Look:
    """Say that a programme has no such part, and what can be done instead."""
    _ = translator(reader.locale)
    sentence, words = _INSTEAD[part]
    line, programme = _(sentence), network.programme
    there = [word for word, needed in words.items() if has(programme, needed)]
    buttons = [_run(_(_LABELS[word]), word, network.id) for word in there]
    return Look(text=line, blocks=[section(line), actions(*buttons)])


def for_members(offered: Mapping[str, Offered], reader: Reader) -> Look:
    """Tell who leads the programme that this is for members, and offer what is theirs."""
    _ = translator(reader.locale)
    line = _(
        "This is about what somebody writes and does as a member of a network. You lead the "
        "programme and belong to none, so nothing of yours stands there. Here is what you can see."
    )
    buttons = [_run(_(_LABELS[word]), word) for word in _FOR_LEADS if word in offered]
    more = _run(_("Help"), HELP)
    return Look(text=line, blocks=[section(line), actions(*buttons, more)])


def _run(label: str, word: str, network_id: int | None = None) -> ButtonElement:
    action = numbered(Action.RUN_COMMAND, word.replace(" ", "_") or "today")
    return button(label, action, value=pack(v=word, n=network_id))


def unknown(said: str, nearest: str | None, reader: Reader) -> Look:
    """Answer a word that nobody knows, with the nearest one and a button."""
    _ = translator(reader.locale)
    line = _('I do not know "{said}".').format(said=brief(said, _NAME))
    help_button = _run(_("Show help"), HELP)
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
