"""Draw what is said about decisions: the question in private, what was adopted in the channel."""

from slack_sdk.models.blocks import Block

from bot.domain.deciding import Adopted, AdoptedItem, Agreed, Decided, DecisionPrompt
from bot.domain.decisions import Stage
from bot.domain.networks import Network
from bot.domain.readers import Reader
from bot.domain.text import Text
from bot.i18n import translator
from handlers.blocks.ids import Action
from handlers.blocks.layout import Look, actions, button, context, header, section, sections
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, bullets, fit, say
from handlers.blocks.times import day, when

_NAME = 150
_ABOUT = 1200
_WORDS = 300


def decision_name(name: Text, level: Text | None, reader: Reader) -> str:
    """Return what is decided, escaped, with the level that decides it."""
    shown = brief(say(name, reader), _NAME)
    return f"{shown}, {brief(say(level, reader), _NAME)}" if level is not None else shown


def decision_prompt(message: DecisionPrompt, reader: Reader) -> Look:
    """Ask somebody to propose or to vote."""
    _ = translator(reader.locale)
    name = decision_name(message.decision.name, message.level_name, reader)
    opening, told, label, action = _asked(message, reader)
    if message.is_reminder:
        opening = _("There is still time: {name}.").format(name="{name}")
    blocks: list[Block] = [
        section(opening.format(name=f"*{name}*")),
        section(fit(say(message.decision.about, reader), _ABOUT)),
        context(told, brief(message.network.name, _NAME)),
        actions(button(label, action, value=pack(h=message.round.id), style="primary")),
    ]
    return Look(text=f"{opening.format(name=name)} {told}", blocks=blocks)


def prompt_row(
    message: DecisionPrompt, reader: Reader
) -> tuple[str, tuple[str, Action, str] | None]:
    """Return the question as one row of a list, with its button."""
    name = decision_name(message.decision.name, message.level_name, reader)
    opening, _told, label, action = _asked(message, reader)
    return opening.format(name=f"*{name}*"), (label, action, pack(h=message.round.id))


def decided(message: Decided, reader: Reader) -> Look:
    """Tell what was adopted, how many asked for each, and which gathering takes it up."""
    _ = translator(reader.locale)
    name = decision_name(message.decision.name, message.level_name, reader)
    line = _("You said, we did. Decided: {name}.")
    lines = [
        _item(item, message, reader, number=number)
        for number, item in enumerate(message.adopted.items, 1)
    ]
    again = _(
        "`/rounds decide` shows it at any time. Whoever wants to look at it again says so there."
    )
    blocks: list[Block] = [
        header(say(message.decision.name, reader)),
        section(line.format(name=f"*{name}*")),
        *sections(lines),
        context(version_line(message.adopted, message.network, reader)),
        *([context(tie_line(reader))] if message.adopted.tied else []),
        context(again),
    ]
    said = " ".join(
        f"{number}. {brief(item.words, _WORDS)}"
        for number, item in enumerate(message.adopted.items, 1)
    )
    return Look(text=f"{line.format(name=name)} {said}", blocks=blocks)


def support(count: int, network: Network, reader: Reader) -> str:
    """Return "asked for by 7 fellows"."""
    _ = translator(reader.locale)
    words = network.programme.words
    who = network.member_word if count == 1 else say(words.members, reader)
    return _("asked for by {count} {who}").format(count=count, who=brief(who, 60))


def version_line(adopted: Adopted, network: Network, reader: Reader) -> str:
    """Return since when it holds, as which version, and how many voted."""
    _ = translator(reader.locale)
    adopted_on = day(adopted.at.astimezone(network.rhythm.zone).date(), reader)
    return _("Version {version}, adopted on {day}. {voters} of {asked} voted.").format(
        version=adopted.version, day=adopted_on, voters=adopted.voters, asked=adopted.asked
    )


def tie_line(reader: Reader) -> str:
    """Say that only the order of the list decided about the last one."""
    _ = translator(reader.locale)
    return _("The last one had as much support as the next; it stood first on the list.")


def norms_blocks(norms: tuple[Text, ...], reader: Reader) -> list[Block]:
    """Return the norms of a network as it begins to meet (S30)."""
    if not norms:
        return []
    _ = translator(reader.locale)
    return sections([_("*Our norms*"), *bullets((say(one, reader) for one in norms), count=15)])


def agreed_blocks(agreed: Agreed, network: Network, reader: Reader) -> list[Block]:
    """Return all that was agreed on and concerns a meeting, the norms among it."""
    return [*wishes(agreed, network, reader), *norms_blocks(agreed.norms, reader)]


def wishes(agreed: Agreed, network: Network, reader: Reader) -> list[Block]:
    """Return which wish a meeting follows (S58), and whether it looks at the norms (S30)."""
    _ = translator(reader.locale)
    blocks: list[Block] = []
    if agreed.asked_for is not None:
        wish = brief(agreed.asked_for.words, _WORDS)
        blocks.append(context(f"{wish}: {support(agreed.asked_for.support, network, reader)}"))
    return [*blocks, *look_again(reader)] if agreed.needs_care else blocks


def look_again(reader: Reader) -> list[Block]:
    """Say that the next meeting takes time for the norms."""
    _ = translator(reader.locale)
    line = _("*Look at our norms again.* The last check was low: take ten minutes for them.")
    return [section(line)]


def _asked(message: DecisionPrompt, reader: Reader) -> tuple[str, str, str, Action]:
    """Return how it is asked, what is said with it, and the label and action of its button."""
    _ = translator(reader.locale)
    if message.round.stage is Stage.VOTING:
        opening = _("Your vote on {name} is asked for.")
        told = _("Nobody sees who chose what. You can change your vote until it is settled.")
        return opening, told, _("Vote"), Action.OPEN_VOTE
    opening = _("What do you propose? {name}")
    told = _("Proposals are shown without names. A few words are enough.")
    return opening, told, _("Propose"), Action.PROPOSE


def _item(item: AdoptedItem, message: Decided, reader: Reader, *, number: int) -> str:
    _ = translator(reader.locale)
    asked = support(item.support, message.network, reader)
    line = f"{number}. {brief(item.words, _WORDS)}  _{asked}_"
    gathering = message.gatherings.get(item.gathering_id or 0)
    if gathering is None:
        return line
    taken_up = _("taken up at {title}, {when}").format(
        title=brief(gathering.title, _NAME), when=when(gathering.starts_at, reader, style="short")
    )
    return f"{line}\n     {taken_up}"
